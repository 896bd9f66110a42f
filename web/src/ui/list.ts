import { day, time } from './days'
import { tonnes, tonnesPlain } from './mass'

/** A column of a {@link DataList}. */
export interface Column<T> {
  key: string
  title: string
  /** `mass`: a string of grams, shown in tonnes; the unit stands once in the head. */
  kind?: 'text' | 'mass' | 'number' | 'day' | 'time'
  /** The raw value; the field named `key` where left out. */
  value?: (row: T) => unknown
  /** What is shown and exported instead of the raw value. */
  text?: (row: T) => string
  /** Name of the field in `sort=`; `true` means `key`. Only columns that the endpoint can sort. */
  sort?: string | true
  width?: number
  /** Not shown until chosen. */
  hidden?: boolean
}

export interface Filter {
  key: string
  title: string
  /** `unit`: one unit, picked by name, part of it or pinyin initials. */
  kind: 'select' | 'month' | 'day' | 'text' | 'unit'
  options?: { value: string; title: string }[]
}

/** A quick filter above the list: one press sets these filters. */
export interface Chip {
  title: string
  set: Record<string, string>
}

export interface ListQuery {
  q?: string
  sort?: string
  cursor?: string
  size: number
  [filter: string]: string | number | undefined
}

export function raw<T>(column: Column<T>, row: T): unknown {
  return column.value ? column.value(row) : (row as Record<string, unknown>)[column.key]
}

/** What a cell says. */
export function shown<T>(column: Column<T>, row: T, decimals?: number): string {
  if (column.text) return column.text(row)
  const value = raw(column, row)
  if (value === null || value === undefined || value === '') return ''
  if (column.kind === 'mass') return tonnes(String(value), decimals)
  if (column.kind === 'day') return String(value).length <= 10 ? String(value) : day(String(value))
  if (column.kind === 'time') return time(String(value))
  return String(value)
}

/** The same for a file: figures stay figures. */
export function exported<T>(column: Column<T>, row: T): string | { decimal: string } | null {
  const value = raw(column, row)
  if (value === null || value === undefined || value === '') return column.text ? column.text(row) : null
  if (column.kind === 'mass' && !column.text) return { decimal: tonnesPlain(String(value)) }
  if (column.kind === 'number' && !column.text) return { decimal: String(value) }
  return shown(column, row)
}
