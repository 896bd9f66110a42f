import type { components } from '@/api/schema'
import type { Tone } from '@/ui/status'

/** Shapes of the registers as the platform describes them; the description does not say which fields may be absent. */
type Schemas = components['schemas']
type Absent<T, K extends keyof T> = Omit<T, K> & { [P in K]?: T[P] | null }

export type Unit = Absent<Schemas['RegistryUnitStoreRow'], 'township' | 'mergedInto' | 'validTo'>
export type Place = Absent<
  Schemas['RegistryPlaceControllerView'],
  'site' | 'longitude' | 'latitude' | 'method' | 'capacityG' | 'areaM2' | 'volumeM3' | 'densityGM3' | 'wasteClass' | 'startYear' | 'validTo' | 'unitName'
>
export type Permit = Absent<Schemas['RegistryPermitControllerView'], 'unitName'>
export type Vehicle = Absent<Schemas['RegistryVehicle'], 'unitName' | 'loadG' | 'validTo'>
export type Contract = Absent<Schemas['RegistryContract'], 'unitName' | 'counterparty' | 'amountG'>
export type Hit = Schemas['RegistryHit']
export type Duplicate = Schemas['RegistryDuplicate']
export type Version = Omit<Schemas['RegistryEntry'], 'content'> & { content: Record<string, unknown> }

export const API = '/api/v1/registry'
export const READ = 'registry.unit.read'
export const WRITE = 'registry.unit.write'
export const OWN_WRITE = 'registry.own.write'
export const MERGE = 'registry.unit.merge'

export const TRAITS = [
  'MINE', 'HEATING', 'POWER', 'BRICKWORKS', 'SEWAGE', 'RECYCLER', 'ELV_DISMANTLER', 'LANDFILL', 'RECEIVER', 'CARRIER', 'PRODUCER',
  'EMERGING', 'CONSTRUCTION', 'PARK', 'MEDICAL', 'FARM', 'OTHER_INDUSTRY', 'KEY_CLEAN_PRODUCTION', 'KEY_DISCHARGER', 'CUSTODIAN',
] as const
/** What a person may give a unit; each county's custodian is the platform's. */
export const GIVEN_TRAITS = TRAITS.filter((trait) => trait !== 'CUSTODIAN')
export const UNIT_STATES = ['ACTIVE', 'CLOSED', 'MERGED'] as const
export const PLACE_KINDS = ['SITE', 'FACILITY', 'STOCKPILE'] as const
export const PERMIT_KINDS = ['DISCHARGE', 'OPERATING'] as const
export const PERMIT_WAYS = ['STORE', 'OWN_USE', 'OWN_DISPOSAL', 'ENTRUSTED_USE', 'ENTRUSTED_DISPOSAL'] as const
export const VEHICLE_KINDS = ['TRUCK', 'TANKER', 'HAZARDOUS', 'COMPACTOR', 'OTHER'] as const
export const CONTRACT_WAYS = ['CARRIAGE', 'STORAGE', 'USE', 'DISPOSAL'] as const

export const stateTone = (state: string): Tone => (({ ACTIVE: 'met', REVOKED: 'late' }) as Record<string, Tone>)[state] ?? 'plain'
export const etag = (version: number): string => `"${version}"`

/** A permit or contract whose end is nearer than this is said to end soon: renewal takes about so long. */
export const SOON_DAYS = 90
export type Validity = 'ahead' | 'valid' | 'soon' | 'ended' | 'revoked'

/** Where a term stands on a day. */
export function validity(term: { state: string; validFrom: string; validTo: string }, today: string): Validity {
  if (term.state !== 'ACTIVE') return 'revoked'
  if (term.validTo < today) return 'ended'
  if (term.validFrom > today) return 'ahead'
  return daysLeft(term.validTo, today) <= SOON_DAYS ? 'soon' : 'valid'
}
export const validityTone = (standing: Validity): Tone => (({ valid: 'met', soon: 'risk', ended: 'late' }) as Record<string, Tone>)[standing] ?? 'plain'

