/** Beijing days, as the platform counts them; the browser's own zone never matters. */
const ZONE = 'Asia/Shanghai'

const dayParts = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })
const timeParts = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })

/** `2026-11-24` of an instant. */
export const day = (instant: string | Date | number): string => dayParts.format(new Date(instant))
/** `2026-11-24 10:30` of an instant. */
export const time = (instant: string | Date | number): string => timeParts.format(new Date(instant))
export const today = (): string => day(Date.now())
export const thisMonth = (): string => today().slice(0, 7)
/** A Beijing wall time (`2026-11-24 10:30` or `2026-11-24`) as an instant. */
export function instant(wall: string): string {
  const [date, clock] = wall.split(/[ T]/)
  return new Date(`${date}T${(clock ?? '12:00').padEnd(5, '0').slice(0, 5)}:00+08:00`).toISOString()
}
export function monthBefore(month: string, by = 1): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const index = year * 12 + number - 1 - by
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}
/** `2026年11月` */
export const monthTitle = (month: string, locale: string): string =>
  locale.startsWith('en') ? month.slice(0, 7) : `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`
