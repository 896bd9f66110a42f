import { describe, expect, it } from 'vitest'
import { AUDIT_COURSE, overdue, reasonsOf, yearAfter } from './audits'
import { bodyOf, courseOf } from './register'

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
