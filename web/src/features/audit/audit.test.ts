import { describe, expect, it } from 'vitest'
import { between, keyOf } from './audit'

describe('searching the audit', () => {
  it('searches whole Beijing days, the last one included', () => {
    expect(between({ size: 100, from: '2026-11-25', to: '2026-11-25', q: 'x' })).toEqual({ size: 100, q: 'x', from: '2026-11-24T16:00:00.000Z', to: '2026-11-25T16:00:00.000Z' })
  })
  it('leaves open what was not asked', () => expect(between({ size: 100 })).toEqual({ size: 100, from: undefined, to: undefined }))
  it('names acts without dots', () => expect(keyOf('identity.sign-in.failed')).toBe('identity_sign-in_failed'))
})
