/** `GET /api/v1/indicators/overview` and what stands beside it on the leader's screen. */
export interface Figure {
  code: string
  name: string
  unit: string
  taskNo: number | string | null
  owner: string | null
  value: string | null
  display: string | null
  status: 'LATE' | 'RISK' | 'MET' | 'UNJUDGED' | 'MISSING'
  due: string | null
  dueDisplay: string | null
  target: string | null
  targetDisplay: string | null
  targetYear: number | null
  frequency: 'MONTH' | 'QUARTER' | 'YEAR'
  targets: { year: number; value: string | null }[]
  missing: { code: string; text: string } | null
}
export interface Totals {
  generatedG: string
  utilisedG: string
  disposedG: string
  storedG: string
  inTransitG: string
  lostG: string
}
export interface OfCounty {
  county: string
  name: string
  figures: Record<string, { value: string | null; display: string | null; status: string }>
  totals: Totals
}
export interface Overview {
  year: number
  asKnownAt: string
  counts: { late: number; risk: number; met: number; unjudged: number; missing: number }
  indicators: Figure[]
  counties: OfCounty[]
  totals: Totals
  months: { month: string; generatedG: string; utilisedG: string; disposedG: string }[]
}
export interface SankeyAnswer {
  nodes: { id: string; side: 'left' | 'middle' | 'right'; title: string; massG: string }[]
  links: { source: string; target: string; massG: string }[]
}

/** The step of a course that a figure's frequency fills: what is told once a year has no months to draw. */
export const stepOf = (frequency: Figure['frequency'] | undefined) => (frequency === 'YEAR' ? 'YEAR' : frequency === 'QUARTER' ? 'QUARTER' : 'YTD')
const YEARS_BEFORE = { YTD: 0, QUARTER: 1, YEAR: 4 } as const
export const courseSpan = (step: ReturnType<typeof stepOf>, last: string) => ({ from: `${Number(last.slice(0, 4)) - YEARS_BEFORE[step]}-01`, to: last })

/** Stages of the plan. */
export const STAGES = [2025, 2027, 2030] as const
export const stageTarget = (figure: Figure, year: number): string | null => figure.targets.find((one) => one.year === year)?.value ?? null

const heavier = (a: { massG: string }, b: { massG: string }) => (BigInt(b.massG) > BigInt(a.massG) ? 1 : BigInt(b.massG) < BigInt(a.massG) ? -1 : 0)
/** From each waste class, by its name, to what became of it: the platform's right half, whose two sides are equal; heavy ones on top. */
export const flowsOf = (answer: SankeyAnswer, className: (code: string) => string | null) => ({
  left: answer.nodes
    .filter((node) => node.side === 'middle')
    .map((node) => ({ ...node, title: className(node.title) ?? node.title }))
    .toSorted(heavier),
  right: answer.nodes
    .filter((node) => node.side === 'right')
    .map((node) => ({ ...node, colour: stageColour(stageOf(node.id)) }))
    .toSorted(heavier),
  links: answer.links.filter((link) => link.source.startsWith('class:')).map((link) => ({ from: link.source, to: link.target, massG: link.massG })),
})
/** `out:UTILISED` is a stage; what is left at the end lies in store. */
export const stageOf = (id: string): string => (id.endsWith(':CLOSING') ? 'STORED' : id.slice(id.indexOf(':') + 1))
/** `GET /api/v1/indicators/{code}/by-county`: the prefecture first, then each county in sight. */
export interface CountyCourse {
  county: string
  name: string
  cells: { period: string; value: string | null; display: string | null }[]
}
/** The last day of a month: `2026-02-28`. */
export const lastDay = (month: string): string => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10)
export interface FindingRow {
  id: string
  severity: 'LATE' | 'RISK'
  title: string
  unitName: string | null
  firstSeen: string
}

/** So many late targets are named in the answer line. */
export const NAMED_MAX = 3

/** Colours of what leaves the stream and what stays: each stage its own, the same on every page. */
export const stageColour = (stage: string | undefined): string | undefined =>
  (({ UTILISED: 'var(--grass)', DISPOSED: 'var(--construction)', STORED: 'var(--industrial)', IN_TRANSIT: 'var(--sky)', LOST: 'var(--vermilion)', EXPORTED: 'var(--medical)' }) as Record<string, string>)[stage ?? '']
