import { useI18n } from 'vue-i18n'
import { session } from '@/api/session'
import { today } from '@/ui/days'
import type { Option } from '@/ui/form'
import type { Form } from '@/ui/spec'
import { useCounties } from '@/ui/counties'
import { type Act, type Found, type Row, type Spec, API } from './register'

/** Words of this room in the person's language, and the fields that every form here shares. */
export function useWords() {
  const { t, locale } = useI18n()
  const { counties, countyName } = useCounties()
  const f = (name: string) => t(`greening.f.${name}`)
  const rule = (name: string) => t(`greening.rule.${name}`)
  const one = (list: string, value: string) => t(`greening.${list}.${value}`)
  const options = (list: string, values: readonly string[]): Option[] => values.map((value) => ({ value, title: one(list, value) }))
  const county = (code: string | null | undefined) => countyName(code, locale.value)
  /** Whoever answers for one county writes in that one. */
  const ownCounty = () => (session.me.value?.scope.all || session.me.value?.scope.counties.length !== 1 ? null : (session.me.value.scope.counties[0] ?? null))
  const countyFilter = () => ({ key: 'county', title: f('county'), kind: 'select' as const, options: counties.value.map((place) => ({ value: place.code, title: county(place.code) })) })
  /** Day, words and papers of a step; `reasoned` where nobody may be done this to without a reason. */
  const stepFields = (former: string | null | undefined, reasoned = false): Spec[] => [
    { name: 'on', kind: 'day', label: f('on'), rule: former ? t('greening.rule.notBefore', { day: former }) : rule('happened'), required: true, past: true, from: former },
    { name: 'note', kind: 'long', label: reasoned ? f('reason') : f('note'), rule: reasoned ? rule('reason') : undefined, required: reasoned },
    { name: 'evidence', kind: 'evidence', label: f('evidence'), rule: rule('evidence') },
  ]
  const stepBlank = (): Form => ({ on: today(), note: '', evidence: [] })
  /** A step to a state, as most registers take it. */
  const step = (to: string, found: Found, path: string, former: string | null | undefined, words: string, extra: Spec[] = [], blank: Form = {}, reasoned: readonly string[] = []): Act => ({
    path: `${API}/${path}/${found.row.id}/steps`,
    fields: () => [...stepFields(former, reasoned.includes(to)).slice(0, 1), ...extra, ...stepFields(former, reasoned.includes(to)).slice(1)],
    blank: { ...stepBlank(), ...blank },
    fixed: { to },
    versioned: true,
    text: t(`greening.text.${words}.${to}`),
  })
  return { t, f, rule, one, options, county, ownCounty, countyFilter, stepFields, stepBlank, step }
}
export type Words = ReturnType<typeof useWords>

/** Detail answers differ in the name of the object alone. */
export function found<T extends Row>(answer: Record<string, unknown>, name: string): Found<T> {
  const { [name]: row, steps, acts, history, ...more } = answer
  return { row: { ...(row as T), unitName: (more.unitName ?? more.operatorName) as string }, steps: (steps ?? []) as string[], acts: (acts ?? []) as string[], history: (history ?? []) as Found['history'], more }
}
