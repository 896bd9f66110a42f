import type { Chip, Column, Filter } from '@/ui/list'
import type { Form, Spec as SharedSpec, Step as SharedStep } from '@/ui/spec'
import type { Tone } from '@/ui/status'

export const API = '/api/v1/greening'
export const READ = 'greening.read'
export const WRITE = 'greening.write'

/** What a screen needs of a row of any register of this room. */
export interface Row {
  id: string
  county: string
  version?: number
  unitId?: string | null
  unitName?: string
  evidence?: string[]
}
/** A step with the facts that it brought. */
export type Step = SharedStep & { facts: Record<string, unknown>; evidence: string[] }
/** One object in full: `steps` are the states that its reader may bring it to now, `acts` what else; nothing else is offered. */
export interface Found<T extends Row = Row> {
  row: T
  steps: string[]
  acts: string[]
  history: Step[]
  more?: unknown
}

/** `waste`: a code; `wastes`: lines of a project's wastes. */
export type Spec = SharedSpec<'waste' | 'wastes'>

/** What is asked of whoever acts, and where it goes. */
export interface Act {
  method?: 'POST' | 'PUT'
  path: string
  fields: (form: Form) => Spec[]
  blank: Form
  /** What it means, before it happens. */
  text?: string
  /** Added to what was typed. */
  fixed?: Form
  /** The object is only acted on as it was seen. */
  versioned?: boolean
  danger?: boolean
  check?: (form: Form) => { field: string; code: string; message: string }[]
}

/** A register (台账): its list, what a row says, its form, its course and what may be done. */
export interface Register<T extends Row> {
  /** Address below `/greening/` and below the API. */
  path: string
  /** Its words in the language files. */
  words: string
  columns: Column<T>[]
  filters: Filter[]
  chips?: Chip[]
  title: (row: T) => string
  state: (row: T) => { tone: Tone; text: string }
  facts: (row: T) => [string, string | null | undefined][]
  /** What is out of order with it, said at the top. */
  warning?: (row: T) => string | null
  /** States in their usual order, drawn as a line above the facts. */
  course?: { states: readonly string[]; now: (row: T) => string }
  find: (id: string, signal?: AbortSignal) => Promise<Found<T>>
  form?: { fields: (form: Form) => Spec[]; blank: (query: Record<string, unknown>) => Form; check?: Act['check'] }
  /** The form of a step to a state (`to`) or of an act by its name; null where a page of its own serves it. */
  act: (name: string, found: Found<T>) => Act | null
  /** Page of an act that wants one. */
  leads?: (name: string, row: T) => string | null
}

/** How a state of the course stands: gone through, where it is now, or to come. Whatever left the course shows where it left. */
export function courseOf(states: readonly string[], now: string, history: readonly Pick<Step, 'step' | 'happenedOn'>[]): { state: string; stands: 'done' | 'now' | 'open'; on: string | null }[] {
  const last = (state: string) => history.findLast((step) => step.step === state)?.happenedOn ?? null
  const at = states.indexOf(now)
  const line = states.map((state, index) => ({
    state,
    stands: (state === now ? 'now' : at >= 0 ? (index < at ? 'done' : 'open') : last(state) ? 'done' : 'open') as 'done' | 'now' | 'open',
    on: at >= 0 && index > at ? null : last(state),
  }))
  if (at >= 0) return line
  return [...line.filter((one) => one.stands === 'done'), { state: now, stands: 'now', on: last(now) }]
}
