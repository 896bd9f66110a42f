import { describe, expect, it } from 'vitest'
import { pageOf, proposedId, readable, standing, wording } from './catalogue'

describe('a version of a list', () => {
  it('holds from its first to its last day', () => {
    const version = { state: 'PUBLISHED', validFrom: '2025-01-01', validTo: '2026-11-26' }
    expect(standing(version, '2024-12-31')).toBe('ahead')
    expect(standing(version, '2025-01-01')).toBe('holds')
    expect(standing(version, '2026-11-26')).toBe('holds')
    expect(standing(version, '2026-11-27')).toBe('past')
    expect(standing({ ...version, validTo: null }, '2099-01-01')).toBe('holds')
    expect(standing({ ...version, state: 'DRAFT' }, '2025-06-01')).toBe('draft')
  })
  it('is proposed a name that the platform takes', () => {
    expect(proposedId('HAZARDOUS', '2025-01-01')).toBe('hazardous-waste-2025')
    expect(proposedId('SOLID', null)).toBe('solid-waste')
  })
})

describe('two wordings', () => {
  it('differ in the middle', () => expect(wording('铜矿选矿产生的尾矿', '铜矿浮选产生的尾矿')).toEqual({ head: '铜矿', gone: '选矿', fresh: '浮选', tail: '产生的尾矿' }))
  it('never share a character twice', () => expect(wording('aa', 'aaa')).toEqual({ head: 'aa', gone: '', fresh: 'a', tail: '' }))
  it('do not tear a rare character apart', () => expect(wording('𠮷甲', '𠮷乙').head).toBe('𠮷'))
})

describe('a short list', () => {
  const rows = [{ code: 'R5', name: '再循环', kind: 'USE' }, { code: 'D1', name: '填埋', kind: 'DISPOSAL' }, { code: 'R1', name: '作为燃料', kind: 'USE' }]
  const texts = (row: (typeof rows)[number]) => [row.code, row.name]
  it('is found by every word, filtered and put in order', () => {
    expect(pageOf(rows, { size: 9, q: 'r 燃料' }, texts).items.map((row) => row.code)).toEqual(['R1'])
    expect(pageOf(rows, { size: 9, kind: 'USE', sort: '-code' }, texts, ['kind']).items.map((row) => row.code)).toEqual(['R5', 'R1'])
    expect(pageOf(rows, { size: 9 }, texts)).toMatchObject({ total: 3, next: null })
  })
})

it('shows a factor in the unit people think in', () => {
  expect(readable(1_600_000, 'g/m3')).toEqual({ value: '1.6', unit: 't/m3' })
  expect(readable(22_000, 'g/piece')).toEqual({ value: '22', unit: 'kg/piece' })
  expect(readable(0.25, 't/t')).toEqual({ value: '0.25', unit: null })
})
