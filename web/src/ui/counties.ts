import { ref } from 'vue'
import { read } from '@/api/client'

/** The prefecture's counties by code, as the catalogue names them; asked once for the whole page. */
export interface County { code: string; name: string; nameBo: string; nameEn: string }
const PREFECTURE = '542500'
const known = ref<County[]>([])
let asked: Promise<void> | undefined

export function useCounties() {
  asked ??= read<{ within: County[] }>(`/api/v1/catalogue/regions/${PREFECTURE}`)
    .then((answer) => void (known.value = answer.within))
    .catch(() => void (asked = undefined))
  const countyName = (code: string | null | undefined, locale = 'zh'): string => {
    const county = known.value.find((one) => one.code === code?.slice(0, 6))
    return (locale === 'en' && county?.nameEn) || (locale === 'bo' && county?.nameBo) || county?.name || (code ?? '')
  }
  return { counties: known, countyName }
}
