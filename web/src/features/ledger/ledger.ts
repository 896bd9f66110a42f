import type { Page } from '@/api/client'
import { wasteClass } from '@/ui/lineage'
import type { ListQuery } from '@/ui/list'

export const API = '/api/v1/ledger'
export const STAGES = ['GENERATED', 'IMPORTED', 'FOUND', 'STORED', 'IN_TRANSIT', 'UTILISED', 'DISPOSED', 'EXPORTED', 'LOST'] as const
export type Stage = (typeof STAGES)[number]

export interface Account {
  id: number | string
  place: string
  unit: string
  county: string
  stage: Stage
  method: string
  waste: string
  lotYear: number
  origin: string
  tag: string
}
export interface Stated { quantity: number | string; unit: string; gramsPerUnit: number | string; source: string }
export interface Posting { line: number; from: Account; to: Account; massG: string; stated: Stated | null }
export interface Entry {
  no: number | string
  stream: string
  documentKind: string
  documentId: string
  documentNo: string
  unit: string
  county: string
  occurredAt: string
  recordedAt: string
  month: string
  adjusts: string | null
  actorName: string
  note: string
  massG: string
  postings: Posting[]
  evidence: { kind: string; ref: string; title: string }[]
  reverses: number | string | null
  reversedBy: number | string | null
  digest: string
}
export interface Flow {
  month: string | null
  day: string | null
  origin: string | null
  fromCounty: string | null
  toCounty: string | null
  fromUnit: string | null
  toUnit: string | null
  waste: string | null
  from: Stage
  to: Stage
  method: string | null
  lotYear: number | null
  massG: string
}
export interface Head { day: string; digest: string }
export interface Verification { clean: boolean; entries: number; postings: number; millis: number; breaches: { law: number; where: string; what: string }[] }
export interface Way { way: string; title: string; massG: string }
export interface Statement { month: string; waste: string; openingG: string; in: Way[]; out: Way[]; closingG: string }

/** The class of a code: `900-099-S59` → `SW59`, `841-001-01` → `HW01`. A class stays itself. */
export const classOf = (waste: string): string => (/^[SH]W\d\d$/.test(waste) ? waste : wasteClass(waste))

export type Sorter<T> = Record<string, (row: T) => bigint | number | string | null>
/** A list that was read whole, as pages: sorted as asked (`massG`, `-massG`), nothing last. */
export function paged<T>(rows: readonly T[], query: ListQuery, sorters: Sorter<T>): Page<T> {
  const name = query.sort?.replace(/^-/, '') ?? ''
  const of = sorters[name]
  const sorted = [...rows]
  if (of) {
    const turn = query.sort?.startsWith('-') ? -1 : 1
    sorted.sort((a, b) => {
      const [x, y] = [of(a), of(b)]
      if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
      const order = typeof x === 'string' && typeof y === 'string' ? x.localeCompare(y, 'zh-CN') : x < y ? -1 : x > y ? 1 : 0
      return order * turn
    })
  }
  const start = Number(query.cursor ?? 0)
  const next = start + query.size
  return { items: sorted.slice(start, next), next: next < sorted.length ? String(next) : null, total: sorted.length }
}

/** The ledger looks this far back and no further in one question. */
const YEARS_MAX = 29
export interface Behind { from: string; to: string; county?: string | null; unit?: string | null; hands?: string | null; waste?: string | null; wasteClass?: string | null; stageFrom?: string | null; stageTo?: string | null; asKnownAt?: string | null }
/** Where the entries behind a figure are read. A waste may be a code or, as flows are summed, a class. */
export function entriesLink(behind: Behind): string {
  const { waste, hands, ...rest } = behind
  const query = { ...rest, hands: rest.unit ? hands : null, ...(waste ? (/^[SH]W\d\d$/.test(waste) ? { wasteClass: waste } : { waste }) : {}) }
  const words = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) if (value) words.set(key, value)
  return `${API}/entries?${words.toString()}`
}
/** The same on the page of entries, for the address. */
export const entriesPage = (behind: Behind): string => entriesLink(behind).replace(API, '/ledger')

/** First day on which mass of a lot can have been booked, within what the ledger looks back. */
export function since(lotYear: number | null, today: string): string {
  const earliest = Number(today.slice(0, 4)) - YEARS_MAX
  return `${Math.max(lotYear ?? earliest, earliest)}-01-01`
}
export const lastDay = (month: string): string => {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`
}

/** 日首: does a digest that somebody kept agree with the book? */
export function matching(heads: readonly Head[], kept: string): Head | null {
  const wanted = kept.trim().toLowerCase().replaceAll(/\s/g, '')
  return wanted === '' ? null : (heads.find((head) => head.digest === wanted) ?? null)
}
/** What an entry moved, one line a pair of stages: `贮存 → 在途`. */
export function ways(entry: Pick<Entry, 'postings'>): { from: Stage; to: Stage }[] {
  const seen = new Map<string, { from: Stage; to: Stage }>()
  for (const posting of entry.postings) seen.set(`${posting.from.stage}>${posting.to.stage}`, { from: posting.from.stage, to: posting.to.stage })
  return [...seen.values()]
}
export const wastesOf = (entry: Pick<Entry, 'postings'>): string[] => [...new Set(entry.postings.map((posting) => posting.to.waste))]
/** Keys of the language files hold no dots. */
export const keyOf = (kind: string): string => kind.replaceAll('.', '_')
