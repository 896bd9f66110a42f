import { type Ref, ref, shallowRef } from 'vue'
import { newKey } from '@/api/client'
import { type Refused, asRefused } from '@/api/problem'

export interface Submit {
  busy: Ref<boolean>
  problem: Ref<Refused | null>
  /** Runs the act once at a time. Returns its answer, or undefined when it was refused (see `problem`). */
  run: <T>(act: (key: string) => Promise<T>) => Promise<{ value: T } | undefined>
}

/**
 * One submit with one idempotency key: pressing again after a lost connection repeats the same act instead of doing it
 * twice. The key changes after success, and when the platform says that it has seen it with other content.
 */
export function useSubmit(): Submit {
  const busy = ref(false)
  const problem = shallowRef<Refused | null>(null)
  let key = newKey()

  async function run<T>(act: (key: string) => Promise<T>) {
    if (busy.value) return undefined
    busy.value = true
    problem.value = null
    try {
      const value = await act(key)
      key = newKey()
      return { value }
    } catch (error) {
      problem.value = asRefused(error)
      if (problem.value.slug === 'common/idempotency-conflict') key = newKey()
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { busy, problem, run }
}
