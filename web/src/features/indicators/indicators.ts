/** The shapes of `/api/v1/indicators`, and what pages reckon from them. */
export const API = '/api/v1/indicators'
/** Stages of the plan: the years at whose ends targets stand. */
export const STAGES = [2025, 2027, 2030] as const
export const DIRECTIONS = ['AT_LEAST', 'RISING', 'FALLING', 'STABLE', 'WITHIN_CAP', 'DONE'] as const
export const FREQUENCIES = ['MONTH', 'QUARTER', 'YEAR'] as const

/** How a figure's course may be looked at: month by month, quarter by quarter, summed since January, year by year. */
export type Step = 'MONTH' | 'QUARTER' | 'YTD' | 'YEAR'
/** What suits a figure's frequency, the first by itself: a figure told once a year has no months to draw. */
export const STEPS: Record<(typeof FREQUENCIES)[number], [Step, ...Step[]]> = { MONTH: ['YTD', 'MONTH'], QUARTER: ['QUARTER', 'YTD'], YEAR: ['YEAR', 'YTD'] }
const YEARS_OF_COURSE = 5
/** The months that a course runs over up to its last: a year's, a year of months, two years of quarters, five years. */
export function courseSpan(step: Step, last: string): { from: string; to: string } {
  const year = Number(last.slice(0, 4))
  if (step === 'MONTH') return span(last)
  return { from: `${year - (step === 'YEAR' ? YEARS_OF_COURSE - 1 : step === 'QUARTER' ? 1 : 0)}-01`, to: last }
}
/** What stands below a bar: `2026-03` for a month and for a sum up to it, `2026-Q1`, `2026`. */
export const atOf = (period: string): string => period.replace(/-ytd$/, '')
/** The same where there is little room: `26-03`, `26-Q1`, `2026`. */
export const shortAt = (period: string): string => (atOf(period).length > 4 ? atOf(period).slice(2) : atOf(period))

export type Status = 'LATE' | 'RISK' | 'MET' | 'UNJUDGED' | 'MISSING'
export interface Aim { year: number; value: string | null; text: string; source: string }
export interface Defined {
  code: string
  set: string
  version: number
  revision: number | string
  name: string
  expression: string | null
  terms: string[]
  unit: string
  direction: (typeof DIRECTIONS)[number]
  scale: number
  source: string
  owner: string
  frequency: (typeof FREQUENCIES)[number]
  taskNo: number | null
  lacks: string | null
  validFrom: string
  note: string
  recordedAt: string
  recordedBy: string
  targets: Aim[]
  base: Aim | null
}
export interface Figure {
  code: string
  name: string
  unit: string
  value: string | null
  display: string | null
  status: Status
  due: string | null
  dueDisplay: string | null
  target: string | null
  targetDisplay: string | null
  targetYear: number | null
  missing: { code: string; text: string } | null
}
export interface Overview { year: number; asKnownAt: string; counts: Record<'late' | 'risk' | 'met' | 'unjudged' | 'missing', number>; indicators: Figure[] }
export interface Cell { period: string; value: string | null; display: string | null; status: Status | null }
export interface Trend { code: string; points: Cell[] }
export interface Row { county: string; name: string; cells: Cell[] }
export interface Named { name: string; title: string; unit: string; kind: 'LEDGER' | 'REGISTER' | 'REPORT'; describes: string }
export interface Trial { formulaInWords: string; period: string; terms: { name: string; title: string; unit: string; value: string | null }[]; value: string | null; display: string | null; missing: string | null }
export interface Figured { name: string; title: string; unit: string; owner: string; frequency: (typeof FREQUENCIES)[number]; describes: string; additive: boolean }
export interface Reported {
  id: string
  figure: string
  title: string
  county: string | null
  period: string
  from: string
  to: string
  value: string
  unit: string
  evidence: string[]
  note: string
  supersedes: string | null
  supersededBy: string | null
  reportedBy: string
  reportedAt: string
  state: ReviewState
  /** Why it was returned. */
  reason: string | null
  reviewedBy: string | null
  reviewedAt: string | null
  /** The asker reported it, and so may not approve it. */
  own: boolean
}
export const REVIEW_STATES = ['PENDING', 'APPROVED', 'RETURNED'] as const
export type ReviewState = (typeof REVIEW_STATES)[number]
/** What a report is to a reader: superseded whatever was said of it, else what the bureau said. */
export const standing = (report: Pick<Reported, 'supersededBy' | 'state'>): 'superseded' | ReviewState => (report.supersededBy ? 'superseded' : report.state)
export const STANDING_TONES = { superseded: 'plain', PENDING: 'risk', APPROVED: 'met', RETURNED: 'late' } as const
export type DueState = 'LATE' | 'RETURNED' | 'OPEN' | 'RUNNING' | 'REPORTED'
export interface Due {
  figure: string
  title: string
  unit: string
  owner: string
  frequency: (typeof FREQUENCIES)[number]
  period: string
  dueOn: string
  state: DueState
  value: string | null
  reportId: string | null
  reportedBy: string | null
  reportedAt: string | null
  review: ReviewState | null
  reason: string | null
}

/** A definition with its value now and its course: a row of the list. */
export interface Listed extends Defined { figure: Figure | null; points: Cell[] }
export function listed(defined: Defined[], figures: Figure[], trends: Trend[]): Listed[] {
  const figure = new Map(figures.map((one) => [one.code, one]))
  const points = new Map(trends.map((one) => [one.code, one.points]))
  return defined.map((one) => ({ ...one, figure: figure.get(one.code) ?? null, points: points.get(one.code) ?? [] }))
}

