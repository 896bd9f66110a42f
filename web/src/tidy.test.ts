import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(process.cwd(), 'src')
const walk = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]))
const sources = walk(root).filter((file) => /\.(ts|vue)$/.test(file) && !file.endsWith('.test.ts'))
const imports = (file: string): string[] => [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] as string)
/** Where an import leads, as a path under src; null for a package. */
function target(file: string, name: string): string | null {
  if (name.startsWith('@/')) return name.slice(2)
  return name.startsWith('.') ? relative(root, resolve(file, '..', name)).replaceAll('\\', '/') : null
}
type Room = { layer: string; feature: string | null }
function room(path: string): Room {
  const [layer = '', feature] = path.split('/')
  return { layer, feature: layer === 'features' ? (feature ?? null) : null }
}
/** app → features → ui → api; a feature never knows another, and nothing points up. */
const allowed: Record<string, string[]> = { app: ['app', 'features', 'ui', 'api'], features: ['features', 'ui', 'api'], ui: ['ui', 'api'], api: ['api'], 'main.ts': ['app', 'ui'] }

const trespasses = (file: string, name: string): boolean => {
  const to = target(file, name)
  if (to === null) return false
  const here = room(relative(root, file).replaceAll('\\', '/'))
  const there = room(to)
  return !(allowed[here.layer] ?? []).includes(there.layer) || (here.feature !== null && there.feature !== null && here.feature !== there.feature)
}

