import type { components } from '@/api/schema'
import type { Tone } from '@/ui/status'

/** Shapes of the stream as the platform describes them; the description does not say which fields may be absent. */
type Schemas = components['schemas']
type Absent<T, K extends keyof T> = Omit<T, K> & { [P in K]?: T[P] | null }

export type Weighing = Schemas['IndustrialWeighing']
export type Receipt = Absent<Schemas['IndustrialReceiptView'], 'placeId' | 'ticketId' | 'method' | 'note'>
export type Exit = Absent<Omit<Schemas['IndustrialExitView'], 'receipt'>, 'receiverId' | 'outside' | 'approvalId' | 'ticket' | 'entryNo' | 'bookedMonth' | 'settlement' | 'endReason'> & { receipt?: Receipt | null }
export type ExitStep = Schemas['IndustrialStep']
export type Generation = Absent<Schemas['IndustrialGeneration'], 'voidReason'>
export type Treatment = Absent<Schemas['IndustrialTreatment'], 'voidReason'>
export type Stocktake = Absent<Schemas['IndustrialStocktake'], 'lotYear' | 'entryNo'>
export type Ticket = Absent<Schemas['IndustrialTicketView'], 'exitId' | 'waste'>
export type Approval = Schemas['IndustrialApproval']
export type Process = Schemas['IndustrialProcess']
export type Run = Schemas['IndustrialRun']
/** A line of the yearly list (附表1). */
export interface ListLine {
  waste: string
  name: string
  category: 'I' | 'II'
  link: string
  form: 'SOLID' | 'SEMISOLID' | 'LIQUID' | 'OTHER'
  components: string
  characteristics: string
  yearlyG: string
}
export type YearlyList = Omit<Schemas['IndustrialYearlyList'], 'lines'> & { lines: ListLine[] }
export type Month = Absent<Schemas['IndustrialMonth'], 'closedAt' | 'closedBy'>
export type MonthLine = Month['lines'][number] & { countedG: string | null; gapG: string | null }
export type Missing = Schemas['IndustrialMissing']
export type Standing = Absent<Schemas['IndustrialStanding'], 'closedAt' | 'closedBy'>
export type Due = Absent<Schemas['IndustrialDue'], 'dueOn'>
export type PermitBook = Absent<Schemas['IndustrialPermitBook'], 'permitNo' | 'validFrom' | 'validTo'>
export type PermitStanding = Absent<Schemas['IndustrialPermitStanding'], 'permittedG' | 'share'>
export type PermitLine = Absent<PermitBook['lines'][number], 'permittedG' | 'share'>

export interface Place {
  id: string
  name: string
  kind: 'SITE' | 'FACILITY' | 'STOCKPILE'
  method: string | null
  state: string
}
export interface Stock {
  account: { id: number; place: string; unit: string; stage: string; waste: string; lotYear: number }
  massG: string
}

export const API = '/api/v1/industrial'

/** Classes of general industrial solid waste: SW01 to SW17 and SW59. */
export const industrialWaste = (code: string): boolean => {
  const no = Number(/-S(\d\d)$/.exec(code)?.[1] ?? '0')
  return (no >= 1 && no <= 17) || no === 59
}

export const EXIT_STATES = ['Draft', 'Shipped', 'Differing', 'Received', 'PartlyReceived', 'Refused', 'Voided'] as const
export const exitTone = (state: string): Tone =>
  (({ Shipped: 'live', Differing: 'risk', Received: 'met', PartlyReceived: 'risk', Refused: 'late' }) as Record<string, Tone>)[state] ?? 'plain'
export const monthTone = (one: { state: string; late?: boolean }): Tone => (one.state === 'CLOSED' ? 'met' : one.late ? 'late' : one.state === 'OPEN' ? 'risk' : 'plain')
export const levelTone = (level: string): Tone => (level === 'LATE' ? 'late' : level === 'RISK' ? 'risk' : 'plain')
export const permitTone = (state: string): Tone => (({ OVER: 'late', NOT_PERMITTED: 'late', NEAR: 'risk', OK: 'met' }) as Record<string, Tone>)[state] ?? 'plain'

/** Whole days from one Beijing day to another; below zero where it lies behind. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

/** What a weigh ticket's net must be; null until both are there, or where the tare is not the lesser. */
export function netOf(grossG: string | null | undefined, tareG: string | null | undefined): string | null {
  if (!grossG || !tareG) return null
  const net = BigInt(grossG) - BigInt(tareG)
  return net > 0n ? net.toString() : null
}

/** Stock of one waste by the year that it was generated in, oldest first. */
export interface WasteStock {
  waste: string
  massG: bigint
  lots: { year: number; massG: bigint }[]
}
export function byWaste(stocks: Stock[], stage = 'STORED'): WasteStock[] {
  const found = new Map<string, Map<number, bigint>>()
  for (const { account, massG } of stocks) {
    if (account.stage !== stage || !industrialWaste(account.waste)) continue
    const years = found.get(account.waste) ?? new Map<number, bigint>()
    years.set(account.lotYear, (years.get(account.lotYear) ?? 0n) + BigInt(massG))
    found.set(account.waste, years)
  }
  return [...found]
    .map(([waste, years]) => ({
      waste,
      massG: [...years.values()].reduce((a, b) => a + b, 0n),
      lots: [...years].map(([year, massG]) => ({ year, massG })).sort((a, b) => a.year - b.year),
    }))
    .filter((one) => one.massG > 0n)
    .sort((a, b) => (a.massG < b.massG ? 1 : -1))
}

/** The sum of a column of a month, exact. */
export const total = (lines: readonly object[], key: string): string =>
  lines.reduce<bigint>((sum, line) => sum + BigInt((line as Record<string, string | null>)[key] ?? '0'), 0n).toString()

/** First and last day of a month `YYYY-MM`. */
export function daysOf(month: string): { from: string; to: string } {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return { from: `${month}-01`, to: `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}` }
}

/** The provinces that a load may go to, by their codes of GB/T 2260. */
export const PROVINCES = ['110000', '120000', '130000', '140000', '150000', '210000', '220000', '230000', '310000', '320000', '330000', '340000', '350000', '360000', '370000', '410000', '420000', '430000', '440000', '450000', '460000', '500000', '510000', '520000', '530000', '540000', '610000', '620000', '630000', '640000', '650000'] as const
/** The autonomous region itself. */
export const HERE = '540000'
