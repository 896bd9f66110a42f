import { describe, expect, it } from 'vitest'
import { type Stock, byWaste, daysBetween, daysOf, industrialWaste, netOf, total } from './industrial'
import { unweighed, weighingOf } from './ticket'

const stock = (waste: string, lotYear: number, massG: string, stage = 'STORED'): Stock => ({ account: { id: 1, place: 'p', unit: 'u', stage, waste, lotYear }, massG })

describe('a weigh ticket', () => {
  it('has gross less tare as its net, to the gram and beyond 2⁵³', () => {
    expect(netOf('45200000', '14000001')).toBe('31199999')
    expect(netOf('9007199254740995', '2')).toBe('9007199254740993')
  })
  it('has none while one is missing or the tare is not the lesser', () => {
    expect([netOf(null, '1'), netOf('1', ''), netOf('5', '5'), netOf('4', '5')]).toEqual([null, null, null, null])
  })
  it('takes the time of the load where it has none of its own', () => {
    const form = { ...unweighed('new'), ticket: { ticketNo: 'T-1', grossG: '300', tareG: '100', weighedAt: null } }
    expect(weighingOf(form, '2026-11-03T01:00:00Z', '藏F·A1')).toEqual({ massG: '200', ticket: { ticketNo: 'T-1', weighedAt: '2026-11-03T01:00:00Z', grossG: '300', tareG: '100', netG: '200', plate: '藏F·A1' } })
    expect(weighingOf({ ...unweighed('pick'), ticketId: 'x', massG: '7' }, null, '')).toEqual({ massG: '7', ticketId: 'x' })
  })
})

describe('stock by waste', () => {
  it('adds places together, the oldest year first, and leaves out roads and other streams', () => {
    const found = byWaste([stock('900-001-S03', 2026, '5'), stock('900-001-S03', 2022, '7'), stock('900-001-S03', 2022, '1'), stock('900-001-S03', 2026, '9', 'IN_TRANSIT'), stock('900-001-S61', 2026, '9')])
    expect(found).toEqual([{ waste: '900-001-S03', massG: 13n, lots: [{ year: 2022, massG: 8n }, { year: 2026, massG: 5n }] }])
  })
  it('knows the classes of the stream', () => {
    expect(['091-001-S05', '900-099-S59', '900-001-S17'].every(industrialWaste)).toBe(true)
    expect(['900-001-S61', '900-214-08', '900-001-S90'].some(industrialWaste)).toBe(false)
  })
})

describe('days', () => {
  it('are counted as days, and a month knows its last', () => {
    expect(daysBetween('2026-11-26', '2026-11-10')).toBe(-16)
    expect(daysOf('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  })
  it('sums stay exact', () => expect(total([{ a: '9007199254740993' }, { a: '2' }, { a: null }], 'a')).toBe('9007199254740995'))
})
