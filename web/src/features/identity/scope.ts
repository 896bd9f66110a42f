import type { Scope } from './identity'

/** A scope while it is edited: what the organisation suggests, the whole prefecture, or some counties and units. */
export interface ScopeDraft {
  mode: 'suggested' | 'all' | 'some'
  counties: string[]
  units: string[]
  /** None is every one: streams narrow a scope, they never make one. */
  streams: string[]
}

export const suggested = (): ScopeDraft => ({ mode: 'suggested', counties: [], units: [], streams: [] })

export const draftOf = (scope: Scope): ScopeDraft => ({ mode: scope.all ? 'all' : 'some', counties: [...scope.counties].sort(), units: [...scope.units], streams: [...scope.streams] })

/** What is sent; null leaves it to the organisation (a new person) or as it is (a change). Counties of a whole prefecture are no more a limit. */
export function given(draft: ScopeDraft): Scope | null {
  if (draft.mode === 'suggested') return null
  return draft.mode === 'all' ? { all: true, counties: [], units: [], streams: draft.streams } : { all: false, counties: [...draft.counties].sort(), units: [...new Set(draft.units)], streams: draft.streams }
}

/** A scope of nothing is a mistake: such a person would see empty pages. */
export const empty = (draft: ScopeDraft): boolean => draft.mode === 'some' && draft.counties.length + draft.units.length === 0

/** Counties that the person editing may give; undefined where all. Whoever may grant anything, or sees everything, is not bound. */
export const givable = (own: { all: boolean; counties: string[] } | undefined, grantAny: boolean): string[] | undefined => (grantAny || own?.all ? undefined : (own?.counties ?? []))

/** Streams that the person editing may give; undefined where all. Who is limited to some must limit others likewise. */
export const givableStreams = (own: { streams: string[] } | undefined, grantAny: boolean): string[] | undefined => (grantAny || !own || own.streams.length === 0 ? undefined : own.streams)

export const unlimited = (draft: ScopeDraft, bound: string[] | undefined): boolean => bound !== undefined && draft.mode !== 'suggested' && draft.streams.length === 0

export const toggled = (list: readonly string[], one: string): string[] => (list.includes(one) ? list.filter((other) => other !== one) : [...list, one])
