import { type Page, read } from '@/api/client'
import type { components } from '@/api/schema'
import { today } from '@/ui/days'
import type { Tone } from '@/ui/status'
import { type Register, type Spec, API } from './register'
import { type Words, found } from './words'

type Schemas = components['schemas']
export type Mine = Omit<Schemas['GreeningMineLine'], 'listingOn'> & { listingOn?: string | null }
export type Item = Required<Schemas['GreeningItem']>
export type Standard = Omit<Schemas['GreeningStandard'], 'items'> & { items: Item[] }
export type Assessment = Schemas['GreeningAssessment']
export interface MineMore { assessments: Assessment[] }

const SCALES = ['LARGE', 'MEDIUM', 'SMALL'] as const
const STATUSES = ['NEW', 'PRODUCING', 'SUSPENDED', 'CLOSED'] as const
const LISTINGS = ['NOT_LISTED', 'LISTED', 'WITHDRAWN'] as const
const LISTING_TONE: Record<Mine['listing'], Tone> = { NOT_LISTED: 'plain', LISTED: 'met', WITHDRAWN: 'late' }

/** 绿色矿山: mines, what they are, their assessments, the list and withdrawal from it. */
export const mines = (w: Words): Register<Mine> => {
  const scale: Spec = { name: 'scale', kind: 'select', label: w.f('scale'), rule: w.rule('scale'), options: w.options('scale', SCALES), required: true }
  const status: Spec = { name: 'status', kind: 'select', label: w.f('mineStatus'), rule: w.rule('mineStatus'), options: w.options('status', STATUSES), required: true }
  const named: Spec[] = [
    { name: 'name', kind: 'text', label: w.f('mineName'), rule: w.rule('mineName'), required: true },
    { name: 'mineral', kind: 'text', label: w.f('mineral'), rule: w.rule('mineral'), required: true },
    { name: 'licenceNo', kind: 'text', label: w.f('licenceNo'), rule: w.rule('licenceNo') },
  ]
  return {
    path: 'mines',
    words: 'mines',
    columns: [
      { key: 'name', title: w.f('mineName'), sort: true },
      { key: 'listing', title: w.f('listing'), sort: true, text: (row) => w.one('listing', row.listing) },
      { key: 'unitName', title: w.f('mineUnit') },
      { key: 'county', title: w.f('county'), sort: true, text: (row) => w.county(row.county) },
      { key: 'mineral', title: w.f('mineral') },
      { key: 'scale', title: w.f('scale'), sort: true, text: (row) => w.one('scale', row.scale) },
      { key: 'status', title: w.f('mineStatus'), text: (row) => w.one('status', row.status) },
      { key: 'listingOn', title: w.f('listingOn'), kind: 'day', sort: true },
      { key: 'licenceNo', title: w.f('licenceNo'), hidden: true },
      { key: 'factsOn', title: w.f('factsOn'), kind: 'day', hidden: true },
    ],
    filters: [
      w.countyFilter(),
      { key: 'scale', title: w.f('scale'), kind: 'select', options: w.options('scale', SCALES) },
      { key: 'status', title: w.f('mineStatus'), kind: 'select', options: w.options('status', STATUSES) },
      { key: 'listing', title: w.f('listing'), kind: 'select', options: w.options('listing', LISTINGS) },
    ],
    chips: LISTINGS.map((listing) => ({ title: w.one('listing', listing), set: { listing } })),
    title: (row) => row.name,
    state: (row) => ({ tone: LISTING_TONE[row.listing], text: w.one('listing', row.listing) }),
    facts: (row) => [
      [w.f('mineUnit'), row.unitName],
      [w.f('county'), w.county(row.county)],
      [w.f('mineral'), row.mineral],
      [w.f('licenceNo'), row.licenceNo],
      [w.f('scale'), w.one('scale', row.scale)],
      [w.f('mineStatus'), w.one('status', row.status)],
      [w.f('factsOn'), row.factsOn],
      [w.f('listing'), w.one('listing', row.listing)],
      [w.f('listingOn'), row.listingOn],
    ],
    find: async (id, signal) => found<Mine>(await read(`${API}/mines/${id}`, {}, signal), 'mine'),
    form: {
      fields: () => [{ name: 'unitId', kind: 'unit', label: w.f('mineUnit'), rule: w.rule('mineUnit'), required: true }, ...named, { name: 'county', kind: 'county', label: w.f('county'), rule: w.rule('mineCounty'), required: true }, scale, status, { name: 'on', kind: 'day', label: w.f('factsOn'), rule: w.rule('factsFrom'), required: true, past: true }],
      blank: (query) => ({ unitId: query.unitId ?? null, name: '', mineral: '', licenceNo: '', county: w.ownCounty(), scale: null, status: 'PRODUCING', on: today() }),
    },
    act: (name, { row }) => {
      const path = `${API}/mines/${row.id}`
      const text = w.t(`greening.text.mines.${name}`)
      if (name === 'CHANGE') return { method: 'PUT', path, versioned: true, text, fields: () => named, blank: { name: row.name, mineral: row.mineral, licenceNo: row.licenceNo } }
      if (name === 'FACTS') return { path: `${path}/facts`, versioned: true, text, fields: () => [scale, status, { name: 'on', kind: 'day', label: w.f('factsOn'), rule: w.t('greening.rule.notBefore', { day: row.factsOn }), required: true, past: true, from: row.factsOn }], blank: { scale: row.scale, status: row.status, on: today() } }
      if (name === 'LIST' || name === 'WITHDRAW') {
        const [on, , evidence] = w.stepFields(row.listingOn) as [Spec, Spec, Spec]
        const why: Spec = name === 'LIST' ? { name: 'reason', kind: 'long', label: w.f('listNote'), rule: w.rule('listNote') } : { name: 'reason', kind: 'long', label: w.f('reason'), rule: w.rule('reason'), required: true }
        return { path: `${path}/listing`, versioned: true, text, danger: name === 'WITHDRAW', fields: () => [on, why, evidence], blank: { on: today(), reason: '', evidence: [] }, fixed: { listed: name === 'LIST' } }
      }
      return null
    },
    leads: (name, row) => (name === 'ASSESS' ? `/greening/mines/${row.id}/assessments/third-party` : name === 'SELF_ASSESS' ? `/greening/mines/${row.id}/assessments/self` : null),
  }
}

