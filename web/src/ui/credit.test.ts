import { describe, expect, it } from 'vitest'
import { creditCheck, creditClean, creditFault } from './credit'

/** A code that anyone can look up in the public register. */
const REAL = '91110108551385082Q'
describe('统一社会信用代码', () => {
  it('knows a right one', () => {
    expect(creditCheck(REAL.slice(0, 17))).toBe('Q')
    expect(creditFault(REAL)).toBeNull()
  })
  it('finds any single wrong character', () => {
    for (let at = 0; at < REAL.length; at++) {
      const wrong = REAL.slice(0, at) + (REAL[at] === '7' ? '8' : '7') + REAL.slice(at + 1)
      expect(creditFault(wrong), wrong).toBe('check')
    }
  })
  it('names letters that no code has, before it asks for more', () => {
    expect(creditFault('91I')).toBe('characters')
    expect(creditFault('9111')).toBe('short')
    expect(creditFault('')).toBe('short')
  })
  it('reads it as people paste it', () => expect(creditClean(' 9111 0108 5513-85082q ')).toBe(REAL))
})
