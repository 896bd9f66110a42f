import { describe, expect, it } from 'vitest'
import { type EntryView, countedG } from '@/ui/lineage'
import { entriesBehind, loadsBehind } from './doors'

const WASTE = '900-099-S59'
const entry = (from: [string, string], to: [string, string], massG: string, reverses?: number): EntryView => ({
  no: 1, documentKind: '', documentId: '', documentNo: '', unit: '', county: '', occurredAt: '', recordedAt: '', month: '', reverses,
  postings: [{ line: 1, from: { unit: from[0], stage: from[1], waste: WASTE }, to: { unit: to[0], stage: to[1], waste: WASTE }, massG }],
})
const book = [
  entry(['矿', 'GENERATED'], ['矿', 'STORED'], '100'),
  entry(['矿', 'STORED'], ['矿', 'IN_TRANSIT'], '30'),
  entry(['矿', 'IN_TRANSIT'], ['砖厂', 'STORED'], '12'),
  entry(['矿', 'IN_TRANSIT'], ['砖厂', 'UTILISED'], '8'),
  entry(['矿', 'IN_TRANSIT'], ['矿', 'STORED'], '6'),
  entry(['矿', 'IN_TRANSIT'], ['矿', 'UTILISED'], '3'),
  entry(['矿', 'IN_TRANSIT'], ['矿', 'LOST'], '1'),
  entry(['砖厂', 'STORED'], ['砖厂', 'UTILISED'], '5'),
  entry(['矿', 'STORED'], ['矿', 'GENERATED'], '10', 1),
]
const sum = (figure: string, unit: string) => book.reduce((total, one) => total + countedG(one, entriesBehind(figure, unit, '2026-11-01', '2026-11-30', WASTE)), 0n)

describe('the entries behind a figure of a unit', () => {
  it('add up to it: what the sender has back is not what a receiver took in', () => {
    expect(sum('returnedG', '矿')).toBe(6n)
    expect(sum('receivedG', '矿')).toBe(0n)
    expect(sum('receivedG', '砖厂')).toBe(20n)
    expect(sum('outG', '矿')).toBe(30n)
  })
  it('count as own use what was used on arrival, and not what the own road delivered elsewhere', () => {
    expect(sum('ownUseG', '砖厂')).toBe(13n)
    expect(sum('ownUseG', '矿')).toBe(0n)
    expect(sum('lostG', '矿')).toBe(0n)
  })
  it('take off what was taken back', () => expect(sum('generatedG', '矿')).toBe(90n))
  it('are loads, where others were entrusted', () => {
    expect(loadsBehind('entrustedUseG', WASTE, '2026-11-01', '2026-11-30')).toBe(`/industrial/exits?way=USE&from=2026-11-01&to=2026-11-30&q=${WASTE}`)
    expect(loadsBehind('lostG', WASTE, '2026-11-01', '2026-11-30')).toBeNull()
  })
})
