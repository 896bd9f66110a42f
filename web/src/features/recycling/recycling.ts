import type { components } from '@/api/schema'
import { session } from '@/api/session'
import { today } from '@/ui/days'

/** Shapes of the room as the platform describes them; the description does not say which fields may be absent. */
type Schemas = components['schemas']
type Absent<T, K extends keyof T> = Omit<T, K> & { [P in K]?: T[P] | null }

export type Day = Absent<Schemas['RecyclingDayView'], 'entryNo'>
export type Drying = Absent<Schemas['RecyclingDryingView'], 'entryNo'>
export type Delivery = Absent<Schemas['RecyclingDeliveryView'], 'entryNo' | 'receiverId' | 'receiverName' | 'facilityId' | 'receivedOn' | 'receivedG' | 'waterPercent'>
export type Vehicle = Absent<Schemas['RecyclingVehicleView'], 'entryNo' | 'dismantlingId'>
export type Batch = Absent<Schemas['RecyclingBatchView'], 'entryNo'>
export type Item = Absent<Schemas['RecyclingItemView'], 'entryNo' | 'receiverId' | 'receiverName' | 'producerName' | 'channelId' | 'producerId' | 'receiverPlaceId' | 'factorG'>
export type Channel = Schemas['RecyclingChannelView']
export type Duty = Absent<Schemas['RecyclingDutyView'], 'unitId' | 'unitName'>
export type Product = Absent<Schemas['RecyclingProductView'], 'benefitCode'>
export type Claim = Schemas['RecyclingClaimView']
export type Benefit = Absent<Schemas['RecyclingBenefit'], 'validTo' | 'checkedAt'>
export type Rate = Absent<Schemas['RecyclingRate'], 'percent'>
export interface Output { material: string | null; waste: string | null; massG: string | null }

export const MATERIALS = ['STEEL', 'NONFERROUS', 'GLASS', 'RUBBER', 'PLASTIC', 'BATTERY', 'OIL', 'PARTS', 'RESIDUE', 'OTHER'] as const
export const ITEM_KINDS = ['BATTERY', 'PV_MODULE', 'BLADE'] as const

/** The unit whose books the person keeps; none for an official. */
export const ownUnit = () => session.me.value?.unit ?? null
export const ofUnit = () => ownUnit() !== null
export const official = () => session.me.value !== null && !ofUnit()

/** Pieces still to recover as a part of the duty, in percent; a duty of nothing is met. */
export const progress = (duty: Pick<Duty, 'targetPieces' | 'recoveredPieces'>): number => (duty.targetPieces === 0 ? 100 : Math.min(100, Math.floor((duty.recoveredPieces * 100) / duty.targetPieces)))
export const dutyTone = (duty: Duty) => (duty.shortPieces === 0 ? 'met' : duty.year < Number(today().slice(0, 4)) ? 'late' : 'live')
/** The largest refund: tax paid × share of the list, rounded down to the fen, in decimal text. */
export function most(vat: string, percent: number): string {
  const fen = /^(\d+)(?:\.(\d{1,2}))?$/.exec(vat.trim())
  if (!fen) return ''
  const paid = BigInt(fen[1] ?? '0') * 100n + BigInt((fen[2] ?? '').padEnd(2, '0'))
  const refund = (paid * BigInt(Math.round(percent * 100))) / 10_000n
  return `${refund / 100n}.${String(refund % 100n).padStart(2, '0')}`
}
