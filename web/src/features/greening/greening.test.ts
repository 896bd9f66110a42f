import { describe, expect, it } from 'vitest'
import { bodyOf } from '@/ui/spec'
import { AUDIT_COURSE, overdue, reasonsOf, yearAfter } from './audits'
import { courseOf } from './register'
import { itemsFrom, points, shownPoints, standardOn, verdict } from './mines'

const on = (step: string, happenedOn: string) => ({ step, happenedOn })

describe('greening', () => {
  it('draws an audit that failed and was audited again where it stands now, with its latest day', () => {
    const history = [on('LISTED', '2026-01-05'), on('PLANNED', '2026-02-01'), on('AUDITED', '2026-03-01'), on('FAILED', '2026-03-20'), on('AUDITED', '2026-05-01')]
    const line = courseOf(AUDIT_COURSE, 'AUDITED', history)
    expect(line.map((one) => one.stands)).toEqual(['done', 'done', 'now', 'open', 'open'])
    expect(line[2]?.on).toBe('2026-05-01')
  })
  it('shows nothing as to come once a firm left the list, nor a day that no longer counts', () => {
    expect(courseOf(AUDIT_COURSE, 'REMOVED', [on('LISTED', '2026-01-05'), on('REMOVED', '2026-02-01')])).toEqual([
      { state: 'LISTED', stands: 'done', on: '2026-01-05' },
      { state: 'REMOVED', stands: 'now', on: '2026-02-01' },
    ])
    const again = courseOf(['DRAFTED', 'APPROVED', 'DONE'], 'DRAFTED', [on('DRAFTED', '2025-01-01'), on('APPROVED', '2025-02-01'), on('DONE', '2025-09-01'), on('DRAFTED', '2026-03-01')])
    expect(again.map((one) => [one.stands, one.on])).toEqual([['now', '2026-03-01'], ['open', null], ['open', null]])
  })
  it('calls an audit overdue from the day after its last, and never once it passed or was removed', () => {
    expect(overdue({ state: 'LISTED', dueOn: '2026-11-26' }, '2026-11-26')).toBe(false)
    expect(overdue({ state: 'FAILED', dueOn: '2026-11-25' }, '2026-11-26')).toBe(true)
    expect(overdue({ state: 'PASSED', dueOn: '2026-11-25' }, '2026-11-26')).toBe(false)
    expect(overdue({ state: 'LISTED', dueOn: null }, '2026-11-26')).toBe(false)
  })
  it('gives a mandatory audit a year, as the platform does', () => {
    expect(yearAfter('2026-03-31')).toBe('2027-03-31')
    expect(yearAfter('2028-02-29')).toBe('2029-02-28')
  })
  it('offers the reasons that fit the kind of audit', () => {
    expect(reasonsOf('VOLUNTARY')).toEqual(['WILLING'])
    expect(reasonsOf('MANDATORY')).not.toContain('WILLING')
  })
  it('sends yes and no as such, whole numbers as numbers and nothing empty', () => {
    const fields = [
      { name: 'year', kind: 'whole', label: '' },
      { name: 'accept', kind: 'yesno', label: '' },
      { name: 'note', kind: 'long', label: '' },
      { name: 'dueOn', kind: 'day', label: '' },
    ] as const
    expect(bodyOf({ year: '2026', accept: 'false', note: ' ', dueOn: null, screenOnly: 1 }, [...fields])).toEqual({ year: 2026, accept: false, note: '' })
  })
})

describe('the assessment of a mine', () => {
  const standard = { passScore: 80, items: [{ code: '1.1', title: '矿区环境', score: 60.5, veto: false }, { code: '1.2', title: '依法办矿', score: 39.5, veto: true }] }
  it('passes once each item is scored and the sum reaches the mark', () => {
    expect(verdict(standard, { '1.1': '50', '1.2': '30' })).toMatchObject({ total: 8000, missing: 0, passed: true })
    expect(verdict(standard, { '1.1': '49.99', '1.2': '30' }).passed).toBe(false)
    expect(verdict(standard, { '1.1': '60.5' })).toMatchObject({ scored: 1, missing: 1, passed: false })
  })
  it('fails as a whole by a zero where the standard says so', () => expect(verdict({ ...standard, passScore: 60 }, { '1.1': '60.5', '1.2': '0' })).toMatchObject({ vetoed: ['1.2'], passed: false }))
  it('takes no score above its item, below zero or with more than two decimals', () => {
    for (const typed of ['60.51', '-1', '1.234', '1e3', 'x']) expect(verdict(standard, { '1.1': typed, '1.2': '39.5' })).toMatchObject({ wrong: ['1.1'], passed: false })
  })
  it('sums hundredths exactly', () => {
    const tenths = { passScore: 0.3, items: ['a', 'b', 'c'].map((code) => ({ code, title: code, score: 1, veto: false })) }
    expect(verdict(tenths, { a: '0.1', b: '0.1', c: '0.1' })).toMatchObject({ total: 30, passed: true })
    expect(shownPoints(verdict(tenths, { a: '0.1', b: '0.2', c: '0' }).total)).toBe('0.3')
  })
  it('reads items pasted from a sheet and leaves out its heading and empty lines', () => {
    expect(itemsFrom('编号\t内容\t分值\t一票否决\r\n1.1\t矿区环境\t30\t\n\n1.2\t依法办矿\t10.5\t是\n')).toEqual([
      { code: '1.1', title: '矿区环境', score: '30', veto: false },
      { code: '1.2', title: '依法办矿', score: '10.5', veto: true },
    ])
    expect(itemsFrom('只有一格')).toEqual([])
    expect(points('')).toBeNull()
  })
  it('takes the standard in force, not the one to come', () => {
    expect(standardOn([{ validFrom: '2027-01-01' }, { validFrom: '2024-01-01' }, { validFrom: '2026-01-01' }], '2026-11-26')).toEqual({ validFrom: '2026-01-01' })
    expect(standardOn([{ validFrom: '2027-01-01' }], '2026-11-26')).toBeUndefined()
  })
})
