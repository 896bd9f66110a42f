import { instant } from '@/ui/days'
import type { ListQuery } from '@/ui/list'

export interface Entry {
  id: string
  at: string
  caller: string
  callerName: string
  unit: string | null
  /** Whom the person acted for; null for the platform, and where one may not know. */
  organisationName: string | null
  via: string
  act: string
  kind: string
  object: string
  /** Module and kind of the object: `registry.unit`. */
  what: string
  /** As it is called now; null where it has no name or one may not know it. */
  objectName: string | null
  before: unknown
  after: unknown
  digest: string
}
export interface Verification { records: number; sound: boolean; head: string; at: string; breaches: { lane: number; no: number; id: string | null; what: string }[] }

const DAY_MS = 86_400_000
/** Beijing days as the instants that the platform searches between; the last day counts whole. */
export function between(query: ListQuery): ListQuery {
  const { from, to, ...rest } = query
  const start = (day: unknown) => new Date(instant(`${String(day)} 00:00`)).getTime()
  return { ...rest, from: from ? new Date(start(from)).toISOString() : undefined, to: to ? new Date(start(to) + DAY_MS).toISOString() : undefined } as ListQuery
}

/** Keys of the language files hold no dots. */
export const keyOf = (act: string): string => act.replaceAll('.', '_')
