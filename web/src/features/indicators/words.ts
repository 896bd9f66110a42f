import { useI18n } from 'vue-i18n'
import { monthTitle } from '@/ui/days'
import { periodWords } from './indicators'

/** Periods and closed lists in the person's language. */
export function useWords() {
  const { t, locale } = useI18n()
  const period = (text: string): string => {
    const words = periodWords(text)
    if (words.kind === 'month') return monthTitle(text, locale.value)
    return t(`indicators.period.${words.kind}`, { year: words.year, number: words.number })
  }
  return {
    period,
    direction: (code: string) => t(`indicators.direction.${code}`),
    frequency: (code: string) => t(`indicators.frequency.${code}`),
    status: (code: string | null | undefined) => t(`ui.status.${(code ?? 'MISSING').toLowerCase()}`),
  }
}
