import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { read } from '@/api/client'
import { useLoad } from '@/ui/useLoad'
import { type Factor, densityOf, tonnesPerM3 } from './survey'

let asked: Promise<Factor[]> | undefined
/** The catalogue's factors; asked once for the whole page. */
export const allFactors = (): Promise<Factor[]> => (asked ??= read<Factor[]>('/api/v1/catalogue/factors').catch((error: unknown) => ((asked = undefined), Promise.reject(error as Error))))

/** What the catalogue says a waste weighs, and the rule beside the field that says so. */
export function useDensity(waste: () => string | null | undefined, on: () => string | null | undefined) {
  const { t } = useI18n()
  const factors = useLoad(allFactors)
  const catalogue = computed(() => densityOf(factors.data.value ?? [], waste(), on() ?? ''))
  const rule = computed(() =>
    !waste() || factors.data.value === null ? t('survey.rule.density') : catalogue.value ? `${t('survey.rule.density')}；${t('survey.rule.densityCatalogue', { density: tonnesPerM3(catalogue.value.value), source: catalogue.value.source })}` : t('survey.rule.densityMissing'),
  )
  return { catalogue, rule, known: computed(() => factors.data.value !== null) }
}
