import { describe, expect, it } from 'vitest'
import { sideBySide } from './difference'

describe('before and after', () => {
  it('shows only what changed as changed', () => {
    expect(sideBySide({ name: '扎西', scope: { all: false, counties: ['542524'] } }, { name: '扎西', scope: { all: true, counties: [] } })).toEqual([
      { path: 'name', before: '扎西', after: '扎西', changed: false },
      { path: 'scope.all', before: 'false', after: 'true', changed: true },
      { path: 'scope.counties', before: '542524', after: '', changed: true },
    ])
  })
  it('tells what came and what went', () => {
    expect(sideBySide({ a: 1 }, { b: 2 })).toEqual([
      { path: 'a', before: '1', after: null, changed: true },
      { path: 'b', before: null, after: '2', changed: true },
    ])
  })
  it('takes a creation as all new, and nothing as nothing', () => {
    expect(sideBySide(null, { a: 'x' })).toEqual([{ path: 'a', before: null, after: 'x', changed: true }])
    expect(sideBySide(null, null)).toEqual([])
  })
  it('goes into lists of objects, and reads plain lists as one', () => {
    expect(sideBySide({ roles: ['A', 'B'], lines: [{ g: 1 }] }, { roles: ['B', 'A'], lines: [{ g: 1 }, { g: 2 }] }).map((one) => [one.path, one.changed])).toEqual([
      ['roles', true],
      ['lines[0].g', false],
      ['lines[1].g', true],
    ])
  })
})
