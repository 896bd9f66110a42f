import type { Version } from './registry'

/** One field that a version changed against the one before it of the same thing. */
export interface FieldChange {
  field: string
  before: unknown
  after: unknown
}
export interface Step {
  version: Version
  /** The thing's name as it was then. */
  name: string
  changes: FieldChange[]
}

/** Fields that say nothing to a person: who a thing is, and what the platform counts. */
const SILENT = new Set(['id', 'unit', 'unitId', 'counterparty', 'unitName', 'version', 'updatedAt', 'platformCode', 'lines', 'solidWaste'])
const blank = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
const same = (a: unknown, b: unknown) => (blank(a) && blank(b)) || JSON.stringify(a) === JSON.stringify(b)
const lineText = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.map((line) => {
        const { waste, way, gramsPerYear } = line as { waste: string; way: string; gramsPerYear: number | string }
        return `${waste}|${way}|${gramsPerYear}`
      })
    : []

/** Every version with what it changed, newest first as given. A first version changes nothing: it is the beginning. */
export function steps(versions: readonly Version[]): Step[] {
  return versions.map((version) => {
    const before = versions.find((one) => one.objectId === version.objectId && one.version < version.version && !versions.some((other) => other.objectId === version.objectId && other.version < version.version && other.version > one.version))
    const content = version.content
    const name = String(content.name ?? content.plate ?? content.no ?? '')
    if (!before) return { version, name, changes: [] }
    const fields = [...new Set([...Object.keys(before.content), ...Object.keys(content)])].filter((field) => !SILENT.has(field))
    const changes: FieldChange[] = fields.filter((field) => !same(before.content[field], content[field])).map((field) => ({ field, before: before.content[field], after: content[field] }))
    const [old, now] = [lineText(before.content.lines), lineText(content.lines)]
    for (const line of old) if (!now.includes(line)) changes.push({ field: 'line', before: line, after: null })
    for (const line of now) if (!old.includes(line)) changes.push({ field: 'line', before: null, after: line })
    return { version, name, changes }
  })
}
