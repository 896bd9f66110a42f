import { describe, expect, it } from 'vitest'
import { GRID_ROWS_MAX, blankRow, cells, paste, readOption, readRow, readTime } from './grid'

const places = [
  { value: 'p1', title: '一号尾矿库' },
  { value: 'p2', title: '废石堆场' },
]
const wastes = [{ value: '091-001-S05', title: '091-001-S05 铜尾矿' }]

describe('a table pasted from a spreadsheet', () => {
  it('keeps tabs and lines inside quotes', () => {
    expect(cells('a\t"b\t1\n""2"""\r\nc\td\n')).toEqual([
      ['a', 'b\t1\n"2"'],
      ['c', 'd'],
    ])
  })
  it('fills from the cell it is pasted into, adds rows, drops columns beyond the last', () => {
    const rows = paste([blankRow()], 0, 'handler', '旦增\tB-1\t备注\t多余\n扎西\tB-2')
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({ handler: '旦增', batchNo: 'B-1', note: '备注' })
    expect(rows[1]).toMatchObject({ handler: '扎西', batchNo: 'B-2', note: '' })
  })
  it('takes no more rows than the platform books at once', () => {
    expect(paste([], 0, 'at', 'x\n'.repeat(GRID_ROWS_MAX + 20))).toHaveLength(GRID_ROWS_MAX)
  })
})

describe('a time as people write it', () => {
  it('reads days, clocks and months in Beijing time', () => {
    expect(readTime('2026/10/3 9:20')).toEqual({ generatedAt: '2026-10-03T01:20:00.000Z' })
    expect(readTime('2026年10月3日')).toEqual({ generatedAt: '2026-10-03T04:00:00.000Z' })
    expect(readTime('２０２６－１０')).toEqual({ month: '2026-10' })
    expect(readTime('2026年10月')).toEqual({ month: '2026-10' })
  })
  it('refuses days that no calendar has', () => {
    for (const wrong of ['2026-02-30', '2026-13', '46000', '昨天', '', '2026-10-03 25:00']) expect(readTime(wrong), wrong).toBeNull()
  })
})

describe('a row', () => {
  it('finds waste and place by code, name, or the only one that holds the word', () => {
    expect(readOption('尾矿库', places)).toBe('p1')
    expect(readOption('堆', [...places, { value: 'p3', title: '二号堆场' }])).toBeNull()
    expect(readRow({ ...blankRow(), at: '2026-10-03', waste: '铜尾矿', mass: '1,200.5', place: '一号尾矿库' }, wastes, places)).toEqual({
      item: { generatedAt: '2026-10-03T04:00:00.000Z', waste: '091-001-S05', massG: '1200500000', placeId: 'p1', link: '', handler: '', batchNo: '', note: '' },
    })
  })
  it('names each cell that cannot be read, and never rounds a mass', () => {
    expect(readRow({ ...blankRow(), at: '?', waste: '?', mass: '1.2345678', place: '?' }, wastes, places)).toEqual({ faults: ['at', 'waste', 'mass', 'place'] })
    expect(readRow({ ...blankRow(), at: '2026-10', waste: '091-001-S05', mass: '0', place: 'p2' }, wastes, places)).toEqual({ faults: ['mass'] })
  })
})