export interface Counts { listed: number; counted: number }
export const countsOf = (signal: AbortSignal) => read<Counts>(`${API}/mines/counts`, {}, signal)
export const standardsOf = (signal: AbortSignal) => read<Standard[]>(`${API}/standards`, {}, signal)
export const mineHits = (q: string, signal: AbortSignal) => read<Page<Mine>>(`${API}/mines`, { q, size: 2 }, signal)

/** Points in hundredths, so that sums are exact; null for what is no score of at most two decimals. */
export function points(typed: unknown): number | null {
  const read = /^(\d{1,5})(?:\.(\d{1,2}))?$/.exec(String(typed ?? '').trim())
  return read ? Number(read[1]) * 100 + Number((read[2] ?? '').padEnd(2, '0')) : null
}
export const shownPoints = (hundredths: number): string => String(hundredths / 100)

/** How the scores typed so far stand: as the platform will judge them, once each item is scored. */
export function verdict(standard: Pick<Standard, 'items' | 'passScore'>, scores: Record<string, unknown>) {
  let total = 0
  let scored = 0
  const vetoed: string[] = []
  const wrong: string[] = []
  for (const item of standard.items) {
    const typed = scores[item.code]
    if (typed === undefined || typed === null || typed === '') continue
    const score = points(typed)
    if (score === null || score > Math.round(item.score * 100)) {
      wrong.push(item.code)
      continue
    }
    scored++
    total += score
    if (item.veto && score === 0) vetoed.push(item.code)
  }
  const missing = standard.items.length - scored - wrong.length
  return { total, scored, missing, wrong, vetoed, passed: missing === 0 && wrong.length === 0 && vetoed.length === 0 && total >= Math.round(standard.passScore * 100) }
}

/** A line of a standard as it is typed. */
export interface Typed { code: string; title: string; score: string; veto: boolean }
const VETO = /^(是|√|✓|y|yes|true|1|一票否决)$/i
/** Rows copied from a sheet: number, what is asked, points, whether a zero fails the whole. A heading line is left out. */
export function itemsFrom(pasted: string): Typed[] {
  return pasted
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((cell) => cell.trim()))
    .filter((cells) => cells.length >= 3 && points(cells[2]) !== null)
    .map(([code = '', title = '', score = '', veto = '']) => ({ code, title, score, veto: VETO.test(veto) }))
}
/** The standard that holds on a day: the last to come into force. */
export const standardOn = <T extends Pick<Standard, 'validFrom'>>(standards: readonly T[], day: string): T | undefined =>
  standards.filter((one) => one.validFrom <= day).sort((a, b) => b.validFrom.localeCompare(a.validFrom))[0]
