import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { session } from '@/api/session'

/**
 * Whose books a page shows: the unit in the address (`?unitId=`), otherwise the person's own. An official without one sees
 * every unit of the scope. Only a person of the unit itself may write, and only with the permission.
 */
export function useUnit() {
  const route = useRoute()
  const own = computed(() => session.me.value?.unit ?? null)
  const asked = computed(() => (typeof route.query.unitId === 'string' && route.query.unitId !== '' ? route.query.unitId : null))
  const id = computed(() => asked.value ?? own.value)
  const mine = computed(() => id.value !== null && id.value === own.value)
  return {
    id,
    mine,
    /** An address that stays with the unit that is looked at. */
    at: (path: string): string => (id.value === null || mine.value ? path : `${path}${path.includes('?') ? '&' : '?'}unitId=${id.value}`),
    writes: computed(() => mine.value && session.can('industrial.write')),
    receives: computed(() => mine.value && session.can('industrial.receive')),
  }
}
export const ofUnit = () => Boolean(session.me.value?.unit)
export const official = () => session.me.value !== null && !session.me.value.unit
