import { type Grams, ratio, sum } from './mass'

export interface SankeyNode {
  id: string
  title: string
  /** A colour token, e.g. `var(--industrial)`. */
  colour?: string
}
export interface SankeyLink {
  from: string
  to: string
  massG: Grams
}
export interface Placed extends SankeyNode {
  x: number
  y: number
  height: number
  massG: bigint
}
export interface Ribbon extends SankeyLink {
  path: string
  massG: bigint
  colour: string
}
export interface Layout {
  left: Placed[]
  right: Placed[]
  ribbons: Ribbon[]
  leftG: bigint
  rightG: bigint
}

/** A thread too thin to see still shows as a hair. */
const HEIGHT_MIN = 2
const GAP = 10
/** Every node has room for its line of words, however thin it is. */
export const PITCH = 18
export const NODE_WIDTH = 8

/**
 * Two columns whose sums are equal, because every ribbon leaves the left and reaches the right. Nodes stand in the order
 * given; heights are drawn from masses, which stay exact beside the drawing.
 */
export function lay(left: SankeyNode[], right: SankeyNode[], links: SankeyLink[], box: { x1: number; x2: number; height: number }, pitch = PITCH): Layout {
  const whole = sum(links.map((link) => link.massG))
  const used = (nodes: SankeyNode[], end: 'from' | 'to') =>
    nodes.map((node) => ({ ...node, massG: sum(links.filter((link) => link[end] === node.id).map((link) => link.massG)) })).filter((node) => node.massG > 0n)
  const sides = [used(left, 'from'), used(right, 'to')] as const
  // as tall as the fuller column allows once the thin ones have the room of their words
  const tall = (nodes: { massG: bigint }[], room: number) => nodes.reduce((total, node) => total + Math.max(HEIGHT_MIN + ratio(node.massG, whole) * room + GAP, pitch), -GAP)
  let room = box.height
  for (let low = 0, high = box.height, turn = 0; turn < 24; turn++) {
    room = (low + high) / 2
    if (Math.max(...sides.map((nodes) => tall(nodes, room))) > box.height) high = room
    else low = room
  }
  const column = (nodes: (SankeyNode & { massG: bigint })[], x: number): Placed[] => {
    let y = Math.max(0, (box.height - tall(nodes, room)) / 2)
    return nodes.map((node) => {
      const height = HEIGHT_MIN + ratio(node.massG, whole) * room
      const slot = Math.max(height + GAP, pitch)
      const placed = { ...node, x, y: y + (slot - GAP - height) / 2, height }
      y += slot
      return placed
    })
  }
  const placedLeft = column(sides[0], box.x1)
  const placedRight = column(sides[1], box.x2)
  const leaving = new Map(placedLeft.map((node) => [node.id, node.y]))
  const reaching = new Map(placedRight.map((node) => [node.id, node.y]))
  const ribbons: Ribbon[] = []
  for (const from of placedLeft) {
    for (const to of placedRight) {
      const massG = sum(links.filter((link) => link.from === from.id && link.to === to.id).map((link) => link.massG))
      if (massG === 0n) continue
      const h1 = ratio(massG, from.massG) * from.height
      const h2 = ratio(massG, to.massG) * to.height
      const y1 = leaving.get(from.id) ?? 0
      const y2 = reaching.get(to.id) ?? 0
      leaving.set(from.id, y1 + h1)
      reaching.set(to.id, y2 + h2)
      const a = box.x1 + NODE_WIDTH
      const b = box.x2
      const m = (a + b) / 2
      ribbons.push({ from: from.id, to: to.id, massG, colour: from.colour ?? 'var(--industrial)', path: `M${a} ${y1}C${m} ${y1} ${m} ${y2} ${b} ${y2}V${y2 + h2}C${m} ${y2 + h2} ${m} ${y1 + h1} ${a} ${y1 + h1}Z` })
    }
  }
  return { left: placedLeft, right: placedRight, ribbons, leftG: sum(placedLeft.map((node) => node.massG)), rightG: sum(placedRight.map((node) => node.massG)) }
}
