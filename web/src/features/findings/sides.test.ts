import { describe, expect, it } from 'vitest'
import { compared, factOf, sidesOf, spoken } from './sides'

const titles = (facts: { title: string }[]) => facts.map((one) => one.title)

describe('both sides of a matter', () => {
  it('parts a name from its unit', () => {
    expect(factOf('出厂量（吨）', '12.5')).toEqual({ name: '出厂量（吨）', title: '出厂量', unit: '吨', value: '12.5' })
    expect(factOf('投入（锂辉石，吨）', '3')).toMatchObject({ title: '投入（锂辉石）', unit: '吨' })
    expect(factOf('批次编号', 'X')).toMatchObject({ title: '批次编号', unit: '' })
  })
  it('reads a figure whose unit stands beside it', () => {
    expect(factOf('发出', '27.86 吨，2026-09-02')).toEqual({ name: '发出', title: '发出', unit: '吨', value: '27.86', note: '2026-09-02' })
    expect(compared(sidesOf({ 接收: '25.9 吨，2026-09-02', 发出: '27.86 吨，2026-09-02' }))).toMatchObject({ kind: 'amounts', percent: '93.0' })
    expect(factOf('期限', '2026-11-16')).toMatchObject({ unit: '', value: '2026-11-16' })
  })
  it('sets what was sent against what was received', () => {
    const sides = sidesOf({ 批次编号: 'A', 产生单位: '甲', 接收方: '乙', 废物代码: '900-099-S05', '出厂量（吨）': '20', '接收量（吨）': '18.5', '差额（吨）': '少 1.5', 接收日期: '2026-10-02' })
    expect(titles(sides.rule)).toEqual(['出厂量'])
    expect(titles(sides.found)).toEqual(['接收量'])
    expect(titles(sides.gap)).toEqual(['差额'])
    expect(titles(sides.about)).toEqual(['批次编号', '产生单位', '接收方', '废物代码', '接收日期'])
    expect(compared(sides)).toMatchObject({ kind: 'amounts', percent: '92.5', rule: { value: 20 }, found: { value: 18.5 } })
  })
  it('sets use against the permit', () => {
    const sides = sidesOf({ 排污许可证编号: 'P', 年度: '2026', '已发生（吨）': '1,200', '许可量（吨）': '1,000' })
    expect(compared(sides)).toMatchObject({ kind: 'amounts', percent: '120.0' })
  })
  it('sets a ratio against its band', () => {
    const sides = sidesOf({ 工序: '选矿', '投入（锂辉石，吨）': '100', '产品（吨）': '20', '产生废物（吨）': '50', 产出与投入之比: '0.700', 自报范围: '0.95 – 1.05' })
    expect(titles(sides.rule)).toEqual(['自报范围'])
    expect(titles(sides.found)).toEqual(['投入（锂辉石）', '产品', '产生废物', '产出与投入之比'])
    expect(compared(sides)).toEqual({ kind: 'band', low: 0.95, high: 1.05, value: 0.7, title: '产出与投入之比' })
  })
  it('draws nothing where the two are not of one unit', () => expect(compared(sidesOf({ '贮存量（吨）': '5', '贮存年限（年）': '3' }))).toBeNull())
  it('groups the digits of a mass and of nothing else', () => {
    expect(spoken(factOf('投入（原矿，吨）', '25461'))).toBe('25,461')
    expect(spoken(factOf('产生废物（吨）', '20682.7255'))).toBe('20,682.7255')
    expect(spoken(factOf('差额（吨）', '少 12345.6'))).toBe('少 12345.6')
    expect(spoken(factOf('产生年份', '2021'))).toBe('2021')
  })
  it('does not divide by nothing', () => expect(compared(sidesOf({ '许可量（吨）': '0', '已发生（吨）': '3' }))).toMatchObject({ percent: null }))
})
