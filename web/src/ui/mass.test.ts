import { describe, expect, it } from 'vitest'
import { decimalsOf, headline, parseTonnes, rounded, share, tonnes, tonnesPlain } from './mass'

describe('grams as tonnes', () => {
  it('shows every gram and at least three decimals', () => {
    expect(tonnes('1234500000')).toBe('1,234.500')
    expect(tonnes('1')).toBe('0.000001')
    expect(tonnes('0')).toBe('0.000')
    expect(tonnes('-1500000')).toBe('−1.500')
  })
  it('gives a column the decimals of its finest figure', () => {
    expect(decimalsOf(['1234500000', null, '1'])).toBe(6)
    expect(decimalsOf(['1234500000'])).toBe(3)
    expect(tonnes('1234500000', 6)).toBe('1,234.500000')
  })
  it('keeps sums that a number would round', () => {
    expect(tonnes('9007199254740993000001')).toBe('9,007,199,254,740,993.000001')
  })
  it('rounds half up, away from zero', () => {
    expect(rounded('1500000', 1_000_000n, 0)).toBe('2')
    expect(rounded('-1500000', 1_000_000n, 0)).toBe('−2')
    expect(rounded('1499999', 1_000_000n, 0)).toBe('1')
    expect(rounded('-1', 1_000_000n, 1)).toBe('0.0')
  })
  it('fits a headline to its size', () => {
    expect(headline('1284000000000', 'zh')).toEqual({ value: '128.4', unit: '万吨' })
    expect(headline('12340000000', 'zh')).toEqual({ value: '1.23', unit: '万吨' })
    expect(headline('250000', 'zh')).toEqual({ value: '250.0', unit: '千克' })
    expect(headline('1284000000000', 'en')).toEqual({ value: '1,284.0', unit: 'kt' })
  })
  it('tells the share of nothing by saying nothing', () => {
    expect(share('1', '0')).toBeNull()
    expect(share('1', '3')).toBe('33.3')
  })
})

describe('tonnes as typed', () => {
  it('reads full-width digits, commas and blanks', () => {
    expect(parseTonnes('１，２３４．５')).toEqual({ grams: 1_234_500_000n })
    expect(parseTonnes(' 1,000 ')).toEqual({ grams: 1_000_000_000n })
    expect(parseTonnes('.5')).toEqual({ grams: 500_000n })
    expect(parseTonnes('0')).toEqual({ grams: 0n })
  })
  it.each([
    ['0.0000001', 'too-many-decimals'],
    ['-1', 'negative'],
    ['1e30', 'not-a-number'],
    ['1000000000.000001', 'too-large'],
    ['1.2.3', 'not-a-number'],
    ['十吨', 'not-a-number'],
    ['', 'not-a-number'],
  ])('refuses %s as %s', (typed, fault) => expect(parseTonnes(typed)).toEqual({ fault }))
  it('gives back what it showed', () => {
    for (const grams of [1n, 999_999n, 1_000_000n, 123_456_789_012n]) expect(parseTonnes(tonnesPlain(grams))).toEqual({ grams })
  })
})
