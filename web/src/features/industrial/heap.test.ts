import { describe, expect, it } from 'vitest'
import { massOfHeap } from './heap'

describe('a heap', () => {
  it('weighs its volume times its density, to the gram', () => {
    expect(massOfHeap('1,250.5', '1.6')).toBe('2000800000')
    expect(massOfHeap('999999999', '9.999999')).toBe('9999998990000001')
    expect(massOfHeap('0.000001', '0.5')).toBe('1')
  })
  it('weighs nothing that can be said while one is missing or no number', () => {
    expect([massOfHeap('', '1'), massOfHeap('1', 'x'), massOfHeap('-1', '1'), massOfHeap('1', '1.1234567')]).toEqual([null, null, null, null])
  })
})
