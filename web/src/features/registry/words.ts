import { useI18n } from 'vue-i18n'
import { read } from '@/api/client'
import { useCounties } from '@/ui/counties'
import { today } from '@/ui/days'
import type { Option } from '@/ui/form'
import { tonnes } from '@/ui/mass'
import { plateWords } from '@/ui/plate'
import { type Contract, validity } from './registry'

export interface Method { code: string; name: string; kind: 'USE' | 'DISPOSAL' }
export interface WasteClass { code: string; name: string; group: string }
let methods: Promise<Method[]> | undefined
let classes: Promise<WasteClass[]> | undefined
/** Official ways of use and disposal; asked once for the whole page. */
export const allMethods = (): Promise<Method[]> => (methods ??= read<Method[]>('/api/v1/catalogue/methods').catch((error: unknown) => ((methods = undefined), Promise.reject(error as Error))))
export const allClasses = (): Promise<WasteClass[]> => (classes ??= read<WasteClass[]>('/api/v1/catalogue/classes').catch((error: unknown) => ((classes = undefined), Promise.reject(error as Error))))

/** The registers' closed lists of words, in the person's language. */
export function useWords() {
  const { t, te, locale } = useI18n()
  const { countyName } = useCounties()
  const options = (list: string, values: readonly string[]): Option[] => values.map((value) => ({ value, title: t(`registry.${list}.${value}`) }))
  const traits = (list: readonly string[]) => list.map((trait) => (te(`registry.trait.${trait}`) ? t(`registry.trait.${trait}`) : trait)).join('、')
  const county = (code: string | null | undefined) => countyName(code, locale.value)
  /** A value of a version's field, for a person. */
  function said(kind: string, field: string, value: unknown): string {
    if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return '—'
    if (field === 'traits') return traits(value as string[])
    if (field === 'county') return county(String(value))
    if (field === 'state') return t(`registry.state.${String(value)}`)
    if (['capacityG', 'loadG', 'amountG', 'gramsPerYear'].includes(field)) return `${tonnes(String(value))} ${t('ui.mass.unit')}`
    if (field === 'densityGM3') return `${tonnes(String(Math.round(Number(value))))} ${t('registry.unitOf.density')}`
    if (field === 'kind' && te(`registry.${kind}Kind.${String(value)}`)) return t(`registry.${kind}Kind.${String(value)}`)
    if (field === 'evidence') return t('registry.contract.papers', { count: (value as string[]).length })
    if (field === 'plate') return plateWords(String(value))
    if (field === 'way') return t(`registry.way.${String(value)}`)
    if (field === 'line') {
      const [waste, way, grams] = String(value).split('|') as [string, string, string]
      return `${waste} ${t(`registry.permitWay.${way}`)} ${tonnes(grams)} ${t('ui.mass.unit')}`
    }
    return Array.isArray(value) ? value.map(String).join('、') : String(value)
  }
  /** Where a contract stands today; one ended before its term was ended by its parties, not by an authority. */
  const term = (contract: Contract) => (contract.state === 'ENDED' ? t('registry.state.ENDED') : t(`registry.validity.${validity(contract, today())}`))
  return { options, traits, county, said, term }
}
