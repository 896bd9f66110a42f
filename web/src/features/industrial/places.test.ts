import { describe, expect, it } from 'vitest'
import type { Place } from './industrial'
import { byFitness, onlyFitting, storedAt } from './places'

const place = (id: string, kind: Place['kind'], method: string | null = null): Place => ({ id, name: id, kind, method, state: 'ACTIVE' })
const site = place('制砖厂', 'SITE')
const kiln = place('隧道窑', 'FACILITY', 'R5')
const cell = place('填埋库区', 'FACILITY', 'D1')
const yard = place('原料堆场', 'STOCKPILE')
const only = (...of: Parameters<typeof byFitness>) => onlyFitting(byFitness(...of))?.id ?? null

describe('the place that needs no choosing', () => {
  it('is the facility of the method, where waste is used', () => {
    expect(only([site, kiln, cell], 'TREAT', { method: 'R5' })).toBe('隧道窑')
    expect(only([site, kiln, cell], 'TREAT', { method: 'D1' })).toBe('填埋库区')
    expect(only([site, kiln], 'TREAT')).toBe('隧道窑')
    expect(only([site, kiln, cell], 'TREAT')).toBeNull()
  })
  it('is the stockpile, where waste is stored, or the site of a unit that has none', () => {
    expect(only([site, kiln, yard], 'STORE')).toBe('原料堆场')
    expect(only([site, kiln], 'STORE')).toBe('制砖厂')
    expect(only([site, yard, place('矸石场', 'STOCKPILE')], 'STORE')).toBeNull()
  })
  it('is where the book has the waste, when it is taken away', () => {
    const stock = storedAt([
      { account: { id: 1, place: '制砖厂', unit: 'u', stage: 'STORED', waste: 'w', lotYear: 2026 }, massG: '5' },
      { account: { id: 2, place: '原料堆场', unit: 'u', stage: 'IN_TRANSIT', waste: 'w', lotYear: 2026 }, massG: '9' },
    ])
    expect(only([site, kiln, yard], 'DRAW', { stock })).toBe('制砖厂')
    expect(byFitness([yard, site, kiln], 'DRAW', { stock }).flat().map((one) => one.id)).toEqual(['制砖厂', '原料堆场', '隧道窑'])
  })
  it('is none, where there is no place', () => expect(only([], 'STORE')).toBeNull())
})