describe('the house', () => {
  it('finds its sources', () => expect(sources.length).toBeGreaterThan(20))
  it('imports only downwards and never across features', () => {
    expect(sources.flatMap((file) => imports(file).filter((name) => trespasses(file, name)).map((name) => `${relative(root, file)} → ${name}`))).toEqual([])
  })
  it('would notice a step across or up', () => {
    expect(trespasses(join(root, 'features/ledger/A.vue'), '../industrial/B.vue')).toBe(true)
    expect(trespasses(join(root, 'ui/A.vue'), '@/features/ledger/B.vue')).toBe(true)
    expect(trespasses(join(root, 'features/ledger/A.vue'), '@/ui/DataList.vue')).toBe(false)
  })
  it('has the same words in Chinese and English', () => {
    const keys = (tree: object, at = ''): string[] => Object.entries(tree).flatMap(([key, value]) => (typeof value === 'object' && value !== null ? keys(value as object, `${at}${key}.`) : [`${at}${key}`]))
    const differing = walk(root)
      .filter((file) => file.endsWith('/zh.json'))
      .flatMap((file) => {
        const zh = keys(JSON.parse(readFileSync(file, 'utf8')) as object)
        const en = keys(JSON.parse(readFileSync(file.replace('/zh.json', '/en.json'), 'utf8')) as object)
        return [...zh.filter((key) => !en.includes(key)), ...en.filter((key) => !zh.includes(key))].map((key) => `${relative(root, file)}: ${key}`)
      })
    expect(differing).toEqual([])
  })
  it('says in every language what Chinese says, with the same figures in it', () => {
    const words = (tree: object, at = ''): [string, string][] => Object.entries(tree).flatMap(([key, value]) => (typeof value === 'object' && value !== null ? words(value as object, `${at}${key}.`) : [[`${at}${key}`, String(value)] as [string, string]]))
    const figures = (text = '') => [...text.matchAll(/\{\w+\}/g)].map((one) => one[0]).sort().join()
    const differing = walk(root)
      .filter((file) => /\/(bo|en)\.json$/.test(file))
      .flatMap((file) => {
        const zh = new Map(words(JSON.parse(readFileSync(file.replace(/\/\w+\.json$/, '/zh.json'), 'utf8')) as object))
        return words(JSON.parse(readFileSync(file, 'utf8')) as object).filter(([key, text]) => !zh.has(key) || figures(text) !== figures(zh.get(key))).map(([key]) => `${relative(root, file)}: ${key}`)
      })
    expect(differing).toEqual([])
  })
  it('speaks Tibetan wherever the shell and the form on site speak', () => {
    const menus = walk(root).filter((file) => file.endsWith('/zh.json') && file.includes('features'))
    const menu = (file: string) => Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { menu?: object }).menu ?? {})
    for (const file of menus) expect(menu(file.replace('/zh.json', '/bo.json')), file).toEqual(menu(file))
    expect(Object.keys(JSON.parse(readFileSync(join(root, 'app/language/bo.json'), 'utf8')) as object)).toEqual(Object.keys(JSON.parse(readFileSync(join(root, 'app/language/zh.json'), 'utf8')) as object))
    const of = (language: string) => (JSON.parse(readFileSync(join(root, `features/survey/${language}.json`), 'utf8')) as { field: object }).field
    const keys = (tree: object, at = ''): string[] => Object.entries(tree).flatMap(([key, value]) => (typeof value === 'object' && value !== null ? keys(value as object, `${at}${key}.`) : [`${at}${key}`]))
    expect(keys(of('bo')).sort()).toEqual(keys(of('zh')).sort())
  })
  it('names every act that the platform records, and what it was done to', () => {
    const java = walk(resolve(process.cwd(), '../platform/src/main/java')).filter((file) => file.endsWith('.java'))
    const recorded = java.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/audit\s*\.\s*record\(\s*"([a-z.-]+)",\s*"([a-z-]+)"/g)].map((match) => [match[1] as string, match[2] as string] as const))
    expect(recorded.length).toBeGreaterThan(80)
    type Named = { audited?: { acts: Record<string, string>; kinds: Record<string, string> } }
    const words = (feature: string) => {
      try {
        return (JSON.parse(readFileSync(join(root, `features/${feature}/zh.json`), 'utf8')) as Named).audited
      } catch {
        return undefined
      }
    }
    const unnamed = recorded.flatMap(([act, kind]) => {
      const [module = '', ...rest] = act.split('.')
      const own = words(module) ?? words('audit')
      const key = words(module) ? rest.join('_') : act.replaceAll('.', '_')
      return [...(own?.acts[key] ? [] : [act]), ...(own?.kinds[kind] ? [] : [`${module}.${kind}`])]
    })
    expect([...new Set(unnamed)]).toEqual([])
  })
  it('has a manual that speaks in the words of the pages', () => {
    const values = (tree: object): string[] => Object.values(tree).flatMap((value) => (typeof value === 'object' && value !== null ? values(value as object) : [String(value)]))
    const spoken = walk(root).filter((file) => file.endsWith('/zh.json')).flatMap((file) => values(JSON.parse(readFileSync(file, 'utf8')) as object))
    const plain = spoken.join('\n')
    const filled = spoken.filter((text) => text.includes('{') && text.replaceAll(/\{\w+\}/g, '').trim().length > 3).map((text) => new RegExp(text.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '.{1,20}')))
    const quoted = (file: string) => [...readFileSync(file, 'utf8').matchAll(/“([^”]+)”/g)].flatMap((match) => (match[1] as string).split(' › '))
    const manual = resolve(process.cwd(), '../docs/manual')
    const unknown = walk(manual).flatMap((file) => quoted(file).filter((words) => !plain.includes(words) && !filled.some((one) => one.test(words))).map((words) => `${relative(manual, file)}: ${words}`))
    expect(unknown).toEqual([])
  })
  it('keeps Chinese in the language files', () => {
    const spoken = sources
      .filter((file) => file.endsWith('.vue'))
      .flatMap((file) =>
        readFileSync(file, 'utf8')
          .replaceAll(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|\/\/ .*/g, '')
          .split('\n')
          .filter((line) => /[\u4e00-\u9fff]/.test(line))
          .map((line) => `${relative(root, file)}: ${line.trim().slice(0, 80)}`),
      )
    expect(spoken).toEqual([])
  })
})
