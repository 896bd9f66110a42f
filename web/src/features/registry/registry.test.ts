import { describe, expect, it } from 'vitest'
import { type Permit, type Place, daysLeft, heapMass, lacks, spread, validity } from './registry'

const TODAY = '2026-11-26'
const permit = (validFrom: string, validTo: string, state = 'ACTIVE'): Permit => ({ id: 'p', unit: 'u', county: '542523', kind: 'DISCHARGE', no: '', authority: '', validFrom, validTo, state, version: 1, solidWaste: [] })
const place = (kind: 'SITE' | 'FACILITY', longitude: number | null = 80.1): Place => ({ id: kind, unit: 'u', kind, name: kind, county: '542523', note: '', state: 'ACTIVE', validFrom: '2020-01-01', version: 1, longitude, latitude: longitude === null ? null : 32.5 })
const mine = { state: 'ACTIVE', traits: ['MINE'] }

describe('the term of a permit', () => {
  it('holds on its first and its last day', () => {
    expect(validity(permit('2026-11-26', '2031-11-25'), TODAY)).toBe('valid')
    expect(validity(permit('2020-01-01', TODAY), TODAY)).toBe('soon')
    expect(validity(permit('2020-01-01', '2026-11-25'), TODAY)).toBe('ended')
    expect(validity(permit('2026-11-27', '2031-01-01'), TODAY)).toBe('ahead')
    expect(validity(permit('2020-01-01', '2031-01-01', 'REVOKED'), TODAY)).toBe('revoked')
  })
  it('is said to end soon from the ninetieth day before', () => {
    expect(daysLeft('2027-02-24', TODAY)).toBe(90)
    expect(validity(permit('2020-01-01', '2027-02-24'), TODAY)).toBe('soon')
    expect(validity(permit('2020-01-01', '2027-02-25'), TODAY)).toBe('valid')
  })
})

describe('what a unit lacks', () => {
  it('is nothing where site and permit are there', () => expect(lacks(mine, [place('SITE')], [permit('2025-01-01', '2029-12-31')], TODAY)).toEqual([]))
  it('names an ended permit first', () => {
    expect(lacks(mine, [], [permit('2020-01-01', '2025-12-31')], TODAY).map((one) => one.what)).toEqual(['permit-ended', 'no-site'])
  })
  it('says nothing of an ending permit that another follows', () => {
    expect(lacks(mine, [place('SITE')], [permit('2022-01-01', '2026-12-31'), permit('2027-01-01', '2031-12-31')], TODAY)).toEqual([])
    expect(lacks(mine, [place('SITE')], [permit('2022-01-01', '2026-12-31')], TODAY)).toEqual([{ what: 'permit-soon', day: '2026-12-31', level: 'risk' }])
  })
  it('asks a receiver for its facility and every place for its point', () => {
    expect(lacks({ state: 'ACTIVE', traits: ['RECYCLER'] }, [place('SITE', null)], [], TODAY).map((one) => one.what)).toEqual(['no-facility', 'no-point'])
  })
  it('asks nothing of a closed unit', () => expect(lacks({ state: 'CLOSED', traits: ['MINE'] }, [], [], TODAY)).toEqual([]))
})

describe('a heap', () => {
  it('weighs volume by density, to the gram, half up', () => {
    expect(heapMass('1200.5', '1600000')).toBe('1920800000')
    expect(heapMass('0.000001', '1500000')).toBe('2')
    expect(heapMass('98765432109876.5', '2000000')).toBe('197530864219753000000')
  })
  it('weighs nothing that is not a number', () => {
    for (const wrong of ['', '-1', '1e3', 'x', null]) expect(heapMass(wrong, '1600000')).toBeNull()
  })
})

describe('what a search shows', () => {
  const hits = [...'abcdefg'].map((id) => ({ id, kind: 'unit' })).concat([{ id: 'v', kind: 'vehicle' }, { id: 'c', kind: 'contract' }])
  it('leaves room for every kind', () => expect(spread(hits, 5).map((hit) => hit.id)).toEqual(['a', 'b', 'c', 'v', 'c']))
  it('is all where there is little', () => expect(spread(hits.slice(0, 2), 5)).toHaveLength(2))
})
