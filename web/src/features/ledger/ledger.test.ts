import { describe, expect, it } from 'vitest'
import { type Account, classOf, entriesLink, entriesPage, lastDay, matching, paged, since, ways } from './ledger'

describe('lists that were read whole', () => {
  const rows = [{ g: 5n, name: '乙' }, { g: 90071992547409930n, name: '甲' }, { g: 90071992547409931n, name: '丙' }]
  const sorters = { g: (row: (typeof rows)[number]) => row.g, name: (row: (typeof rows)[number]) => row.name }
  it('sort masses exactly, beyond what a number holds', () => {
    expect(paged(rows, { size: 10, sort: '-g' }, sorters).items.map((one) => one.name)).toEqual(['丙', '甲', '乙'])
    expect(paged(rows, { size: 10, sort: 'g' }, sorters).items.map((one) => one.name)).toEqual(['乙', '甲', '丙'])
  })
  it('come in pages', () => {
    const first = paged(rows, { size: 2 }, sorters)
    expect([first.items.length, first.next, first.total]).toEqual([2, '2', 3])
    const second = paged(rows, { size: 2, cursor: first.next ?? '' }, sorters)
    expect([second.items.length, second.next]).toEqual([1, null])
  })
  it('keep what has no value last, whichever way', () => {
    const some = [{ n: null }, { n: 1 }, { n: 2 }] as { n: number | null }[]
    const of = { n: (row: { n: number | null }) => row.n }
    expect(paged(some, { size: 9, sort: 'n' }, of).items.map((one) => one.n)).toEqual([1, 2, null])
    expect(paged(some, { size: 9, sort: '-n' }, of).items.map((one) => one.n)).toEqual([2, 1, null])
  })
})

describe('codes and their classes', () => {
  it('reads the class off the code', () => {
    expect(classOf('900-099-S59')).toBe('SW59')
    expect(classOf('841-001-01')).toBe('HW01')
    expect(classOf('SW05')).toBe('SW05')
  })
})

describe('the entries behind a figure', () => {
  it('asks by code or by class', () => {
    expect(entriesLink({ from: '2026-01-01', to: '2026-11-26', waste: '900-099-S59', unit: null })).toBe('/api/v1/ledger/entries?from=2026-01-01&to=2026-11-26&waste=900-099-S59')
    expect(entriesLink({ from: '2026-01-01', to: '2026-11-26', waste: 'SW59', stageTo: 'UTILISED' })).toBe('/api/v1/ledger/entries?from=2026-01-01&to=2026-11-26&stageTo=UTILISED&wasteClass=SW59')
    expect(entriesPage({ from: '2026-01-01', to: '2026-01-31' })).toBe('/ledger/entries?from=2026-01-01&to=2026-01-31')
  })
  it('looks back to the year of the lot, but not further than the ledger does', () => {
    expect(since(2024, '2026-11-26')).toBe('2024-01-01')
    expect(since(1980, '2026-11-26')).toBe('1997-01-01')
    expect(since(null, '2026-11-26')).toBe('1997-01-01')
  })
  it('knows how long a month is', () => expect([lastDay('2026-02'), lastDay('2028-02'), lastDay('2026-11')]).toEqual(['2026-02-28', '2028-02-29', '2026-11-30']))
})

describe('a daily head', () => {
  const heads = [{ day: '2026-11-25', digest: 'ab12' }, { day: '2026-11-24', digest: 'cd34' }]
  it('is found however it was copied', () => expect(matching(heads, ' CD 34\n')?.day).toBe('2026-11-24'))
  it('is missed when the book says otherwise', () => expect(matching(heads, 'ab13')).toBeNull())
  it('asks nothing of an empty box', () => expect(matching(heads, '  ')).toBeNull())
})

it('says each way of an entry once', () => {
  const at = (stage: Account['stage']) => ({ stage }) as Account
  const posting = (from: Account['stage'], to: Account['stage'], line: number) => ({ line, from: at(from), to: at(to), massG: '1', stated: null })
  expect(ways({ postings: [posting('STORED', 'IN_TRANSIT', 1), posting('STORED', 'IN_TRANSIT', 2), posting('STORED', 'LOST', 3)] })).toEqual([{ from: 'STORED', to: 'IN_TRANSIT' }, { from: 'STORED', to: 'LOST' }])
})
