import { describe, expect, it } from 'vitest'
import { begun, monthsOf, newestEnded, spanKey, spanOf } from './reports'

describe('the period of an execution report', () => {
  it('is a quarter, or the whole year', () => {
    expect(monthsOf({ year: 2026, quarter: 0 })).toEqual(['2026-01', '2026-12'])
    expect(monthsOf({ year: 2026, quarter: 1 })).toEqual(['2026-01', '2026-03'])
    expect(monthsOf({ year: 2026, quarter: 4 })).toEqual(['2026-10', '2026-12'])
    expect(spanOf(spanKey({ year: 2026, quarter: 3 }))).toEqual({ year: 2026, quarter: 3 })
  })
  it('is offered once it has begun', () => {
    const offered = begun('2026-05-10').map(spanKey)
    expect(offered).toEqual(['2026-0', '2026-2', '2026-1', '2025-0', '2025-4', '2025-3', '2025-2', '2025-1'])
  })
  it('is due when it has ended, and a year begins with the quarter before it', () => {
    expect(newestEnded('2026-05-10')).toEqual({ year: 2026, quarter: 1 })
    expect(newestEnded('2026-01-02')).toEqual({ year: 2025, quarter: 4 })
    expect(newestEnded('2026-12-31')).toEqual({ year: 2026, quarter: 3 })
  })
})
