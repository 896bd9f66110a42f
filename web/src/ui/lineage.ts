import { type InjectionKey, inject } from 'vue'

/** What the lineage drawer stands on: a figure, a set of entries behind a part of it, or one entry. */
export type LineageStep =
  | { kind: 'figure'; code: string; title: string; county?: string; period?: string }
  | { kind: 'entries'; title: string; link: string; grams?: string | null }
  | { kind: 'entry'; title: string; no: number | string }

export interface Term {
  name: string
  title: string
  value: string | null
  grams?: string | null
  unit: string
  kind: 'LEDGER' | 'REGISTER' | 'REPORT'
  describes?: string | null
  link?: string | null
  parts?: { title: string; value: string | null; unit: string; grams?: string | null; link?: string | null }[]
}

/** `GET /api/v1/indicators/{code}/value` */
export interface FigureValue {
  code: string
  name: string
  county: string
  period: string
  from: string
  to: string
  asKnownAt: string
  value: string | null
  display: string | null
  unit: string
  formula: string
  formulaInWords: string
  status: string
  due: string | null
  dueDisplay?: string | null
  target: string | null
  targetYear: number | null
  missing: { code: string; text: string } | null
  terms: Term[]
}

/** The page of a document, by its kind; each feature says it for its own (`Feature.documents`), the shell gathers them. */
export type DocumentPage = (kind: string, id: string) => string | null
export const documentPageKey: InjectionKey<DocumentPage> = Symbol('documentPage')
export const useDocumentPage = (): DocumentPage => inject(documentPageKey, () => null)
/** The page of what proves an entry, by its kind (`Feature.papers`). */
export const paperPageKey: InjectionKey<DocumentPage> = Symbol('paperPage')
export const usePaperPage = (): DocumentPage => inject(paperPageKey, () => null)

/** One end of a posting as the ledger shows it. */
export interface EntryEnd {
  stage: string
  place?: string | null
  unit?: string | null
  county?: string | null
  origin?: string | null
  waste?: string | null
  lotYear?: number | null
  method?: string | null
}

/** `GET /api/v1/ledger/entries/{no}`, and a row of a list of them. */
export interface EntryView {
  no: number | string
  documentKind: string
  documentId: string
  documentNo: string
  unit: string
  county: string
  occurredAt: string
  recordedAt: string
  month: string
  adjusts?: string | null
  actorName?: string | null
  note?: string | null
  reverses?: number | string | null
  reversedBy?: number | string | null
  digest?: string
  massG?: string
  postings?: { line: number; from: EntryEnd; to: EntryEnd; massG: string }[]
  evidence?: { kind: string; ref: string; title: string }[]
}

/** `900-099-S59` is of class SW59, `900-214-08` of HW08: as the ledger reckons it. */
export const wasteClass = (code: string): string => (code.charAt(8) === 'S' ? `SW${code.slice(9)}` : `HW${code.slice(8)}`)

/**
 * What of an entry a list asked for: one entry may use waste of several counties, years and classes, and only some of its
 * postings are meant. A reversal counts below zero in the direction of what it takes back.
 */
export function countedG(entry: EntryView, link: string): bigint {
  const asked = new URL(link, 'http://list').searchParams
  const among = (name: string, value: string | null | undefined) => {
    const wanted = asked.getAll(name).flatMap((one) => one.split(','))
    return wanted.length === 0 || wanted.includes(value ?? '')
  }
  const before = asked.get('lotsBefore')
  const reversal = entry.reverses !== null && entry.reverses !== undefined
  const either = (name: 'unit' | 'county', posting: { from: EntryEnd; to: EntryEnd }) => among(name, posting.from[name]) || among(name, posting.to[name])
  let total = 0n
  for (const posting of entry.postings ?? []) {
    const [from, to] = reversal ? [posting.to, posting.from] : [posting.from, posting.to]
    const hands = among('hands', handsOf(asked.get('unit'), from, to))
    const meant =
      hands &&       among('stageFrom', from.stage) && among('stageTo', to.stage) && among('origin', posting.from.origin) && among('waste', posting.from.waste) && either('unit', posting) && either('county', posting) && among('wasteClass', from.waste ? wasteClass(from.waste) : null) && (before === null || Number(from.lotYear) < Number(before))
    if (meant) total += reversal ? -BigInt(posting.massG) : BigInt(posting.massG)
  }
  return total
}

/** How a posting passes a unit's hands: what its own road delivers to a sink has left them. */
function handsOf(unit: string | null, from: EntryEnd, to: EntryEnd): 'IN' | 'OUT' | 'WITHIN' {
  if (from.unit !== unit) return 'IN'
  return to.unit !== unit || (from.stage === 'IN_TRANSIT' && ['UTILISED', 'DISPOSED', 'EXPORTED', 'LOST'].includes(to.stage)) ? 'OUT' : 'WITHIN'
}

/** Wastes that an entry moves, each once. */
export const wastesOf = (entry: EntryView): string[] => [...new Set((entry.postings ?? []).map((one) => one.from.waste).filter((one): one is string => Boolean(one)))]

/** How what was drawn from a stock had come there: the entries that filled it with this waste, up to the day it was drawn. */
export function filledBy(end: EntryEnd, occurredAt: string, day: (instant: string) => string): string | null {
  if (end.stage !== 'STORED' || !end.unit || !end.waste) return null
  return `/api/v1/ledger/entries?from=${end.lotYear ?? day(occurredAt).slice(0, 4)}-01-01&to=${day(occurredAt)}&unit=${end.unit}&hands=IN,WITHIN&stageTo=STORED&waste=${end.waste}${end.origin ? `&origin=${end.origin}` : ''}`
}

/** A list of the API as the page that shows it: the same address without the API's own part. */
export const pageOfList = (link: string): string => link.replace(/^\/api\/v\d+/, '')
