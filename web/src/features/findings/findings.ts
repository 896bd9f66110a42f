import type { ListQuery } from '@/ui/list'

export const API = '/api/v1/findings'
export type State = 'OPEN' | 'TAKEN' | 'CONFIRMED' | 'DISMISSED' | 'REMEDIED' | 'CLEARED'
export type Severity = 'LATE' | 'RISK'
export const STATES: readonly State[] = ['OPEN', 'TAKEN', 'CONFIRMED', 'DISMISSED', 'REMEDIED', 'CLEARED']

export interface Finding {
  id: string
  key: string
  kind: string
  kindTitle: string
  severity: Severity
  unitId: string | null
  unitName: string | null
  county: string | null
  heldOn: string
  title: string
  facts: Record<string, string>
  link: string
  state: State
  firstSeen: string
  lastSeen: string
  takenBy: string | null
  takenByName: string | null
  decidedByName: string | null
  endedAt: string | null
  reason: string | null
  version: number | string
}
export interface Kind { code: string; title: string; basis: string; advice: string }
export interface Step { at: string; act: string; by: string; text: string; facts: Record<string, string> | null }
export interface Detail { finding: Finding; kind: Kind; steps: Step[] }
export interface Counts {
  total: number
  late: number
  risk: number
  oldest: string | null
  byKind: { kind: string; title: string; late: number; risk: number }[]
  byCounty: { county: string; late: number; risk: number }[]
}

/** What the tabs above the list show; `open` where the address names none. */
export const VIEWS = ['open', 'mine', 'ended', 'all'] as const
export type View = (typeof VIEWS)[number]
export const viewOf = (asked: unknown): View => VIEWS.find((one) => one === asked) ?? 'open'
const OF_VIEW: Record<View, Record<string, string>> = {
  open: { state: 'OPEN,TAKEN' },
  mine: { state: 'OPEN,TAKEN', mine: 'true' },
  ended: { state: 'CONFIRMED,DISMISSED,REMEDIED,CLEARED' },
  all: {},
}
export const fixedOf = (view: View, unitId: string | undefined): Record<string, string | undefined> => ({ ...OF_VIEW[view], unitId })

/** Ages at which a pile of work is looked at, in days. */
export const AGES = [7, 30, 90] as const
/** Counts of what is at least so old, by growing age, as counts of each span: the first is what is younger than all. */
export function spans(total: number, older: readonly number[]): number[] {
  const all = [total, ...older]
  return all.map((count, index) => Math.max(0, count - (all[index + 1] ?? 0)))
}

const DAY_MS = 86_400_000
/** Whole Beijing days since the condition first held; the first day counts as none. */
export const daysSince = (heldOn: string, today: string): number => Math.max(0, Math.round((Date.parse(today) - Date.parse(heldOn)) / DAY_MS))

/** A list's question as the endpoint takes it: the desk knows two orders. */
export const asked = (query: ListQuery): ListQuery => ({ ...query, sort: query.sort === 'newest' ? 'newest' : undefined })

export type Act = 'take' | 'takeOver' | 'release' | 'decide' | 'reopen' | 'note'
/** What this person may do with it now: rights and state together. */
export function acts(finding: Pick<Finding, 'state' | 'takenBy'>, me: { id: string } | null, may: (permission: string) => boolean): Act[] {
  const ended = finding.state !== 'OPEN' && finding.state !== 'TAKEN'
  const mine = me !== null && finding.takenBy === me.id
  const all: Act[] = []
  if (may('findings.decide')) {
    if (ended) all.push('reopen')
    else {
      if (finding.state === 'OPEN') all.push('take')
      else all.push(mine ? 'release' : 'takeOver')
      if (finding.state === 'OPEN' || mine) all.push('decide')
    }
  }
  if (may('findings.note')) all.push('note')
  return all
}

export const CONCLUSIONS = ['CONFIRMED', 'REMEDIED', 'DISMISSED'] as const
export const toneOf = (state: State): 'late' | 'risk' | 'met' | 'live' | 'plain' =>
  ({ OPEN: 'risk', TAKEN: 'live', CONFIRMED: 'late', DISMISSED: 'plain', REMEDIED: 'met', CLEARED: 'met' } as const)[state]

/** What changed between two tellings of a matter: names of either, in the later one's order. */
export function changed(before: Record<string, string> | null, after: Record<string, string> | null): { name: string; before: string | null; after: string | null }[] {
  if (before === null || after === null) return []
  return [...new Set([...Object.keys(after), ...Object.keys(before)])]
    .map((name) => ({ name, before: before[name] ?? null, after: after[name] ?? null }))
    .filter((one) => one.before !== one.after)
}
/** Each step with the facts that it changed against the telling before it. */
export function told(steps: readonly Step[]): (Step & { changes: ReturnType<typeof changed> })[] {
  let last: Record<string, string> | null = null
  return steps.map((step) => {
    const changes = changed(last, step.facts)
    last = step.facts ?? last
    return { ...step, changes }
  })
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
/** Pages whose subject is one document of the ledger. */
const DOCUMENTS: readonly [RegExp, string][] = [
  [new RegExp(`^/industrial/exits/(${UUID})`), 'industrial.exit'],
  [new RegExp(`^/industrial/stocktakes\\?(?:.*&)?open=(${UUID})`), 'industrial.stocktake'],
  [new RegExp(`^/survey/records/(${UUID})`), 'survey.record'],
  [new RegExp(`^/recycling/sludge\\?(?:.*&)?deliveryId=(${UUID})`), 'recycling.sludge-delivery'],
  [new RegExp(`^/recycling/vehicles\\?(?:.*&)?dismantlingId=(${UUID})`), 'recycling.dismantling'],
]
/** The document that a finding's page shows, where it is one that posts. */
export function documentOf(link: string): { kind: string; id: string } | null {
  for (const [page, kind] of DOCUMENTS) {
    const id = page.exec(link)?.[1]
    if (id) return { kind, id }
  }
  return null
}
/** `/industrial/exits/…` → `industrial_exits`: the key under which the page's name stands. */
export const subjectOf = (link: string): string => link.split('?')[0]?.split('/').slice(1, 3).join('_') ?? ''
