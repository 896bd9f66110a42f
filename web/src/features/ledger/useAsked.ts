import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { instant } from '@/ui/days'

/** What the pages of the ledger ask, kept in the address so that a link restores it. */
export function useAsked() {
  const route = useRoute()
  const router = useRouter()
  const get = (key: string): string | null => (typeof route.query[key] === 'string' && route.query[key] !== '' ? (route.query[key] as string) : null)
  const set = (change: Record<string, string | null | undefined>) => {
    const next = { ...route.query, ...change, open: undefined }
    return void router.replace({ query: Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null && value !== undefined && value !== '')) })
  }
  const field = (key: string) => computed<string | null>({ get: () => get(key), set: (value) => set({ [key]: value }) })
  const known = field('known')
  return { get, set, unit: field('unit'), known, asKnownAt: computed(() => (known.value && /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}$/.test(known.value) ? instant(known.value) : undefined)) }
}
