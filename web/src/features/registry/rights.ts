import { can, session } from '@/api/session'
import { OWN_WRITE, WRITE } from './registry'

/** May the person keep what belongs to this unit? An officer within the scope, a firm its own; the platform decides again. */
export function keeps(unit: string, county: string): boolean {
  const me = session.me.value
  if (!me) return false
  if (officerOf(county)) return true
  return can(OWN_WRITE) && (me.unit === unit || me.scope.units.includes(unit))
}
/** May the person register and change units of this county? */
export function officerOf(county: string): boolean {
  const me = session.me.value
  return me !== null && can(WRITE) && (me.scope.all || me.scope.counties.includes(county.slice(0, 6)))
}
export const ofUnit = () => Boolean(session.me.value?.unit)
export const official = () => session.me.value !== null && !session.me.value.unit
