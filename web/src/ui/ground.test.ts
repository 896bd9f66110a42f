import { describe, expect, it } from 'vitest'
import { type Shape, boxOf, degrees, degreesAt, gathered, holds, middle, place, sheet } from './ground'

describe('the sheet', () => {
  it('leads from a point to the drawing and back', () => {
    const on = sheet({ west: 78.4, south: 29.7, east: 86.2, north: 35.7 }, 640)
    const [x, y] = place(on, 80.10279, 32.50585)
    expect(degreesAt(on, x, y)).toEqual([80.10279, 32.50585])
  })
  it('holds all of its box', () => {
    const box = { west: 78.4, south: 29.7, east: 86.2, north: 35.7 }
    const on = sheet(box, 640)
    for (const [lon, lat] of [[box.west, box.south], [box.east, box.north]] as const) {
      const [x, y] = place(on, lon, lat)
      expect(x).toBeGreaterThan(0)
      expect(x).toBeLessThan(on.width)
      expect(y).toBeGreaterThan(0)
      expect(y).toBeLessThan(on.height)
    }
  })
  it('shows some ground around a single point', () => {
    const on = sheet(boxOf([[80.1, 32.5]]) as NonNullable<ReturnType<typeof boxOf>>, 640)
    expect(on.box.north - on.box.south).toBeGreaterThan(2.3)
    const [x, y] = place(on, 80.1, 32.5)
    expect(x).toBeCloseTo(on.width / 2, 6)
    expect(y).toBeCloseTo(on.height / 2, 6)
  })
  it('has no box without points', () => expect(boxOf([])).toBeNull())
})

it('writes a county\'s name in the middle of its largest part', () => {
  const shape: Shape = { properties: { adcode: '542523', name: '噶尔县' }, geometry: { type: 'MultiPolygon', coordinates: [[[[90, 10], [91, 10], [91, 11], [90, 10]]], [[[80, 32], [81, 32], [81, 33], [80, 33], [80, 32]]]] } }
  const [lon, lat] = middle(shape)
  expect(lon).toBeCloseTo(80.5, 6)
  expect(lat).toBeCloseTo(32.5, 6)
})

describe('a point as people write it', () => {
  it('reads decimals and degrees, minutes, seconds', () => {
    expect(degrees('80.1028')).toBe(80.1028)
    expect(degrees('８０．１０２８°')).toBe(80.1028)
    expect(degrees('80°06′10″')).toBe(80.102778)
    expect(degrees('80度6分10秒')).toBe(80.102778)
    expect(degrees('E80°06\'10"')).toBe(80.102778)
    expect(degrees('80°06.5′')).toBe(80.108333)
  })
  it('refuses what no map has', () => {
    for (const wrong of ['80°61′', '东经', '80,1,2', '']) expect(degrees(wrong), wrong).toBeNull()
  })
})

describe('marks on one another', () => {
  it('become one that says how many, and none is lost', () => {
    const marks = [{ x: 10, y: 10 }, { x: 19, y: 10 }, { x: 100, y: 10 }, { x: 12, y: 14 }]
    const groups = gathered(marks, 12)
    expect(groups.map((one) => one.all.length)).toEqual([3, 1])
    expect(groups.flatMap((one) => one.all)).toHaveLength(marks.length)
  })
  it('stay apart where they can be told apart', () => {
    expect(gathered([{ x: 0, y: 0 }, { x: 12, y: 0 }], 12)).toHaveLength(2)
  })
})

describe('a point in a county', () => {
  const shape: Shape = { properties: { adcode: '542523', name: '' }, geometry: { type: 'Polygon', coordinates: [[[80, 32], [81, 32], [81, 33], [80, 33], [80, 32]], [[80.4, 32.4], [80.6, 32.4], [80.6, 32.6], [80.4, 32.6], [80.4, 32.4]]] } }
  it('lies within the outline and not in its holes', () => {
    expect(holds(shape, 80.2, 32.5)).toBe(true)
    expect(holds(shape, 80.5, 32.5)).toBe(false)
    expect(holds(shape, 79.9, 32.5)).toBe(false)
  })
})
