import type { components } from '@/api/schema'
import type { ListQuery } from '@/ui/list'
import type { Page } from '@/api/client'
import type { Tone } from '@/ui/status'

type Schemas = components['schemas']
type Absent<T, K extends keyof T> = Omit<T, K> & { [P in K]?: T[P] | null }

export type Waste = Absent<Schemas['CatalogueWaste'], 'validTo'>
export type WasteClass = Schemas['CatalogueWasteClass']
export type Region = Absent<Schemas['CatalogueRegion'], 'nameBo' | 'nameEn'>
export type Factor = Absent<Schemas['CatalogueFactor'], 'validTo'>
export type Method = Schemas['CatalogueMethod']
export type ListVersion = Absent<Schemas['CatalogueVersion'], 'validTo' | 'publishedAt'>
export type Line = Schemas['CatalogueLine']
export type Changed = Schemas['CatalogueChanged']
export type Differences = Absent<Schemas['CatalogueDifferences'], 'against'>
export type Preview = Omit<Schemas['CataloguePreview'], 'differences'> & { differences: Differences }

export const API = '/api/v1/catalogue'
export const READ = 'catalogue.read'
export const PUBLISH = 'catalogue.publish'
export const KINDS = ['SOLID', 'HAZARDOUS'] as const
export const GROUPS = ['industrial', 'domestic', 'construction', 'agricultural', 'other', 'hazardous'] as const

/** Where a version stands on a day. */
export type Standing = 'draft' | 'ahead' | 'holds' | 'past'
export function standing(version: Pick<ListVersion, 'state' | 'validFrom' | 'validTo'>, today: string): Standing {
  if (version.state === 'DRAFT') return 'draft'
  if (version.validFrom > today) return 'ahead'
  return version.validTo && version.validTo < today ? 'past' : 'holds'
}
export const standingTone = (one: Standing): Tone => (({ draft: 'risk', ahead: 'live', holds: 'met' }) as Record<string, Tone>)[one] ?? 'plain'

/** A short name for a version of a kind that begins on a day: `hazardous-waste-2025`. */
export const proposedId = (kind: string, validFrom: string | null): string => `${kind === 'HAZARDOUS' ? 'hazardous' : 'solid'}-waste-${validFrom?.slice(0, 4) ?? ''}`.replace(/-$/, '')

/** What holds on the way from one wording to another: kept, taken away, added; by the longest common run at both ends. */
export function wording(before: string, after: string): { head: string; gone: string; fresh: string; tail: string } {
  const [a, b] = [[...before], [...after]]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  return { head: a.slice(0, head).join(''), gone: a.slice(head, a.length - tail).join(''), fresh: b.slice(head, b.length - tail).join(''), tail: a.slice(a.length - tail).join('') }
}

/** A short official list as a page of a list: looked through and put in order here, since all of it is at hand. */
export function pageOf<T extends object>(rows: readonly T[], query: ListQuery, texts: (row: T) => readonly string[], filters: readonly string[] = []): Page<T> {
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const kept = rows.filter((row) => {
    const text = texts(row).join(' ').toLowerCase()
    return words.every((word) => text.includes(word)) && filters.every((key) => query[key] === undefined || String((row as Record<string, unknown>)[key]) === query[key])
  })
  if (query.sort) {
    const down = query.sort.startsWith('-')
    const key = down ? query.sort.slice(1) : query.sort
    const value = (row: T) => (row as Record<string, unknown>)[key]
    kept.sort((a, b) => {
      const [one, other] = [value(a), value(b)]
      const order = typeof one === 'number' && typeof other === 'number' ? one - other : String(one ?? '').localeCompare(String(other ?? ''), 'zh-Hans-CN')
      return down ? -order : order
    })
  }
  return { items: kept, next: null, total: kept.length }
}

/** A factor in the unit people think in: grams a cubic metre as tonnes, grams a piece as kilograms. */
export function readable(value: number, unit: string): { value: string; unit: 't/m3' | 'kg/piece' | null } {
  if (unit === 'g/m3') return { value: trimmed(value / 1_000_000), unit: 't/m3' }
  if (unit === 'g/piece') return { value: trimmed(value / 1_000), unit: 'kg/piece' }
  return { value: trimmed(value), unit: null }
}
const trimmed = (value: number): string => String(Math.round(value * 1e6) / 1e6)
