import type { Query } from '@/api/client'
import type { Chip, Column, Filter } from '@/ui/list'
import type { Option } from '@/ui/form'
import type { Form, Spec as SharedSpec, Step } from '@/ui/spec'
import type { Tone } from '@/ui/status'

export const API = '/api/v1/recycling'

/** A row of any register of this room: what a screen needs of each. */
export interface Row {
  id: string
  steps?: string[]
  note?: string | null
  evidence?: string[]
  entryNo?: number | null
  createdAt?: string | null
  version?: number
  unitId?: string | null
}
/** A field of this room's forms. */
export interface Spec extends SharedSpec<'choice' | 'receiver' | 'waste' | 'wastes' | 'outputs' | 'vehicles'> {
  /** For `choice`: asked from the platform, again when `on` changes. */
  load?: (signal: AbortSignal) => Promise<Option[]>
  on?: unknown
  /** For `waste` and `wastes`: only of this class. */
  wasteClass?: string
}

/** What a person may do with a row: the platform names the step, this says what is asked and where it goes. */
export interface Act {
  path: (id: string) => string
  fields: (form: Form) => Spec[]
  blank: () => Form
  /** What will happen, before it does. */
  text?: string
  primary?: boolean
  /** Added to what was typed. */
  fixed?: Form
  versioned?: boolean
}

export interface Found<T> {
  row: T
  history?: Step[]
  more?: unknown
}

/** A register (台账): its list, what a row says, its form and what may be done. */
export interface Book<T extends Row> {
  /** Address below `/recycling/` and below the API: `sludge/deliveries`. */
  path: string
  /** Its words in the language files. */
  words: string
  columns: Column<T>[]
  filters: Filter[]
  chips?: Chip[]
  title: (row: T) => string
  state?: (row: T) => { tone: Tone; text: string }
  facts: (row: T, more?: unknown) => [string, string | null | undefined][]
  /** What is out of order with it, said at the top. */
  warning?: (row: T) => string | null
  find?: (id: string, signal?: AbortSignal) => Promise<Found<T>>
  /** The platform's own table of it. */
  xlsx?: boolean
  searchable?: boolean
  form?: {
    needs: string
    fields: (form: Form) => Spec[]
    blank: (query: Query) => Form
    path?: (form: Form) => string
    /** As sent: without what only the screen needs. */
    body?: (form: Form) => Form
    check?: (form: Form) => { field: string; code: string; message: string }[]
  }
  acts?: Record<string, Act>
  /** Where a step that wants a page of its own leads. */
  leads?: (step: string, row: T) => string | null
}
