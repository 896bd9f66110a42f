import { describe, expect, it } from 'vitest'
import { type Stock, byOf, byYear, grouped, heldIn, narrowed } from './stocks'

const stock = (id: number, unit: string, place: string, waste: string, lotYear: number, massG: string, stage: 'STORED' | 'IN_TRANSIT' = 'STORED'): Stock => ({
  account: { id, unit, place, county: '542524', stage, method: '', waste, lotYear, origin: '542524', tag: '' },
  massG,
})
const STOCKS = [stock(1, 'mine', 'dam', '091-001-S05', 2024, '100'), stock(2, 'mine', 'dam', '091-001-S05', 2026, '20'), stock(3, 'mine', 'heap', '900-099-S59', 2026, '3'), stock(4, 'kiln', 'yard', '900-099-S59', 2026, '9007199254740993', 'IN_TRANSIT')]

describe('stocks', () => {
  it('stand lot by lot unless asked together', () => {
    expect(byOf(undefined)).toBe('lot')
    expect(grouped(STOCKS, 'lot').map((row) => [row.place, row.lotYear, row.massG])).toEqual([['dam', 2024, '100'], ['dam', 2026, '20'], ['heap', 2026, '3'], ['yard', 2026, '9007199254740993']])
  })
  it('add up by place, and say how old the oldest is', () => {
    expect(grouped(STOCKS, 'place')[0]).toMatchObject({ place: 'dam', waste: '091-001-S05', lotYear: 2024, lots: 2, massG: '120' })
  })
  it('leave out what a group does not share', () => {
    expect(grouped(STOCKS, 'unit')[0]).toMatchObject({ unit: 'mine', place: null, waste: null, massG: '123' })
    expect(grouped(STOCKS, 'waste').map((row) => [row.waste, row.stage, row.unit])).toEqual([['091-001-S05', 'STORED', 'mine'], ['900-099-S59', 'STORED', 'mine'], ['900-099-S59', 'IN_TRANSIT', 'kiln']])
  })
  it('never lose a gram by grouping', () => {
    for (const by of ['lot', 'place', 'unit', 'waste'] as const) expect(grouped(STOCKS, by).reduce((all, row) => all + BigInt(row.massG), 0n)).toBe(9007199254741116n)
  })
  it('narrow by class, age, year and stage', () => {
    expect(narrowed(STOCKS, { wasteClass: 'SW05', age: '2' }, 2026).map((one) => one.account.id)).toEqual([1])
    expect(narrowed(STOCKS, { stage: 'IN_TRANSIT' }, 2026).map((one) => one.account.id)).toEqual([4])
    expect(narrowed(STOCKS, { year: '2026', county: '542524' }, 2026)).toHaveLength(3)
    expect(narrowed(STOCKS, { county: '542523' }, 2026)).toHaveLength(0)
  })
  it('show every year from the oldest on', () => {
    expect(byYear(STOCKS, 2026)).toEqual([{ year: 2024, massG: 100n }, { year: 2025, massG: 0n }, { year: 2026, massG: 9007199254741016n }])
    expect(byYear([], 2026)).toEqual([])
  })
  it('tell what lies from what is on the way', () => expect([heldIn(STOCKS, 'STORED'), heldIn(STOCKS, 'IN_TRANSIT')]).toEqual([123n, 9007199254740993n]))
})
