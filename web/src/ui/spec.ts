import type { Option } from './form'

/** What a form of {@link SpecFields} holds, by the names of its fields. */
export type Form = Record<string, unknown>

/** How a field is typed, wherever it stands. */
export type Kind = 'text' | 'long' | 'mass' | 'decimal' | 'whole' | 'day' | 'month' | 'select' | 'yesno' | 'unit' | 'county' | 'evidence'

/** One field of a form, as data: how it is typed, and the rule that stands beside it. `Own`: kinds that a room adds. */
export interface Spec<Own extends string = never> {
  name: string
  kind: Kind | Own
  label: string
  rule?: string
  required?: boolean
  suffix?: string
  options?: Option[]
  /** Has happened: not after today. */
  past?: boolean
  /** Not before this day. */
  from?: string | null
  disabled?: boolean
}

/** As sent: text trimmed, whole numbers as numbers, yes and no as such, nothing empty. */
export function bodyOf(form: Form, fields: readonly Spec<string>[]): Form {
  const body: Form = {}
  for (const field of fields) {
    const value = form[field.name]
    if (value === null || value === undefined || value === '') continue
    if (field.kind === 'whole') body[field.name] = /^\d+$/.test(String(value)) ? Number(value) : value
    else if (field.kind === 'yesno') body[field.name] = value === 'true'
    else body[field.name] = typeof value === 'string' ? value.trim() : value
  }
  return body
}

/** A step that was taken: when it happened, when it was known, by whom. */
export interface Step {
  id: string
  step: string
  happenedOn: string
  note: string
  recordedAt: string
  actorName: string
  evidence?: string[]
}
