/** What an act changed, place by place: two JSON values side by side. */
export interface Change {
  path: string
  before: string | null
  after: string | null
  changed: boolean
}

type Json = unknown
const isTree = (value: Json): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value)

const words = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

function flatten(value: Json, path: string, into: Map<string, string>): void {
  if (isTree(value)) for (const [key, inner] of Object.entries(value)) flatten(inner, path === '' ? key : `${path}.${key}`, into)
  // lists of plain values are one cell, to be read as a whole; lists of objects go place by place
  else if (Array.isArray(value) && value.some(isTree)) value.forEach((inner, index) => flatten(inner, `${path}[${index}]`, into))
  else if (Array.isArray(value)) into.set(path, value.map(words).join('、'))
  else if (value !== null && value !== undefined) into.set(path, words(value))
}

export function sideBySide(before: Json, after: Json): Change[] {
  const left = new Map<string, string>()
  const right = new Map<string, string>()
  flatten(before, '', left)
  flatten(after, '', right)
  const whole = before === null || before === undefined || after === null || after === undefined
  return [...new Set([...left.keys(), ...right.keys()])].map((path) => {
    const one = left.get(path) ?? null
    const other = right.get(path) ?? null
    return { path, before: one, after: other, changed: whole || one !== other }
  })
}
