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
export interface Overview {
  year: number
  asKnownAt: string
  counts: { late: number; risk: number; met: number; unjudged: number; missing: number }
  indicators: Figure[]
  counties: { county: string; name: string; figures: Record<string, { value: string | null; display: string | null; status: string }> }[]
  totals: Totals
  months: { month: string; generatedG: string; utilisedG: string; disposedG: string }[]
}
export interface SankeyAnswer {
  left: { id: string; title: string; stage?: string }[]
  right: { id: string; title: string; stage?: string }[]
  links: { from: string; to: string; massG: string }[]
}
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
