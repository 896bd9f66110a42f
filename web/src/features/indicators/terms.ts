import { type Ref, computed, shallowRef } from 'vue'
import { type Page, read } from '@/api/client'
import { API, type Named } from './indicators'

/** Terms that formulas may name, by name; asked once for the whole page. */
const all = shallowRef<Named[]>([])
let asked: Promise<void> | undefined
export function useTerms(): Ref<Map<string, Named>> {
  asked ??= read<Page<Named>>(`${API}/terms`)
    .then((page) => void (all.value = page.items))
    .catch(() => void (asked = undefined))
  return computed(() => new Map(all.value.map((one) => [one.name, one])))
}
