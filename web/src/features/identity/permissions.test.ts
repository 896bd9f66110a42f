import { describe, expect, it } from 'vitest'
import { byModule, difference, standing } from './permissions'

const line = (code: string) => ({ code, title: code, module: code.split('.')[0] as string, defaults: [] })
const builtin = { code: 'LEADER', title: '领导', builtin: true, permissions: [], defaults: ['a.read'], version: 0 }
describe('roles and permissions', () => {
  it('groups by module, whatever the order', () => expect(byModule([line('a.read'), line('b.read'), line('a.write')]).map((one) => [one.module, one.lines.length])).toEqual([['a', 2], ['b', 1]]))
  it('tells what differs from a built-in role', () => {
    const held = new Set(['b.read'])
    expect([standing(builtin, 'a.read', held), standing(builtin, 'b.read', held), standing(builtin, 'c.read', held)]).toEqual(['taken', 'added', 'none'])
    expect(standing(builtin, 'a.read', new Set(['a.read']))).toBe('held')
  })
  it('has nothing added in a role of the prefecture’s own', () => expect(standing({ ...builtin, builtin: false, defaults: [] }, 'a.read', new Set(['a.read']))).toBe('held'))
  it('says what a change adds and takes away', () => expect(difference(['a', 'b'], new Set(['b', 'c']))).toEqual({ added: ['c'], taken: ['a'] }))
})
