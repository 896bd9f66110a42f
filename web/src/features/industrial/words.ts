import { useI18n } from 'vue-i18n'
import { read } from '@/api/client'
import type { Option } from '@/ui/form'
import type { Place } from './industrial'

/** The stream's closed lists of words, in the person's language. */
export function useWords() {
  const { t } = useI18n()
  const options = (list: string, values: readonly string[]): Option[] => values.map((value) => ({ value, title: t(`industrial.${list}.${value}`) }))
  return {
    options,
    flows: () => options('flow', ['IN_PROVINCE', 'ACROSS_PROVINCES']),
    ways: () => options('way', ['USE', 'DISPOSAL', 'STORAGE']),
    transports: () => options('transport', ['ROAD', 'RAIL', 'PIPE', 'BELT', 'OTHER']),
  }
}

interface Method { code: string; name: string; kind: 'USE' | 'DISPOSAL' }
let methods: Promise<Method[]> | undefined
/** 利用、处置方式代码: R codes for use, D codes for disposal. Asked once. */
export async function methodsOf(kind: 'USE' | 'DISPOSAL'): Promise<Option[]> {
  methods ??= read<Method[]>('/api/v1/catalogue/methods')
  try {
    return (await methods).filter((one) => one.kind === kind).map((one) => ({ value: one.code, title: `${one.code} ${one.name}` }))
  } catch (error) {
    methods = undefined
    throw error
  }
}

/** Places of a unit that stand in use: where its waste lies and is treated. */
export async function placesOf(unit: string, signal?: AbortSignal): Promise<Place[]> {
  return (await read<{ items: Place[] }>('/api/v1/registry/places', { unitId: unit, state: 'ACTIVE', size: 200 }, signal)).items
}
/** Stockpiles first: waste lies there; the site itself where there is none. */
export const storing = (places: Place[]): Option[] =>
  [...places].sort((a, b) => ['STOCKPILE', 'SITE', 'FACILITY'].indexOf(a.kind) - ['STOCKPILE', 'SITE', 'FACILITY'].indexOf(b.kind)).map((one) => ({ value: one.id, title: one.name }))
