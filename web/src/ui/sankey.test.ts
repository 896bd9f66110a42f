import { describe, expect, it } from 'vitest'
import { PITCH, lay } from './sankey'

const box = { x1: 100, x2: 400, height: 300 }
const node = (id: string) => ({ id, title: id })

describe('two equal sides', () => {
  const links = [
    { from: 'a', to: 'x', massG: '760552280000' },
    { from: 'b', to: 'x', massG: '48345000' },
    { from: 'c', to: 'y', massG: '53220000' },
    { from: 'd', to: 'y', massG: '7' },
    { from: 'a', to: 'y', massG: '5586200000' },
  ]
  const drawn = lay(['a', 'b', 'c', 'd'].map(node), ['x', 'y', 'unused'].map(node), links, box)
  it('are equal to the gram', () => expect(drawn.leftG).toBe(drawn.rightG))
  it('leave out what moves nothing', () => expect(drawn.right.map((one) => one.id)).toEqual(['x', 'y']))
  it('give the thinnest thread room for its words, within the picture', () => {
    for (const side of [drawn.left, drawn.right]) {
      const middles = side.map((one) => one.y + one.height / 2)
      middles.slice(1).forEach((middle, index) => expect(middle - (middles[index] ?? 0)).toBeGreaterThanOrEqual(PITCH - 0.01))
      for (const one of side) {
        expect(one.y).toBeGreaterThanOrEqual(-PITCH)
        expect(one.y + one.height).toBeLessThanOrEqual(box.height + PITCH / 2)
      }
    }
  })
  it('draw what is heavier taller', () => expect(drawn.left[0]?.height).toBeGreaterThan(100))
})
