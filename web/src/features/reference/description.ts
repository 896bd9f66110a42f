/** What this page reads of the OpenAPI document: only what it shows. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  pattern?: string
  example?: unknown
  enum?: unknown[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
}
interface Content {
  [type: string]: { schema?: Schema; example?: unknown }
}
export interface Parameter {
  name: string
  in: string
  required?: boolean
  description?: string
  schema?: Schema
}
export interface Operation {
  summary?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, { description?: string; content?: Content }>
  'x-permission'?: string
  'x-unkeyed'?: boolean
}
export interface Description {
  openapi: string
  info: { title: string; version: string; description: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

export interface Call extends Operation {
  id: string
  method: string
  path: string
  module: string
}
export interface FieldRow {
  name: string
  type: string
  required: boolean
  note: string
  depth: number
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']
/** Deeper than this a reader follows the named type instead. */
const DEPTH_MAX = 4

export function calls(of: Description): Call[] {
  return Object.entries(of.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method] !== undefined).map((method) => {
      const operation = item[method] as Operation
      return { ...operation, id: `${method}-${path.replace(/[^a-z0-9]+/gi, '-')}`, method: method.toUpperCase(), path, module: operation.tags?.[0] ?? '' }
    }),
  )
}

export const resolve = (schema: Schema | undefined, of: Description): Schema | undefined =>
  schema?.$ref === undefined ? schema : of.components.schemas[schema.$ref.split('/').pop() ?? '']

const first = (type: string | string[] | undefined) => (Array.isArray(type) ? type.filter((one) => one !== 'null').join(' | ') : (type ?? 'object'))

export function typeOf(schema: Schema, of: Description): string {
  if (schema.$ref !== undefined) return resolve(schema, of)?.properties ? 'object' : typeOf(resolve(schema, of) ?? {}, of)
  if (schema.items !== undefined) return `${typeOf(schema.items, of)}[]`
  const name = first(schema.type)
  return schema.format && name !== 'integer' ? `${name} (${schema.format})` : name
}

/** The fields of a schema as rows, what is nested set in. */
export function fields(schema: Schema | undefined, of: Description, depth = 0, seen: readonly string[] = []): FieldRow[] {
  const name = schema?.$ref?.split('/').pop()
  if (depth > DEPTH_MAX || (name !== undefined && seen.includes(name))) return []
  const whole = resolve(schema, of)
  const within = name === undefined ? seen : [...seen, name]
  if (whole?.items !== undefined) return fields(whole.items, of, depth, within)
  return Object.entries(whole?.properties ?? {}).flatMap(([field, one]) => {
    const plain = resolve(one, of) ?? {}
    const note = [plain.description, plain.enum ? plain.enum.join(' · ') : undefined, plain.pattern].filter(Boolean).join('；')
    return [{ name: field, type: typeOf(one, of), required: whole?.required?.includes(field) ?? false, note, depth }, ...fields(one, of, depth + 1, within)]
  })
}

/** The body that an operation takes: its media type, schema and example. */
export function body(call: Operation): { type: string; schema?: Schema; example?: unknown } | null {
  const content = call.requestBody?.content
  const type = content ? Object.keys(content)[0] : undefined
  return content && type ? { type, ...content[type] } : null
}

export function answer(call: Operation): Schema | undefined {
  const good = Object.entries(call.responses).find(([status]) => status.startsWith('2'))?.[1]
  return Object.values(good?.content ?? {})[0]?.schema
}

export function curl(call: Call, origin: string): string {
  const lines = [`curl -X ${call.method} '${origin}${call.path}'`, `-H 'Authorization: Bearer $WUFEI_TOKEN'`]
  if (call.method !== 'GET' && !call['x-unkeyed']) lines.push(`-H "Idempotency-Key: $(uuidgen)"`)
  const sent = body(call)
  if (sent?.type === 'application/json') lines.push(`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(sent.example ?? {})}'`)
  else if (sent) lines.push(`-F file=@表.xlsx`)
  return lines.join(' \\\n  ')
}
