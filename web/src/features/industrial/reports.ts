import type { components } from '@/api/schema'
import { today } from '@/ui/days'

/** 排污许可证执行报告: shapes and the words of its period. */
type Schemas = components['schemas']
type Absent<T, K extends keyof T> = Omit<T, K> & { [P in K]?: T[P] | null }

export type WayRow = Absent<Schemas['IndustrialWayRow'], 'permittedG' | 'excessG' | 'share'>
export type Content = Omit<Schemas['IndustrialContent'], 'ways'> & { ways: WayRow[] }
export type Statement = Required<Schemas['IndustrialStatement']>
export type Report = Absent<Omit<Schemas['IndustrialReportView'], 'content' | 'statement'>, 'submittedAt' | 'submittedBy'> & { content: Content; statement: Statement }
export type ReportLine = Absent<Schemas['IndustrialReportLine'], 'submittedAt' | 'submittedBy'>

/** 报告期: a quarter of a year, or with quarter 0 the year. */
export interface Span {
  year: number
  quarter: number
}
export const spanKey = ({ year, quarter }: Span): string => `${year}-${quarter}`
export const spanOf = (key: string): Span => {
  const [year, quarter] = key.split('-').map(Number) as [number, number]
  return { year, quarter }
}
/** First month and last of a period. */
export const monthsOf = ({ year, quarter }: Span): [string, string] =>
  quarter === 0 ? [`${year}-01`, `${year}-12`] : [`${year}-${String(3 * quarter - 2).padStart(2, '0')}`, `${year}-${String(3 * quarter).padStart(2, '0')}`]

/** The periods that have begun, newest first: this year and the one before. */
export function begun(on = today()): Span[] {
  const year = Number(on.slice(0, 4))
  const month = on.slice(0, 7)
  return [year, year - 1].flatMap((one) => [0, 4, 3, 2, 1].map((quarter) => ({ year: one, quarter }))).filter((span) => monthsOf(span)[0] <= month)
}
/** What is due first: the newest quarter that has ended. */
export const newestEnded = (on = today()): Span => begun(on).find((span) => span.quarter > 0 && monthsOf(span)[1] < on.slice(0, 7)) as Span

export const exceeds = (row: WayRow): boolean => row.excessG !== null && row.excessG !== undefined
export const needsReason = (content: Content): boolean => content.missing.length > 0 || content.ways.some(exceeds)