const RANK: Record<Status, number> = { LATE: 0, RISK: 1, UNJUDGED: 2, MET: 3, MISSING: 4 }
/** Wrong ones first, then what can be judged, then what waits for data; within each as the plan names them. */
export const urgent = (rows: Listed[]): Listed[] => rows.toSorted((a, b) => RANK[a.figure?.status ?? 'MISSING'] - RANK[b.figure?.status ?? 'MISSING'])

export const targetOf = (row: { targets: Aim[] }, year: number): Aim | null => row.targets.find((one) => one.year === year) ?? null

/** What a filter of the list keeps. */
export function wanted(rows: Listed[], ask: { q?: string; status?: string; owner?: string; frequency?: string }): Listed[] {
  const text = ask.q?.trim().toLowerCase() ?? ''
  return rows.filter(
    (one) =>
      (text === '' || [one.name, one.code, one.owner, one.source].some((words) => words.toLowerCase().includes(text))) &&
      (!ask.status || (one.figure?.status ?? 'MISSING') === ask.status) &&
      (!ask.owner || one.owner === ask.owner) &&
      (!ask.frequency || one.frequency === ask.frequency),
  )
}

/** Key and numbers of a period's words: `2026-Q3` is a quarter, `stage-2027` a stage. */
export function periodWords(text: string): { kind: 'month' | 'quarter' | 'year' | 'ytd' | 'stage'; year: number; number: number } {
  const stage = /^stage-(\d{4})$/.exec(text)
  if (stage) return { kind: 'stage', year: Number(stage[1]), number: 0 }
  const parts = /^(\d{4})(?:-(?:Q([1-4])|(\d{2})(-ytd)?))?$/.exec(text)
  const year = Number(parts?.[1])
  if (parts?.[2]) return { kind: 'quarter', year, number: Number(parts[2]) }
  if (parts?.[3]) return { kind: parts[4] ? 'ytd' : 'month', year, number: Number(parts[3]) }
  return { kind: 'year', year, number: 0 }
}

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
export interface Validity { version: number; from: string; to: string | null; holds: boolean }
/**
 * The days on which each version holds: on every day the newest version that had begun. A later version that begins earlier
 * takes the former's place altogether.
 */
export function validity(versions: { version: number; validFrom: string }[]): Validity[] {
  return versions.map((one) => {
    const next = versions.filter((other) => other.version > one.version).map((other) => other.validFrom).toSorted()[0]
    const holds = next === undefined || next > one.validFrom
    return { version: one.version, from: one.validFrom, to: next === undefined || !holds ? null : dayBefore(next), holds }
  })
}

/** What two versions say differently, field by field. */
const COMPARED = ['name', 'expression', 'unit', 'direction', 'scale', 'source', 'owner', 'frequency', 'validFrom', 'lacks'] as const
export const changes = (before: Defined | undefined, after: Defined): (typeof COMPARED)[number][] => (before ? COMPARED.filter((key) => before[key] !== after[key]) : [])

/** A small line: straight strokes between neighbours, a gap where a value is missing. Coordinates only; the figure stays beside it. */
export function spark(points: { value: string | null }[], width: number, height: number): { path: string; last: [number, number] | null } {
  const values = points.map((point) => (point.value === null ? null : Number(point.value)))
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value))
  if (known.length === 0) return { path: '', last: null }
  const low = Math.min(...known)
  const high = Math.max(...known)
  const x = (index: number) => 2 + (points.length < 2 ? 0 : (index / (points.length - 1)) * (width - 4))
  const y = (value: number) => (high === low ? height / 2 : 2 + (height - 4) * (1 - (value - low) / (high - low)))
  let path = ''
  let last: [number, number] | null = null
  values.forEach((value, index) => {
    if (value === null) return
    const at: [number, number] = [x(index), y(value)]
    path += `${index > 0 && values[index - 1] !== null ? 'L' : 'M'}${at[0].toFixed(1)} ${at[1].toFixed(1)}`
    last = at
  })
  return { path, last }
}

/** What a department owes; who is of none of them (the bureau, the prefecture) looks after all. */
export function owedBy(due: Due[], organisation: string | null | undefined): Due[] {
  const own = due.filter((one) => one.owner === organisation)
  return own.length > 0 ? own : due
}

/** A formula as pieces: names of terms, and what stands between them. */
export function pieces(expression: string, terms: readonly string[]): { text: string; term: string | null }[] {
  return [...expression.matchAll(/[a-z][a-z0-9_]*|[^a-z]+/gi)].map(([text]) => ({ text, term: terms.includes(text) ? text : null }))
}

/** Puts a term where the caret stands, with a blank on each side where there is none. */
export function insert(expression: string, name: string, at: number): { text: string; caret: number } {
  const before = expression.slice(0, at)
  const after = expression.slice(at)
  const left = before === '' || /[\s(]$/.test(before) ? before : `${before} `
  const right = after === '' || /^[\s)]/.test(after) ? after : ` ${after}`
  return { text: `${left}${name}${right}`, caret: left.length + name.length }
}

/** The last month of a year that has begun. */
export const lastOf = (year: string, thisMonth: string): string => (`${year}-12` > thisMonth ? thisMonth : `${year}-12`)

/** The twelve months up to a period's end, for a chart: first and last as `2026-11`. */
export function span(last: string, months = 12): { from: string; to: string } {
  const [year, month] = last.split('-').map(Number) as [number, number]
  const index = year * 12 + month - months
  return { from: `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`, to: last }
}
