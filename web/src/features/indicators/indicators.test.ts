import { describe, expect, it } from 'vitest'
import { type Defined, type Due, type Listed, changes, insert, listed, owedBy, periodWords, pieces, span, spark, urgent, validity, wanted, STEPS, atOf, courseSpan, lastOf, shortAt } from './indicators'

const defined = (code: string, more: Partial<Defined> = {}) => ({ code, name: code, owner: '地区发展改革委', source: '任务12', frequency: 'YEAR', targets: [], ...more }) as Defined
const figure = (code: string, status: string) => ({ code, status }) as never

describe('the list', () => {
  const rows = listed([defined('a'), defined('b', { name: '农膜回收率', owner: '地区农业农村局' }), defined('c')], [figure('a', 'MET'), figure('b', 'MISSING'), figure('c', 'LATE')], [{ code: 'a', points: [{ period: '2026-01', value: '1', display: '1', status: 'MET' }] }])
  it('joins a definition with its value and its course', () => {
    expect(rows[0]?.figure?.status).toBe('MET')
    expect(rows[0]?.points).toHaveLength(1)
    expect(rows[1]?.points).toEqual([])
  })
  it('puts what is late first and what lacks data last', () => expect(urgent(rows).map((one) => one.code)).toEqual(['c', 'a', 'b']))
  it('finds by word, owner and standing', () => {
    const found = (ask: Parameters<typeof wanted>[1]) => wanted(rows, ask).map((one: Listed) => one.code)
    expect(found({ q: '农膜' })).toEqual(['b'])
    expect(found({ owner: '地区发展改革委', status: 'LATE' })).toEqual(['c'])
    expect(found({ frequency: 'MONTH' })).toEqual([])
  })
})

describe('a course', () => {
  it('has the steps that its frequency fills, never months for what is told once a year', () => {
    expect(STEPS.MONTH[0]).toBe('YTD')
    expect(STEPS.QUARTER[0]).toBe('QUARTER')
    expect(STEPS.YEAR).toEqual(['YEAR', 'YTD'])
  })
  it('runs over a year, a year of months, two years of quarters or five years', () => {
    expect(courseSpan('YTD', '2026-11')).toEqual({ from: '2026-01', to: '2026-11' })
    expect(courseSpan('MONTH', '2026-11')).toEqual({ from: '2025-12', to: '2026-11' })
    expect(courseSpan('QUARTER', '2026-11')).toEqual({ from: '2025-01', to: '2026-11' })
    expect(courseSpan('YEAR', '2026-11')).toEqual({ from: '2022-01', to: '2026-11' })
  })
  it('names its periods as they are', () => {
    expect(['2026-03-ytd', '2026-03', '2026-Q1', '2026'].map(atOf)).toEqual(['2026-03', '2026-03', '2026-Q1', '2026'])
    expect(['2026-03-ytd', '2026-Q1', '2026'].map(shortAt)).toEqual(['26-03', '26-Q1', '2026'])
  })
})

describe('periods', () => {
  it('are told by their form', () => {
    expect(periodWords('2026')).toEqual({ kind: 'year', year: 2026, number: 0 })
    expect(periodWords('2026-Q3')).toEqual({ kind: 'quarter', year: 2026, number: 3 })
    expect(periodWords('2026-11')).toEqual({ kind: 'month', year: 2026, number: 11 })
    expect(periodWords('2026-11-ytd')).toEqual({ kind: 'ytd', year: 2026, number: 11 })
    expect(periodWords('stage-2027')).toEqual({ kind: 'stage', year: 2027, number: 0 })
  })
  it('run from January to the month that has begun', () => {
    expect(lastOf('2026', '2026-11')).toBe('2026-11')
    expect(lastOf('2025', '2026-11')).toBe('2025-12')
  })
  it('span twelve months across a year', () => {
    expect(span('2026-11')).toEqual({ from: '2025-12', to: '2026-11' })
    expect(span('2026-12')).toEqual({ from: '2026-01', to: '2026-12' })
  })
})

describe('versions of a definition', () => {
  it('hold until the day before the next begins', () => {
    expect(validity([{ version: 2, validFrom: '2026-07-01' }, { version: 1, validFrom: '2024-01-01' }])).toEqual([
      { version: 2, from: '2026-07-01', to: null, holds: true },
      { version: 1, from: '2024-01-01', to: '2026-06-30', holds: true },
    ])
  })
  it('are replaced whole by a later one that begins no later', () => {
    const [third, second, first] = validity([{ version: 3, validFrom: '2026-03-01' }, { version: 2, validFrom: '2026-07-01' }, { version: 1, validFrom: '2024-01-01' }])
    expect(third).toMatchObject({ holds: true, to: null })
    expect(second).toMatchObject({ holds: false })
    expect(first).toMatchObject({ holds: true, to: '2026-02-28' })
  })
  it('say what they changed', () => {
    expect(changes(defined('a', { expression: 'x', scale: 2 }), defined('a', { expression: 'y', scale: 2 }))).toEqual(['expression'])
    expect(changes(undefined, defined('a'))).toEqual([])
  })
})

describe('the small line', () => {
  it('leaves a gap where a value is missing', () => {
    const { path, last } = spark([{ value: '0' }, { value: '10' }, { value: null }, { value: '5' }], 64, 20)
    expect(path).toBe('M2.0 18.0L22.0 2.0M62.0 10.0')
    expect(last).toEqual([62, 10])
  })
  it('stands in the middle where nothing changes, and is nothing without values', () => {
    expect(spark([{ value: '7' }, { value: '7' }], 64, 20).path).toBe('M2.0 10.0L62.0 10.0')
    expect(spark([{ value: null }], 64, 20)).toEqual({ path: '', last: null })
  })
})

describe('what is owed', () => {
  const due = [{ owner: '地区统计局' }, { owner: '地区农业农村局' }] as Due[]
  it('is a department’s own', () => expect(owedBy(due, '地区农业农村局')).toHaveLength(1))
  it('is everything for who owns none', () => expect(owedBy(due, '阿里地区行政公署')).toHaveLength(2))
})

describe('a formula', () => {
  it('falls into terms and the rest', () => {
    expect(pieces('made / (used+x_1) * 100', ['made', 'x_1']).filter((one) => one.term).map((one) => one.term)).toEqual(['made', 'x_1'])
    expect(pieces('made / (used+x_1) * 100', ['made']).map((one) => one.text).join('')).toBe('made / (used+x_1) * 100')
  })
  it('takes a term where the caret stands', () => {
    expect(insert('', 'made', 0)).toEqual({ text: 'made', caret: 4 })
    expect(insert('100 *', 'made', 5)).toEqual({ text: '100 * made', caret: 10 })
    expect(insert('( / 2)', 'made', 1)).toEqual({ text: '(made / 2)', caret: 5 })
    expect(insert('a+b', 'made', 2)).toEqual({ text: 'a+ made b', caret: 7 })
  })
})
