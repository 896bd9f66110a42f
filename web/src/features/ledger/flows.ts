import type { Flow } from './ledger'

/** What flows are told apart by; stages always are. */
export const DIMENSIONS = ['MONTH', 'COUNTIES', 'UNITS', 'WASTE', 'METHOD', 'LOT_YEAR'] as const
export type Dimension = (typeof DIMENSIONS)[number]
const USUAL: readonly Dimension[] = ['MONTH', 'WASTE']

/** Dimensions of the address, `MONTH,UNITS`; the usual ones where it names none. */
export function dimensionsOf(asked: unknown): Dimension[] {
  if (typeof asked !== 'string') return [...USUAL]
  return DIMENSIONS.filter((one) => asked.split(',').includes(one))
}
/** The address after one was pressed; `none` keeps "all summed" apart from "not asked". */
export function toggled(now: readonly Dimension[], one: Dimension): string {
  const next = now.includes(one) ? now.filter((other) => other !== one) : DIMENSIONS.filter((other) => other === one || now.includes(other))
  return next.length === 0 ? 'none' : next.join(',')
}
export const keyOfFlow = (flow: Flow): string => [flow.month, flow.fromCounty, flow.toCounty, flow.fromUnit, flow.toUnit, flow.waste, flow.from, flow.to, flow.method, flow.lotYear].map((one) => one ?? '').join('|')

export interface Narrow { stageFrom?: string; stageTo?: string; q?: string }
export const narrowed = (flows: readonly Flow[], by: Narrow, words: (flow: Flow) => string): Flow[] =>
  flows.filter((flow) => (!by.stageFrom || flow.from === by.stageFrom) && (!by.stageTo || flow.to === by.stageTo) && (!by.q || words(flow).toLowerCase().includes(by.q.toLowerCase())))

export interface SankeyAnswer {
  massG: string
  nodes: { id: string; side: 'left' | 'middle' | 'right'; title: string; massG: string }[]
  links: { source: string; target: string; massG: string }[]
}
const COLOURS: Record<string, string> = { UTILISED: 'var(--grass)', DISPOSED: 'var(--construction)', CLOSING: 'var(--industrial)', STORED: 'var(--industrial)', IN_TRANSIT: 'var(--sky)', LOST: 'var(--vermilion)', EXPORTED: 'var(--medical)', SENT: 'var(--sky)' }
/** `out:UTILISED` → `UTILISED`; `in:OPENING` → `OPENING`. */
export const endOf = (id: string): string => id.slice(id.indexOf(':') + 1)
/** One half of the balance: from the sources to the classes, or from the classes to what became of them. */
export function half(answer: SankeyAnswer, side: 'in' | 'out', title: (id: string, given: string) => string) {
  const named = (node: SankeyAnswer['nodes'][number]) => ({ id: node.id, title: node.side === 'middle' ? title(endOf(node.id), node.title) : node.title, colour: COLOURS[endOf(node.id)] })
  const of = (which: 'left' | 'middle' | 'right') => answer.nodes.filter((node) => node.side === which).map(named)
  const links = answer.links.filter((link) => (side === 'in') === link.target.startsWith('class:')).map((link) => ({ from: link.source, to: link.target, massG: link.massG }))
  return side === 'in' ? { left: of('left'), right: of('middle'), links } : { left: of('middle'), right: of('right'), links }
}
