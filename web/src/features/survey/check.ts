import type { FieldProblem } from '@/api/problem'
import { decimal, gramsPerM3 } from './survey'

type Words = (key: string) => string

/** What a form says before it asks the platform, which judges again. What is left out of a required field the form itself says. */
export function volumeFault(volume: string, t: Words): FieldProblem[] {
  const read = decimal(volume)
  return volume === '' || (read && read.scale <= 3 && read.digits > 0n) ? [] : [{ field: 'volumeM3', code: 'number', message: t('survey.rule.volumeWrong') }]
}
const LEAST_G = 1_000
const MOST_G = 25_000_000
export function densityFault(form: { density: string; densitySource: string; catalogue: boolean }, t: Words): FieldProblem[] {
  if (form.density === '') return form.catalogue ? [] : [{ field: 'densityGPerM3', code: 'missing', message: t('survey.rule.densityMissing') }]
  const grams = Number(gramsPerM3(form.density) ?? Number.NaN)
  return [
    ...(grams >= LEAST_G && grams <= MOST_G ? [] : [{ field: 'densityGPerM3', code: 'number', message: t('survey.rule.densityWrong') }]),
    ...(form.densitySource.trim() === '' ? [{ field: 'densitySource', code: 'missing', message: t('survey.rule.densitySource') }] : []),
  ]
}
export function yearFault(year: string, foundOn: string | null, t: Words): FieldProblem[] {
  const right = year === '' || (/^\d{4}$/.test(year) && Number(year) >= 1900 && Number(year) <= Number((foundOn ?? '9999').slice(0, 4)))
  return right ? [] : [{ field: 'startedYear', code: 'year', message: t('survey.rule.startedYearWrong') }]
}
export function areaFault(area: string, t: Words): FieldProblem[] {
  const read = decimal(area)
  return area === '' || (read && read.scale <= 2 && read.digits > 0n) ? [] : [{ field: 'areaM2', code: 'number', message: t('survey.rule.areaWrong') }]
}
