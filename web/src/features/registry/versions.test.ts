import { expect, it } from 'vitest'
import type { Version } from './registry'
import { steps } from './versions'

const version = (objectId: string, no: number, content: Record<string, unknown>): Version => ({ id: `${objectId}${no}`, kind: 'unit', objectId, version: no, act: no === 1 ? 'register' : 'change', at: '2026-11-26T00:00:00Z', by: '旦增', content })

it('compares each version with the one before it of the same thing', () => {
  const found = steps([version('a', 3, { name: '甲二', traits: [] }), version('b', 1, { name: '乙' }), version('a', 2, { name: '甲一', traits: ['MINE'] }), version('a', 1, { name: '甲', traits: ['MINE'], address: '' })])
  expect(found.map((one) => one.name)).toEqual(['甲二', '乙', '甲一', '甲'])
  expect(found[0]?.changes).toEqual([
    { field: 'name', before: '甲一', after: '甲二' },
    { field: 'traits', before: ['MINE'], after: [] },
  ])
  expect(found[1]?.changes).toEqual([])
  expect(found[2]?.changes).toEqual([{ field: 'name', before: '甲', after: '甲一' }])
})
it('knows nothing and an empty text for the same, and leaves out what only the platform counts', () => {
  const [now] = steps([version('a', 2, { note: null, version: 2, updatedAt: '2' }), version('a', 1, { note: '', version: 1, updatedAt: '1' })])
  expect(now?.changes).toEqual([])
})
it('shows which lines of a permit came and went', () => {
  const [now] = steps([version('a', 2, { lines: [{ waste: '091-001-S05', way: 'STORE', gramsPerYear: 2 }] }), version('a', 1, { lines: [{ waste: '091-001-S05', way: 'STORE', gramsPerYear: 1 }] })])
  expect(now?.changes).toEqual([
    { field: 'line', before: '091-001-S05|STORE|1', after: null },
    { field: 'line', before: null, after: '091-001-S05|STORE|2' },
  ])
})
