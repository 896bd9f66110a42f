import { describe, expect, it } from 'vitest'
import { type EntryView, countedG, filledBy, pageOfList, wasteClass, wastesOf } from './lineage'

const end = (stage: string, more = {}) => ({ stage, waste: '900-099-S59', lotYear: 2026, origin: '542522', ...more })
const entry = (postings: EntryView['postings'], reverses: number | null = null) => ({ no: 1, reverses, postings }) as EntryView
const used = entry([
  { line: 1, from: end('STORED'), to: end('UTILISED'), massG: '48720000' },
  { line: 2, from: end('STORED', { origin: '542521', lotYear: 2024 }), to: end('UTILISED', { origin: '542521', lotYear: 2024 }), massG: '1280001' },
  { line: 3, from: end('STORED'), to: end('LOST'), massG: '7' },
])
const LIST = '/api/v1/ledger/entries?from=2026-01-01&to=2026-12-31&stageTo=UTILISED&wasteClass=SW02,SW59'

describe('what of an entry counts', () => {
  it('is what reached the stage that was asked for', () => expect(countedG(used, LIST)).toBe(50_000_001n))
  it('is only of the county that was asked for', () => expect(countedG(used, `${LIST}&origin=542521`)).toBe(1_280_001n))
  it('is only of earlier years where they were asked for', () => expect(countedG(used, `${LIST}&lotsBefore=2026`)).toBe(1_280_001n))
  it('is nothing of another class', () => expect(countedG(used, LIST.replace('SW02,SW59', 'SW05'))).toBe(0n))
  it('is only of the waste and the unit that were asked for', () => {
    const mixed = entry([
      { line: 1, from: end('STORED', { unit: 'mine', county: '542524' }), to: end('IN_TRANSIT', { unit: 'mine', county: '542524' }), massG: '5' },
      { line: 2, from: end('STORED', { unit: 'kiln', county: '542522', waste: '900-001-S02' }), to: end('IN_TRANSIT', { unit: 'kiln', county: '542522', waste: '900-001-S02' }), massG: '7' },
    ])
    const list = '/api/v1/ledger/entries?from=2026-01-01&to=2026-12-31'
    expect(countedG(mixed, list)).toBe(12n)
    expect(countedG(mixed, `${list}&waste=900-001-S02`)).toBe(7n)
    expect(countedG(mixed, `${list}&unit=mine`)).toBe(5n)
    expect(countedG(mixed, `${list}&county=542522`)).toBe(7n)
  })
  it('goes back with its reversal, so that both are nothing together', () => {
    const back = entry((used.postings ?? []).map((one) => ({ ...one, from: one.to, to: one.from })), 1)
    expect(countedG(back, LIST)).toBe(-50_000_001n)
    expect(countedG(back, `${LIST}&lotsBefore=2026`)).toBe(-1_280_001n)
  })
})

describe('words of the book', () => {
  it('know a code’s class', () => {
    expect(wasteClass('900-099-S59')).toBe('SW59')
    expect(wasteClass('900-214-08')).toBe('HW08')
  })
  it('name each waste of an entry once', () => expect(wastesOf(used)).toEqual(['900-099-S59']))
})

describe('the way back', () => {
  const day = (instant: string) => instant.slice(0, 10)
  it('leads from a stock to what filled it, from the lot’s year to the day it was drawn', () => {
    expect(filledBy({ ...end('STORED', { lotYear: 2024 }), unit: 'u' }, '2026-11-24T12:25:00Z', day)).toBe('/api/v1/ledger/entries?from=2024-01-01&to=2026-11-24&unit=u&hands=IN,WITHIN&stageTo=STORED&waste=900-099-S59&origin=542522')
  })
  it('ends where waste is generated', () => expect(filledBy({ ...end('GENERATED'), unit: 'u' }, '2026-11-24T12:25:00Z', day)).toBeNull())
  it('leads from a register’s list to its page', () => expect(pageOfList('/api/v1/greening/mines?listing=LISTED')).toBe('/greening/mines?listing=LISTED'))
})
