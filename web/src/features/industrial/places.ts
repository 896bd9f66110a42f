import type { Place, Stock } from './industrial'

/** What a place is wanted for: to lay waste down, to take it from, to use or dispose of it there. */
export type Want = 'STORE' | 'DRAW' | 'TREAT'

/**
 * Places in groups, those that fit best first: waste lies on stockpiles before sites; it is treated in the facilities of the
 * method before others; it is taken from where the book has it.
 */
export function byFitness(places: readonly Place[], want: Want, { method, stock }: { method?: string | null; stock?: ReadonlyMap<string, bigint> } = {}): Place[][] {
  const kinds = want === 'TREAT' ? (['FACILITY', 'SITE', 'STOCKPILE'] as const) : (['STOCKPILE', 'SITE', 'FACILITY'] as const)
  const holds = (one: Place) => (want === 'DRAW' ? (stock?.get(one.id) ?? 0n) : 0n)
  const does = (one: Place) => want === 'TREAT' && Boolean(method) && one.method === method
  const groups = [
    places.filter((one) => holds(one) > 0n).sort((a, b) => (holds(a) < holds(b) ? 1 : -1)),
    places.filter(does),
    ...kinds.map((kind) => places.filter((one) => one.kind === kind && holds(one) === 0n && !does(one))),
  ]
  return groups.filter((group) => group.length > 0)
}

/** The place that needs no choosing: the only one of those that fit best. */
export const onlyFitting = (groups: readonly Place[][]): Place | null => (groups[0]?.length === 1 ? (groups[0][0] ?? null) : null)

/** What is stored of a unit's waste, by place. */
export function storedAt(stocks: readonly Stock[]): Map<string, bigint> {
  const found = new Map<string, bigint>()
  for (const { account, massG } of stocks) if (account.stage === 'STORED') found.set(account.place, (found.get(account.place) ?? 0n) + BigInt(massG))
  return found
}
