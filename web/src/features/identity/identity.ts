import { read } from '@/api/client'
import type { Option } from '@/ui/form'
import type { Tone } from '@/ui/status'

export type Kind = 'PREFECTURE' | 'DEPARTMENT' | 'COUNTY' | 'UNIT'
export const kinds: readonly Kind[] = ['PREFECTURE', 'DEPARTMENT', 'COUNTY', 'UNIT']
export interface Organisation { id: string; kind: Kind; name: string; county: string | null; unit: string | null; active: boolean; version: number }
export interface Scope { all: boolean; counties: string[]; units: string[]; streams: string[] }
export type PersonState = 'INVITED' | 'ACTIVE' | 'LEFT'
export interface Person {
  id: string
  login: string
  name: string
  position: string | null
  phone: string | null
  idNumber: string | null
  revealed: boolean
  organisation: Organisation
  roles: string[]
  scope: Scope
  state: PersonState
  totp: boolean
  successor: string | null
  createdAt: string
  version: number
}
export interface Invited { id: string; link: string; expiresAt: string }
export interface RoleLine { code: string; title: string; builtin: boolean; permissions: string[]; defaults: string[]; version: number }
export interface PermissionLine { code: string; title: string; module: string; defaults: string[] }
export type ApplicationState = 'WAITING' | 'ADMITTED' | 'REFUSED'
export interface Application {
  id: string
  code: string
  name: string
  county: string
  address: string
  industry: string | null
  trait: string | null
  contactName: string
  phone: string | null
  login: string
  state: ApplicationState
  reason: string | null
  decidedBy: string | null
  decidedAt: string | null
  unit: string | null
  appliedAt: string
  version: number
}

/** What a firm may say it is; the registry's own list has more, given by officers only. */
export const traits = ['MINE', 'HEATING', 'POWER', 'BRICKWORKS', 'SEWAGE', 'RECYCLER', 'ELV_DISMANTLER', 'LANDFILL', 'RECEIVER', 'CARRIER', 'PRODUCER', 'EMERGING', 'CONSTRUCTION', 'PARK', 'MEDICAL', 'FARM', 'OTHER_INDUSTRY'] as const

export const applicationTone = (state: ApplicationState): Tone => ({ WAITING: 'risk', ADMITTED: 'met', REFUSED: 'late' } as const)[state]
export const personTone = (state: PersonState): Tone => ({ INVITED: 'risk', ACTIVE: 'met', LEFT: 'plain' } as const)[state]
export const etag = (version: number): string => `"${version}"`
/** A one-time path as the whole address that is handed over. */
export const whole = (path: string): string => `${globalThis.location.origin}${path}`

const option = (one: Organisation): Option => ({ value: one.id, title: one.name })
export const findOrganisations = async (q: string, signal?: AbortSignal): Promise<Option[]> =>
  (await read<{ items: Organisation[] }>('/api/v1/identity/organisations', { q, size: 50 }, signal)).items.filter((one) => one.active).map(option)
