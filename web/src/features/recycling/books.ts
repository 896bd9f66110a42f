import type { Book, Row } from './book'
import { channels, items, producersBook } from './emerging'
import { benefitsBook, claims, products } from './products'
import { days, deliveries, dryings } from './sludge'
import { dismantlings, vehicles } from './vehicles'
import type { Words } from './words'

/** Registers that belong together stand side by side as tabs. */
export const SUBJECTS = {
  sludge: ['sludge/deliveries', 'sludge/days', 'sludge/dryings'],
  vehicles: ['vehicles', 'dismantlings'],
  emerging: ['items', 'channels', 'producers'],
  products: ['products', 'claims', 'benefits'],
} as const
export type Subject = keyof typeof SUBJECTS
export const PATHS: readonly string[] = Object.values(SUBJECTS).flat()
export const WORDS: Record<string, string> = {
  'sludge/deliveries': 'deliveries', 'sludge/days': 'days', 'sludge/dryings': 'dryings', vehicles: 'vehicles', dismantlings: 'dismantlings',
  items: 'items', channels: 'channels', producers: 'producers', products: 'products', claims: 'claims', benefits: 'benefits',
}
export const subjectOf = (path: string): Subject => (Object.keys(SUBJECTS) as Subject[]).find((one) => (SUBJECTS[one] as readonly string[]).includes(path)) ?? 'sludge'
/** Registers whose rows have a page of their own. */
export const OPEN_PATHS: readonly string[] = PATHS.filter((path) => !['channels', 'benefits'].includes(path))

/** A page only knows that a row is a row; what it shows of one is the register's own matter. */
const plain = <T extends Row>(make: (w: Words) => Book<T>) => make as unknown as (w: Words) => Book<Row>
const makers: Record<string, (w: Words) => Book<Row>> = {
  'sludge/deliveries': plain(deliveries),
  'sludge/days': plain(days),
  'sludge/dryings': plain(dryings),
  vehicles: plain(vehicles),
  dismantlings: plain(dismantlings),
  items: plain(items),
  channels: plain(channels),
  producers: plain(producersBook),
  products: plain(products),
  claims: plain(claims),
  benefits: plain(benefitsBook),
}
/** The register at an address. */
export function bookOf(path: string, w: Words): Book<Row> {
  const make = makers[path]
  if (!make) throw new Error(`no register at ${path}`)
  return make(w)
}
