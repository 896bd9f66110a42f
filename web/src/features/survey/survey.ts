import type { components } from '@/api/schema'
import type { Tone } from '@/ui/status'
import { day } from '@/ui/days'

/** Shapes of the survey as the platform describes them; the description does not say which fields may be absent. */
type Schemas = components['schemas']
type Absent<T, K extends keyof T> = Omit<T, K> & { [P in K]?: T[P] | null }

export type Campaign = Schemas['SurveyCampaignView']
export type CountyProgress = Absent<Schemas['SurveyCountyProgress'], 'reportedAt'>
export interface Progress { counties: CountyProgress[] }
export type Survey = Absent<
  Schemas['SurveyView'],
  'unitId' | 'unitName' | 'wasteName' | 'startedYear' | 'areaM2' | 'returnedFor' | 'remediationOn' | 'planBy' | 'keeperId' | 'keeperName' | 'placeId' | 'entryNo'
>
export type Step = Schemas['SurveyStep']
export interface Factor { name: string; value: number | string; source: string; validFrom: string; validTo?: string | null }

export const API = '/api/v1/survey'
export const READ = 'survey.read'
export const WRITE = 'survey.write'
export const LEAD = 'survey.lead'

export const KINDS = ['TAILINGS', 'WASTE_ROCK', 'SLAG', 'ASH', 'SLUDGE', 'MIXED', 'OTHER'] as const
/** Classes that a kind of stockpile usually holds, offered first; any other may be chosen. */
export const USUAL: Record<string, readonly string[]> = { TAILINGS: ['SW05'], WASTE_ROCK: ['SW04', 'SW59'], SLAG: ['SW01', 'SW03'], ASH: ['SW02'], SLUDGE: ['SW07'] }
export const LEVELS = ['LOW', 'MEDIUM', 'HIGH'] as const
export const RISKS = ['NO_LINER', 'NO_COVER', 'NEAR_WATER', 'SLOPE', 'DUST', 'LEACHATE', 'FLOOD', 'RESIDENTS', 'OTHER'] as const
export const STATES = ['DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'WITHDRAWN', 'DISCARDED'] as const
export const STAGES = ['FOUND', 'ASSESSED', 'PLANNED', 'UNDER_WAY', 'COMPLETED'] as const
/** Photos of one stockpile, as many as the platform takes. */
export const PHOTOS_MAX = 20

export const etag = (version: number): string => `"${version}"`
export const stateTone = (state: string): Tone => (({ DRAFT: 'plain', SUBMITTED: 'live', RETURNED: 'risk', ACCEPTED: 'met' }) as Record<string, Tone>)[state] ?? 'plain'
export const levelTone = (level: string): Tone => (({ HIGH: 'late', MEDIUM: 'risk', LOW: 'met' }) as Record<string, Tone>)[level] ?? 'plain'
export const stageTone = (one: Pick<Survey, 'remediation' | 'overdue'>): Tone => (one.overdue ? 'late' : one.remediation === 'COMPLETED' ? 'met' : one.remediation === 'FOUND' ? 'plain' : 'live')
/** The stage that comes next, one after the other; null after the last. */
export const nextStage = (stage: string): string | null => STAGES[STAGES.indexOf(stage as 'FOUND') + 1] ?? null
/** Whole years that it has lain there; null where nobody knows when it began. */
export const age = (startedYear: number | null | undefined, foundOn: string): number | null => (startedYear ? Number(foundOn.slice(0, 4)) - startedYear : null)

interface Decimal { digits: bigint; scale: number }
/** A typed decimal as whole digits; full-width figures and commas are forgiven. */
export function decimal(typed: string | number | null | undefined): Decimal | null {
  const match = /^(\d{1,12})(?:\.(\d{1,8}))?$/.exec(String(typed ?? '').normalize('NFKC').replaceAll(/[\s,]/g, ''))
  return match ? { digits: BigInt(`${match[1]}${match[2] ?? ''}`), scale: match[2]?.length ?? 0 } : null
}
/** The same decimal as the platform takes it; null where unreadable or empty. */
export function plain(typed: string | number | null | undefined): string | null {
  return decimal(typed) ? String(typed).normalize('NFKC').replaceAll(/[\s,]/g, '') : null
}
/** Volume (m³) × density (g/m³) in whole grams, half up once, as the platform books it; null until both can be read. */
export function massOf(volumeM3: string | number | null | undefined, densityGPerM3: string | number | null | undefined): bigint | null {
  const [volume, density] = [decimal(volumeM3), decimal(densityGPerM3)]
  if (!volume || !density) return null
  const unit = 10n ** BigInt(volume.scale + density.scale)
  return (volume.digits * density.digits * 2n + unit) / (unit * 2n)
}
/** Tonnes a cubic metre, as people know a density, in the platform's grams; null where unreadable or finer than a hundredth of a gram. */
export function gramsPerM3(tonnesPerM3: string | number | null | undefined): string | null {
  const one = decimal(tonnesPerM3)
  if (!one) return null
  const text = one.digits.toString().padStart(one.scale + 1, '0')
  const [whole, rest] = [text.slice(0, text.length - one.scale), text.slice(text.length - one.scale)]
  const grams = `${whole}${rest.slice(0, 6).padEnd(6, '0')}`.replace(/^0+(?=\d)/, '')
  const finer = rest.slice(6).replace(/0+$/, '')
  return finer === '' ? grams : `${grams}.${finer}`
}
/** The other way round, for a field that is filled again. */
export function tonnesPerM3(grams: string | number | null | undefined): string {
  const one = decimal(grams)
  if (!one) return ''
  const text = one.digits.toString().padStart(7 + one.scale, '0')
  const cut = text.length - 6 - one.scale
  return `${text.slice(0, cut)}.${text.slice(cut)}`.replace(/\.?0+$/, '')
}
/** General industrial solid waste: SW01 to SW17 and SW59. */
export const industrial = (code: string): boolean => {
  const no = Number(/-S(\d\d)$/.exec(code)?.[1] ?? '0')
  return (no >= 1 && no <= 17) || no === 59
}
/** `900-099-S05` is of class SW05. */
export const wasteClass = (code: string): string => `${code.charAt(8) === 'S' ? 'SW' : 'HW'}${code.slice(code.charAt(8) === 'S' ? 9 : 8)}`
/** The catalogue's density of a waste on a day: its own, otherwise its class's; null where the catalogue has none. */
export function densityOf(factors: readonly Factor[], waste: string | null | undefined, on: string): Factor | null {
  if (!waste) return null
  const valid = (name: string) => factors.find((one) => one.name === `density/${name}` && one.validFrom <= on && (!one.validTo || on <= one.validTo))
  return valid(waste) ?? valid(wasteClass(waste)) ?? null
}

/** Metres between two points, near enough for a heap: the earth is flat over a few kilometres. */
export function metres(a: { longitude: number; latitude: number }, b: { longitude: number; latitude: number }): number {
  const squeeze = Math.cos((a.latitude * Math.PI) / 180)
  return Math.round(Math.hypot((a.longitude - b.longitude) * squeeze, a.latitude - b.latitude) * 111_320)
}

/** How a campaign stands by its days. */
export function termOf(campaign: Pick<Campaign, 'state' | 'startsOn' | 'endsOn'>, today = day(Date.now())): 'closed' | 'ahead' | 'running' | 'over' {
  if (campaign.state === 'CLOSED') return 'closed'
  if (today < campaign.startsOn) return 'ahead'
  return today > campaign.endsOn ? 'over' : 'running'
}
export const termTone = (campaign: Pick<Campaign, 'state' | 'startsOn' | 'endsOn'>): Tone => ({ closed: 'plain', ahead: 'plain', running: 'live', over: 'late' } as const)[termOf(campaign)]
