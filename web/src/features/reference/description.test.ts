import { expect, test } from 'vitest'
import { type Description, answer, calls, curl, fields } from './description'

const of: Description = {
  openapi: '3.1.0',
  info: { title: 't', version: '1', description: '' },
  paths: {
    '/api/v1/a/{id}': {
      get: { tags: ['a'], responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } } } } },
      put: { tags: ['a'], requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/A' }, example: { massG: '5' } } } }, responses: {} },
    },
  },
  components: { schemas: { A: { type: 'object', required: ['massG'], properties: { massG: { type: 'string', description: 'whole grams' }, child: { $ref: '#/components/schemas/A' }, many: { type: 'array', items: { $ref: '#/components/schemas/B' } } } }, B: { type: 'object', properties: { on: { type: 'string', format: 'date' } } } } },
}

test('each method of a path is a call of its own', () => {
  expect(calls(of).map((call) => `${call.method} ${call.path}`)).toEqual(['GET /api/v1/a/{id}', 'PUT /api/v1/a/{id}'])
})
test('fields name what is nested, and a type that holds itself ends', () => {
  const [get] = calls(of)
  expect(fields(answer(get!), of).map((row) => `${'.'.repeat(row.depth)}${row.name}:${row.type}${row.required ? '!' : ''}`)).toEqual(['massG:string!', 'child:object', 'many:object[]', '.on:string (date)'])
})
test('a write shows its key and its body', () => {
  const put = calls(of)[1]!
  expect(curl(put, 'https://x')).toContain('Idempotency-Key')
  expect(curl(put, 'https://x')).toContain(`-d '{"massG":"5"}'`)
})
