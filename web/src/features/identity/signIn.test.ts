import { describe, expect, it } from 'vitest'
import { Refused } from '@/api/problem'
import { after, begin, complete, inside, waiting } from './signIn'

const refusal = (slug: string, status: number, facts: Record<string, unknown> = {}) => new Refused({ type: `/problems/${slug}`, title: `said ${slug}`, status, ...facts })
const NOW = 1_000_000

describe('signing in', () => {
  it('asks for the code once the password is right, without a reproach', () => {
    expect(after(begin(), refusal('identity/totp-needed', 401), NOW)).toEqual({ step: 'code', said: null, waitUntil: null })
  })
  it('stays at the code when the code is wrong, and says so', () => {
    const asked = after(begin(), refusal('identity/totp-needed', 401), NOW)
    expect(after(asked, refusal('identity/totp-wrong', 401), NOW)).toEqual({ step: 'code', said: 'said identity/totp-wrong', waitUntil: null })
  })
  it('goes back to the password when that is no longer right', () => {
    expect(after({ step: 'code', said: null, waitUntil: null }, refusal('identity/sign-in-failed', 401), NOW).step).toBe('password')
  })
  it('waits as long as the platform says, at either step, and counts down to nothing', () => {
    const locked = after({ step: 'code', said: 'x', waitUntil: null }, refusal('identity/locked', 429, { retryAfterSeconds: 60 }), NOW)
    expect(locked).toEqual({ step: 'code', said: null, waitUntil: NOW + 60_000 })
    expect(waiting(locked, NOW + 500)).toBe(60)
    expect(waiting(locked, NOW + 59_001)).toBe(1)
    expect(waiting(locked, NOW + 60_000)).toBe(0)
  })
  it('sends six digits by itself, a recovery code only by hand', () => {
    expect(complete('123456')).toBe(true)
    expect(complete('123 456')).toBe(true)
    expect(complete('12345')).toBe(false)
    expect(complete('ABCD-EFGH')).toBe(false)
  })
  it('returns only to a place of the house', () => {
    expect(inside('/findings?open=1')).toBe('/findings?open=1')
    for (const out of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', undefined, '/sign-in?next=/x']) expect(inside(out)).toBe('/')
  })
})
