import { useI18n } from 'vue-i18n'
import { read } from '@/api/client'
import type { Option } from '@/ui/form'
import { API } from './book'

/** Closed lists of words in the person's language, and what forms choose from. */
export function useWords() {
  const { t } = useI18n()
  const f = (name: string) => t(`recycling.f.${name}`)
  const rule = (name: string) => t(`recycling.rule.${name}`)
  const options = (list: string, values: readonly string[]): Option[] => values.map((value) => ({ value, title: t(`recycling.${list}.${value}`) }))
  return { t, f, rule, options }
}
export type Words = ReturnType<typeof useWords>

interface Named { id: string; name: string; kind?: string }
/** Places of a unit that stand in use, sites first. */
export const places = (unit: string | null | undefined) => async (signal: AbortSignal): Promise<Option[]> =>
  unit ? (await read<{ items: Named[] }>('/api/v1/registry/places', { unitId: unit, state: 'ACTIVE', size: 200 }, signal)).items.sort((a, b) => Number(b.kind === 'SITE') - Number(a.kind === 'SITE')).map((one) => ({ value: one.id, title: one.name })) : []

let methods: Promise<{ code: string; name: string; kind: 'USE' | 'DISPOSAL' }[]> | undefined
/** 利用、处置方式代码, asked once. */
export const methodsOf = (kinds: readonly ('USE' | 'DISPOSAL')[]) => async (): Promise<Option[]> => {
  methods ??= read('/api/v1/catalogue/methods')
  try {
    return (await methods).filter((one) => kinds.includes(one.kind)).map((one) => ({ value: one.code, title: `${one.code} ${one.name}` }))
  } catch (error) {
    methods = undefined
    throw error
  }
}
export const producers = (item: unknown) => async (signal: AbortSignal): Promise<Option[]> =>
  (await read<{ id: string; name: string; year: number }[]>(`${API}/producer-names`, { item: item as string }, signal)).map((one) => ({ value: one.id, title: one.name, note: String(one.year) }))
export const benefits = async (signal: AbortSignal): Promise<Option[]> =>
  (await read<{ code: string; product: string }[]>(`${API}/benefits`, {}, signal)).map((one) => ({ value: one.code, title: one.product, note: one.code }))
export const channelsOf = (id: string) => async (signal: AbortSignal): Promise<Option[]> =>
  (await read<{ channels: { id: string; name: string; toUnitName: string; validTo: string }[] }>(`${API}/items/${id}`, {}, signal)).channels.map((one) => ({ value: one.id, title: `${one.name} → ${one.toUnitName}`, note: one.validTo }))
