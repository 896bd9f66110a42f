import type { InjectionKey } from 'vue'
import type { FieldProblem } from '@/api/problem'

/** What a field and its form tell each other. */
export interface FormContext {
  enlist: (field: { name: string; label: string; required: boolean; id: string }) => () => void
  problemsOf: (name: string) => FieldProblem[]
  /** A field that cannot read what was typed says so here; null takes it back. */
  fault: (name: string, message: string | null) => void
  /** Sets a value that nobody typed: a form that was clean before stays so. */
  assume: (act: () => void) => void
  busy: () => boolean
}

/** What a field's frame tells the input inside it. */
export interface FieldContext {
  id: string
  name: string
  describedBy: () => string | undefined
  invalid: () => boolean
  required: () => boolean
  fault: (message: string | null) => void
  label: () => string
}

export const formKey: InjectionKey<FormContext> = Symbol('form')
export const fieldKey: InjectionKey<FieldContext> = Symbol('field')

/** The value at `lines[0].massG`. */
export function at(model: unknown, path: string): unknown {
  return path
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .split('.')
    .reduce<unknown>((value, key) => (value === null || value === undefined ? undefined : (value as Record<string, unknown>)[key]), model)
}

export interface Option {
  value: string
  title: string
  note?: string
  disabled?: boolean
}
