import { type InjectionKey, inject } from 'vue'

/** What the lineage drawer stands on: a figure, a set of entries behind a part of it, or one entry. */
export type LineageStep =
  | { kind: 'figure'; code: string; title: string; county?: string; period?: string }
  | { kind: 'entries'; title: string; link: string }
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

/** One end of a posting as the ledger shows it. */
export interface EntryEnd {
  stage: string
  place?: string | null
  placeName?: string | null
  unit?: string | null
  unitName?: string | null
  county?: string | null
  waste?: string | null
  lotYear?: number | null
  method?: string | null
}

/** `GET /api/v1/ledger/entries/{no}`; a list leaves postings and evidence out. */
export interface EntryView {
  no: number | string
  documentKind: string
  documentId: string
  documentNo: string
  unit: string
  unitName?: string | null
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
  waste?: string | null
  postings?: { line: number; from: EntryEnd; to: EntryEnd; massG: string }[]
  evidence?: { kind: string; ref: string; title: string }[]
}
