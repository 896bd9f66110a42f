import { describe, expect, it } from 'vitest'
import { bodyOf } from '@/ui/spec'
import { most, progress } from './recycling'

describe('recycling', () => {
  it('rounds a refund down to the fen, so that a claim is never helped by rounding', () => {
    expect(most('13', 70)).toBe('9.10')
    expect(most('0.05', 70)).toBe('0.03')
    expect(most('99999999999.99', 33.33)).toBe('33329999999.99')
    expect(most('abc', 70)).toBe('')
  })
  it('counts a duty of nothing as met and never more than the whole', () => {
    expect(progress({ targetPieces: 0, recoveredPieces: 0 })).toBe(100)
    expect(progress({ targetPieces: 3, recoveredPieces: 2 })).toBe(66)
    expect(progress({ targetPieces: 3, recoveredPieces: 9 })).toBe(100)
  })
  it('sends nothing empty and whole numbers as numbers', () => {
    const fields = [
      { name: 'pieces', kind: 'whole', label: '' },
      { name: 'code', kind: 'text', label: '' },
      { name: 'model', kind: 'text', label: '' },
    ] as const
    expect(bodyOf({ pieces: '12', code: ' A1 ', model: '', screenOnly: 1 }, [...fields])).toEqual({ pieces: 12, code: 'A1' })
    expect(bodyOf({ pieces: '1.5' }, [...fields])).toEqual({ pieces: '1.5' })
  })
})
