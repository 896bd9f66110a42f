import { describe, expect, it } from 'vitest'
import { type Binding, grouped, step } from './totp'

const codes = ['AAAA-BBBB', 'CCCC-DDDD']
describe('binding an authenticator', () => {
  it('goes proof, scan, codes, rest', () => {
    let now: Binding = { at: 'rest' }
    now = step(now, { type: 'ask', why: 'bind' })
    expect(now).toEqual({ at: 'proof', why: 'bind' })
    now = step(now, { type: 'secret', secret: 'S', uri: 'otpauth://x' })
    expect(now.at).toBe('scan')
    now = step(now, { type: 'confirmed', codes })
    expect(now).toEqual({ at: 'codes', codes, kept: false })
    now = step(step(now, { type: 'kept', kept: true }), { type: 'close' })
    expect(now).toEqual({ at: 'rest' })
  })
  it('does not close over codes that nobody has put away', () => {
    const now: Binding = { at: 'codes', codes, kept: false }
    expect(step(now, { type: 'close' })).toBe(now)
  })
  it('shows no secret to someone who asked to drop the authenticator', () => {
    const now: Binding = { at: 'proof', why: 'drop' }
    expect(step(now, { type: 'secret', secret: 'S', uri: 'u' })).toBe(now)
  })
  it('groups a secret as it is typed', () => expect(grouped('ABCDEFGHIJ')).toBe('ABCD EFGH IJ'))
})