/** Whole days until a day, today not counted; below zero once it is over. */
export const daysLeft = (day: string, today: string): number => Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000)

export type Lack = { what: 'no-site' | 'no-point' | 'no-facility' | 'no-permit' | 'permit-ended' | 'permit-soon' | 'platform-code'; count?: number; day?: string; level: 'late' | 'risk' }

/** Traits of units that keep general industrial waste and so need a 排污许可 or 登记. */
const PERMITTED = ['MINE', 'HEATING', 'POWER', 'BRICKWORKS', 'SEWAGE', 'LANDFILL', 'OTHER_INDUSTRY', 'KEY_DISCHARGER']
/** Traits of units that treat what others bring. */
const TREATING = ['BRICKWORKS', 'RECYCLER', 'ELV_DISMANTLER', 'LANDFILL', 'RECEIVER', 'SEWAGE']

/** What a unit in use still lacks in the registers, worst first. */
export function lacks(unit: Pick<Unit, 'state' | 'traits'>, places: readonly Place[], permits: readonly Permit[], today: string): Lack[] {
  if (unit.state !== 'ACTIVE') return []
  const found: Lack[] = []
  const used = places.filter((place) => place.state === 'ACTIVE')
  const has = (traits: readonly string[]) => unit.traits.some((trait) => traits.includes(trait))
  const discharge = permits.filter((permit) => permit.kind === 'DISCHARGE' && permit.state === 'ACTIVE')
  const now = discharge.find((permit) => ['valid', 'soon'].includes(validity(permit, today)))
  if (now === undefined) {
    const last = [...discharge].filter((permit) => permit.validTo < today).sort((a, b) => (a.validTo < b.validTo ? 1 : -1))[0]
    if (last) found.push({ what: 'permit-ended', day: last.validTo, level: 'late' })
    else if (has(PERMITTED)) found.push({ what: 'no-permit', level: 'risk' })
  } else if (validity(now, today) === 'soon' && !discharge.some((permit) => permit.validFrom > now.validTo)) {
    found.push({ what: 'permit-soon', day: now.validTo, level: 'risk' })
  }
  if (!used.some((place) => place.kind === 'SITE')) found.push({ what: 'no-site', level: 'risk' })
  if (has(TREATING) && !used.some((place) => place.kind === 'FACILITY')) found.push({ what: 'no-facility', level: 'risk' })
  const pointless = used.filter((place) => place.longitude === null || place.longitude === undefined)
  if (pointless.length > 0) found.push({ what: 'no-point', count: pointless.length, level: 'risk' })
  return found.sort((a, b) => Number(b.level === 'late') - Number(a.level === 'late'))
}

/** A volume's mass by its density, whole grams; null where either is missing. Both are decimals of people. */
export function heapMass(volumeM3: number | string | null | undefined, densityGM3: number | string | null | undefined): string | null {
  const volume = decimal(volumeM3)
  const density = decimal(densityGM3)
  if (volume === null || density === null) return null
  const scale = 10n ** BigInt(volume.decimals + density.decimals)
  return ((volume.digits * density.digits * 2n + scale) / (scale * 2n)).toString()
}
function decimal(value: number | string | null | undefined): { digits: bigint; decimals: number } | null {
  const text = value === null || value === undefined ? '' : String(value).trim()
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) return null
  return { digits: BigInt(`${match[1]}${match[2] ?? ''}`), decimals: match[2]?.length ?? 0 }
}

/** The first of each kind, then the second of each, until `max` are there: one kind does not crowd out the others. */
export function spread<T extends { kind: string }>(hits: readonly T[], max: number): T[] {
  const kinds = [...new Set(hits.map((hit) => hit.kind))]
  const chosen = new Set<T>()
  for (let round = 0; chosen.size < Math.min(max, hits.length); round++)
    for (const kind of kinds) {
      const hit = hits.filter((one) => one.kind === kind)[round]
      if (hit && chosen.size < max) chosen.add(hit)
    }
  return hits.filter((hit) => chosen.has(hit))
}
