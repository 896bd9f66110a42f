import { sum } from '@/ui/mass'
import { type Account, type Stage, classOf } from './ledger'

export interface Stock { account: Account; massG: string }
/** How finely stocks are told apart. */
export const BY = ['lot', 'place', 'unit', 'waste'] as const
export type By = (typeof BY)[number]
export const byOf = (asked: unknown): By => BY.find((one) => one === asked) ?? 'lot'

/** One line of the list: a stock, or several together; what they do not share is `null`. */
export interface StockRow {
  key: string
  unit: string | null
  place: string | null
  county: string | null
  stage: Stage
  waste: string | null
  /** The oldest year among them. */
  lotYear: number
  origin: string | null
  tag: string
  lots: number
  massG: string
}

export interface Narrow { stage?: string; county?: string; wasteClass?: string; age?: string; year?: string }
export const narrowed = (stocks: readonly Stock[], by: Narrow, thisYear: number): Stock[] =>
  stocks.filter(
    ({ account }) =>
      (!by.stage || account.stage === by.stage) &&
      (!by.county || account.county.startsWith(by.county)) &&
      (!by.wasteClass || classOf(account.waste) === by.wasteClass) &&
      (!by.age || thisYear - account.lotYear >= Number(by.age)) &&
      (!by.year || account.lotYear === Number(by.year)),
  )

const KEY: Record<By, (account: Account) => string> = {
  lot: (account) => String(account.id),
  place: (account) => `${account.unit}/${account.place}/${account.waste}/${account.stage}`,
  unit: (account) => `${account.unit}/${account.stage}`,
  waste: (account) => `${account.waste}/${account.stage}`,
}
const shared = <T>(values: T[]): T | null => (new Set(values).size === 1 ? (values[0] as T) : null)

export function grouped(stocks: readonly Stock[], by: By): StockRow[] {
  const groups = new Map<string, Stock[]>()
  for (const stock of stocks) {
    const key = KEY[by](stock.account)
    groups.set(key, [...(groups.get(key) ?? []), stock])
  }
  return [...groups].map(([key, some]) => {
    const accounts = some.map((one) => one.account)
    return {
      key,
      unit: shared(accounts.map((one) => one.unit)),
      place: shared(accounts.map((one) => one.place)),
      county: shared(accounts.map((one) => one.county)),
      stage: (accounts[0] as Account).stage,
      waste: shared(accounts.map((one) => one.waste)),
      lotYear: Math.min(...accounts.map((one) => one.lotYear)),
      origin: shared(accounts.map((one) => one.origin)),
      tag: [...new Set(accounts.map((one) => one.tag).filter(Boolean))].join(' '),
      lots: some.length,
      massG: sum(some.map((one) => one.massG)).toString(),
    }
  })
}

/** Mass by the year in which it was generated, from the oldest year to this one, years without any included. */
export function byYear(stocks: readonly Stock[], thisYear: number): { year: number; massG: bigint }[] {
  if (stocks.length === 0) return []
  const oldest = Math.min(thisYear, ...stocks.map((one) => one.account.lotYear))
  return Array.from({ length: thisYear - oldest + 1 }, (_, index) => {
    const year = oldest + index
    return { year, massG: sum(stocks.filter((one) => one.account.lotYear === year).map((one) => one.massG)) }
  })
}
export const heldIn = (stocks: readonly Stock[], stage: Stage): bigint => sum(stocks.filter((one) => one.account.stage === stage).map((one) => one.massG))
