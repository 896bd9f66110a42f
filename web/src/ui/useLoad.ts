import { type Ref, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { type Refused, asRefused } from '@/api/problem'

/** A skeleton before this would only flicker. */
const SKELETON_AFTER_MS = 300

export interface Loaded<T> {
  data: Ref<T | null>
  problem: Ref<Refused | null>
  /** True once loading has taken long enough to show a skeleton. */
  slow: Ref<boolean>
  busy: Ref<boolean>
  reload: () => Promise<void>
}

/** Loads what a page shows, again whenever `on` changes; an older answer never overtakes a newer one. */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, on: () => unknown = () => null): Loaded<T> {
  const data = shallowRef<T | null>(null) as Ref<T | null>
  const problem = shallowRef<Refused | null>(null)
  const slow = ref(false)
  const busy = ref(false)
  let current: AbortController | undefined

  async function reload() {
    current?.abort()
    const mine = (current = new AbortController())
    busy.value = true
    const timer = setTimeout(() => (slow.value = busy.value), SKELETON_AFTER_MS)
    try {
      const loaded = await load(mine.signal)
      if (mine.signal.aborted) return
      data.value = loaded
      problem.value = null
    } catch (error) {
      if (mine.signal.aborted) return
      problem.value = asRefused(error)
    } finally {
      clearTimeout(timer)
      if (current === mine) {
        busy.value = false
        slow.value = false
      }
    }
  }
  watch(on, () => void reload(), { immediate: true, deep: true })
  onBeforeUnmount(() => current?.abort())
  return { data, problem, slow, busy, reload }
}
