import { describe, expect, it } from 'vitest'
import { dimensionsOf, half, keyOfFlow, narrowed, toggled } from './flows'
import type { Flow } from './ledger'

const flow = (some: Partial<Flow>): Flow => ({ month: '2026-10', day: null, origin: null, fromCounty: null, toCounty: null, fromUnit: null, toUnit: null, waste: 'SW05', from: 'GENERATED', to: 'STORED', method: null, lotYear: null, massG: '1', ...some })

describe('what flows are told apart by', () => {
  it('is month and waste unless asked', () => expect(dimensionsOf(undefined)).toEqual(['MONTH', 'WASTE']))
  it('keeps one order whatever was pressed first', () => {
    expect(toggled(['WASTE'], 'MONTH')).toBe('MONTH,WASTE')
    expect(dimensionsOf('UNITS,MONTH')).toEqual(['MONTH', 'UNITS'])
  })
  it('may be nothing at all', () => {
    expect(toggled(['WASTE'], 'WASTE')).toBe('none')
    expect(dimensionsOf('none')).toEqual([])
  })
})

describe('flows', () => {
  it('have a key of their own', () => expect(keyOfFlow(flow({}))).not.toBe(keyOfFlow(flow({ to: 'UTILISED' }))))
  it('narrow by stage and by words', () => {
    const all = [flow({}), flow({ from: 'STORED', to: 'UTILISED', waste: 'SW59' })]
    const words = (one: Flow) => one.waste ?? ''
    expect(narrowed(all, { stageTo: 'UTILISED' }, words)).toHaveLength(1)
    expect(narrowed(all, { q: 'sw05' }, words)).toEqual([all[0]])
  })
})

describe('the two halves of the balance', () => {
  const answer = {
    massG: '10',
    nodes: [{ id: 'in:GENERATED', side: 'left' as const, title: '产生', massG: '10' }, { id: 'class:SW05', side: 'middle' as const, title: 'SW05', massG: '10' }, { id: 'out:UTILISED', side: 'right' as const, title: '综合利用', massG: '4' }, { id: 'out:CLOSING', side: 'right' as const, title: '期末贮存', massG: '6' }],
    links: [{ source: 'in:GENERATED', target: 'class:SW05', massG: '10' }, { source: 'class:SW05', target: 'out:UTILISED', massG: '4' }, { source: 'class:SW05', target: 'out:CLOSING', massG: '6' }],
  }
  const title = (id: string) => `${id} 尾矿`
  it('meet in the classes, and weigh the same', () => {
    const [left, right] = [half(answer, 'in', title), half(answer, 'out', title)]
    expect(left.right).toEqual(right.left)
    expect(left.right[0]?.title).toBe('SW05 尾矿')
    const grams = (links: { massG: string }[]) => links.reduce((all, link) => all + BigInt(link.massG), 0n)
    expect(grams(left.links)).toBe(grams(right.links))
  })
})
