import { describe, expect, it } from 'vitest'
import { age, densityOf, gramsPerM3, massOf, metres, nextStage, plain, termOf, tonnesPerM3 } from './survey'

describe('a heap on the screen is the heap in the book', () => {
  it('multiplies to the gram, half up once', () => {
    expect(massOf('1234.567', '1600000')).toBe(1975307200n)
    expect(massOf('1000.001', '1500000.5')).toBe(1500002000n)
    expect(massOf('0.001', '1500')).toBe(2n)
    expect(massOf('0.001', '499')).toBe(0n)
  })
  it('forgives full-width figures and commas, and nothing else', () => {
    expect(massOf('１，000', '1600000')).toBe(1600000000n)
    expect(massOf('1e5', '1600000')).toBeNull()
    expect(massOf('', '1600000')).toBeNull()
    expect(plain(' 1,234.5 ')).toBe('1234.5')
    expect(plain('−1')).toBeNull()
  })
  it('knows a density in tonnes and sends it in grams, back and forth without a loss', () => {
    expect(gramsPerM3('1.6')).toBe('1600000')
    expect(gramsPerM3('1.500001')).toBe('1500001')
    expect(gramsPerM3('0.09')).toBe('90000')
    expect(gramsPerM3('1.5000005')).toBe('1500000.5')
    expect(gramsPerM3('2')).toBe('2000000')
    expect(tonnesPerM3('1600000')).toBe('1.6')
    expect(tonnesPerM3(1500000.5)).toBe('1.5000005')
    expect(tonnesPerM3('90000')).toBe('0.09')
    expect(tonnesPerM3('2000000.00')).toBe('2')
  })
  it("takes the waste's own density before its class's, of that day", () => {
    const factors = [
      { name: 'density/SW05', value: 1600000, source: 'a', validFrom: '1996-04-01', validTo: '2026-05-31' },
      { name: 'density/SW05', value: 1700000, source: 'b', validFrom: '2026-06-01' },
      { name: 'density/091-001-S05', value: 1900000, source: 'c', validFrom: '2026-01-01' },
    ]
    expect(densityOf(factors, '092-001-S05', '2026-05-31')?.value).toBe(1600000)
    expect(densityOf(factors, '092-001-S05', '2026-06-01')?.value).toBe(1700000)
    expect(densityOf(factors, '091-001-S05', '2026-06-01')?.value).toBe(1900000)
    expect(densityOf(factors, '900-012-S17', '2026-06-01')).toBeNull()
  })
  it('counts years, stages and metres', () => {
    expect(age(1998, '2026-03-01')).toBe(28)
    expect(age(null, '2026-03-01')).toBeNull()
    expect(nextStage('PLANNED')).toBe('UNDER_WAY')
    expect(nextStage('COMPLETED')).toBeNull()
    expect(metres({ longitude: 80.2, latitude: 32.5 }, { longitude: 80.21, latitude: 32.5 })).toBe(939)
  })
  it('says when a campaign has run over its days', () => {
    const term = { state: 'OPEN' as const, startsOn: '2026-01-01', endsOn: '2026-06-30' }
    expect([termOf(term, '2025-12-31'), termOf(term, '2026-06-30'), termOf(term, '2026-07-01'), termOf({ ...term, state: 'CLOSED' }, '2026-07-01')]).toEqual(['ahead', 'running', 'over', 'closed'])
  })
})
