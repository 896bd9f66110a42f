import { read } from '@/api/client'
import type { components } from '@/api/schema'
import { today } from '@/ui/days'
import type { Tone } from '@/ui/status'
import { type Register, type Spec, API } from './register'
import { type Words, found } from './words'

type Schemas = components['schemas']
export type Technology = Omit<Schemas['GreeningTechnologyLine'], 'unitId' | 'waste' | 'endsOn' | 'fundingYuan'> & { unitId?: string | null; waste?: string | null; endsOn?: string | null; fundingYuan?: number | null }
export type Result = Schemas['GreeningResult']
export interface TechnologyMore { results: Result[] }

export const TECHNOLOGY_COURSE = ['PROPOSED', 'RESEARCH', 'PILOT', 'DEMONSTRATION', 'APPLIED'] as const
const STATES = [...TECHNOLOGY_COURSE, 'ENDED'] as const
const RESULT_KINDS = ['PATENT', 'PAPER', 'STANDARD', 'PRODUCT', 'AWARD', 'OTHER'] as const
const tone = (state: Technology['state']): Tone => (state === 'APPLIED' ? 'met' : state === 'ENDED' ? 'plain' : 'live')

/** 固体废物利用新技术: research with its partners, its stage and what came of it. */
export const technologies = (w: Words): Register<Technology> => {
  const fields = (form: Record<string, unknown>, changing: boolean): Spec[] => [
    { name: 'name', kind: 'text', label: w.f('projectName'), required: true },
    { name: 'county', kind: 'county', label: w.f('county'), rule: w.rule('techCounty'), required: true, disabled: changing },
    { name: 'lead', kind: 'text', label: w.f('lead'), rule: w.rule('lead'), required: true },
    { name: 'partners', kind: 'text', label: w.f('partners'), rule: w.rule('partners') },
    { name: 'unitId', kind: 'unit', label: w.f('techUnit'), rule: w.rule('techUnit') },
    { name: 'waste', kind: 'waste', label: w.f('waste'), rule: w.rule('techWaste') },
    { name: 'topic', kind: 'long', label: w.f('topic') },
    { name: 'startsOn', kind: 'day', label: w.f('startsOn'), required: true },
    { name: 'endsOn', kind: 'day', label: w.f('endsOn'), rule: w.rule('endsOn'), from: (form.startsOn as string | null) ?? null },
    { name: 'fundingYuan', kind: 'decimal', label: w.f('funding'), rule: w.rule('yuan'), suffix: w.t('greening.yuan') },
  ]
  return {
    path: 'technologies',
    words: 'technologies',
    columns: [
      { key: 'name', title: w.f('projectName'), sort: true },
      { key: 'state', title: w.f('techState'), sort: true, text: (row) => w.one('techState', row.state) },
      { key: 'county', title: w.f('county'), sort: true, text: (row) => w.county(row.county) },
      { key: 'lead', title: w.f('lead') },
      { key: 'partners', title: w.f('partners') },
      { key: 'waste', title: w.f('waste') },
      { key: 'startsOn', title: w.f('startsOn'), kind: 'day', sort: true },
      { key: 'endsOn', title: w.f('endsOn'), kind: 'day' },
      { key: 'fundingYuan', title: w.f('fundingYuan'), kind: 'number' },
      { key: 'unitName', title: w.f('techUnit'), hidden: true },
      { key: 'topic', title: w.f('topic'), hidden: true },
    ],
    filters: [w.countyFilter(), { key: 'state', title: w.f('techState'), kind: 'select', options: w.options('techState', STATES) }],
    chips: (['PILOT', 'APPLIED'] as const).map((state) => ({ title: w.one('techState', state), set: { state } })),
    title: (row) => row.name,
    state: (row) => ({ tone: tone(row.state), text: w.one('techState', row.state) }),
    course: { states: TECHNOLOGY_COURSE, now: (row) => row.state },
    facts: (row) => [
      [w.f('county'), w.county(row.county)],
      [w.f('lead'), row.lead],
      [w.f('partners'), row.partners],
      [w.f('techUnit'), row.unitName],
      [w.f('waste'), row.waste],
      [w.f('topic'), row.topic],
      [w.f('startsOn'), row.startsOn],
      [w.f('endsOn'), row.endsOn],
      [w.f('funding'), row.fundingYuan === null || row.fundingYuan === undefined ? null : `${row.fundingYuan} ${w.t('greening.yuan')}`],
    ],
    find: async (id, signal) => found<Technology>(await read(`${API}/technologies/${id}`, {}, signal), 'technology'),
    form: { fields: (form) => fields(form, false), blank: () => ({ name: '', county: w.ownCounty(), lead: '', partners: '', unitId: null, waste: null, topic: '', startsOn: today(), endsOn: null, fundingYuan: '' }) },
    act: (name, one) => {
      const { row } = one
      const path = `${API}/technologies/${row.id}`
      const text = w.t(`greening.text.technologies.${name}`)
      if (name === 'CHANGE') {
        const { county, lead, partners, unitId, waste, topic, startsOn, endsOn, fundingYuan } = row
        return { method: 'PUT', path, versioned: true, text, fields: (form) => fields(form, true), blank: { name: row.name, county, lead, partners, unitId: unitId ?? null, waste: waste ?? null, topic, startsOn, endsOn: endsOn ?? null, fundingYuan: fundingYuan === null || fundingYuan === undefined ? '' : String(fundingYuan) } }
      }
      if (name === 'ADD_RESULT') {
        return {
          path: `${path}/results`,
          text,
          fields: () => [
            { name: 'kind', kind: 'select', label: w.f('resultKind'), options: w.options('resultKind', RESULT_KINDS), required: true },
            { name: 'title', kind: 'text', label: w.f('resultTitle'), rule: w.rule('resultTitle'), required: true },
            { name: 'on', kind: 'day', label: w.f('resultOn'), rule: w.rule('happened'), required: true, past: true },
            { name: 'note', kind: 'long', label: w.f('note') },
          ],
          blank: { kind: 'PATENT', title: '', on: today(), note: '' },
        }
      }
      return w.step(name, one, 'technologies', row.stateOn, 'technologies')
    },
  }
}
