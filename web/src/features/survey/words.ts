import { useI18n } from 'vue-i18n'
import { useCounties } from '@/ui/counties'
import type { Option } from '@/ui/form'

/** The survey's closed lists of words, in the person's language. */
export function useWords() {
  const { t, locale } = useI18n()
  const { counties, countyName } = useCounties()
  const options = (list: string, values: readonly string[]): Option[] => values.map((value) => ({ value, title: t(`survey.${list}.${value}`) }))
  const county = (code: string | null | undefined) => countyName(code, locale.value)
  return { options, county, counties }
}
