import { type Page, read } from '@/api/client'
import type { components } from '@/api/schema'
import { today } from '@/ui/days'
import type { Form } from '@/ui/spec'
import type { Tone } from '@/ui/status'
import { type Act, type Found, type Register, type Spec, type Step, API } from './register'
import { type Words, found } from './words'

type Schemas = components['schemas']
export type Project = Omit<Schemas['GreeningProjectLine'], 'unitId'> & { unitId?: string | null }
export type Condition = Omit<Schemas['GreeningConditionLine'], 'unitId' | 'fulfilledOn' | 'projectState'> & { unitId?: string | null; fulfilledOn?: string | null; projectState?: Project['state'] }
export interface ProjectMore { conditions: Condition[] }

export const PROJECT_COURSE = ['FILED', 'REVIEWING', 'APPROVED', 'BUILDING', 'ACCEPTED'] as const
const STATES = [...PROJECT_COURSE, 'REFUSED'] as const
const KINDS = ['NEW', 'EXPANSION', 'REBUILD'] as const
const EIA_KINDS = ['REPORT', 'TABLE', 'FORM'] as const
export const CATEGORIES = ['I', 'II', 'HAZARDOUS', 'UNIDENTIFIED'] as const
export const WAYS = ['USE', 'DISPOSAL', 'STORAGE'] as const
const CONDITION_KINDS = ['FACILITY', 'IDENTIFICATION', 'DESTINATION', 'MONITORING', 'OTHER'] as const
const CONDITION_STATES = ['OPEN', 'FULFILLED', 'CONFIRMED'] as const
const TONE: Record<Project['state'], Tone> = { FILED: 'plain', REVIEWING: 'live', APPROVED: 'met', REFUSED: 'late', BUILDING: 'live', ACCEPTED: 'met' }

export interface WasteLine { waste: string | null; category: string | null; yearlyG: string | null; link: string; storage: string; measure: string; way: string | null; destination: string }
export const wasteLine = (): WasteLine => ({ waste: null, category: null, yearlyG: null, link: '', storage: '', measure: '', way: null, destination: '' })

/** Owed and past its day; what a refused project owed is owed no more. */
export const conditionLate = (one: Pick<Condition, 'state' | 'dueOn' | 'projectState'>, on = today()): boolean => one.state === 'OPEN' && one.dueOn < on && one.projectState !== 'REFUSED'
export const conditionTone = (one: Condition): Tone => (conditionLate(one) ? 'late' : one.state === 'CONFIRMED' ? 'met' : one.state === 'FULFILLED' ? 'risk' : 'live')
export const conditionWord = (w: Words, one: Condition): string => `${w.one('conditionState', one.state)}${conditionLate(one) ? ` · ${w.t('greening.overdue')}` : ''}`

/** 项目准入: the solid-waste part of a project's review, its conditions, and that they are kept. */
export const projects = (w: Words): Register<Project> => {
  const fields = (changing: boolean): Spec[] => [
    { name: 'name', kind: 'text', label: w.f('projectName'), rule: w.rule('projectName'), required: true },
    { name: 'developer', kind: 'text', label: w.f('developer'), rule: w.rule('developer'), required: true },
    { name: 'unitId', kind: 'unit', label: w.f('projectUnit'), rule: w.rule('projectUnit') },
    { name: 'county', kind: 'county', label: w.f('county'), rule: w.rule('projectCounty'), required: true, disabled: changing },
    { name: 'kind', kind: 'select', label: w.f('projectKind'), options: w.options('projectKind', KINDS), required: true },
    { name: 'industry', kind: 'text', label: w.f('industry'), rule: w.rule('industry') },
    { name: 'zone', kind: 'text', label: w.f('zone'), rule: w.rule('zone') },
    { name: 'eiaKind', kind: 'select', label: w.f('eiaKind'), rule: w.rule('eiaKind'), options: w.options('eiaKind', EIA_KINDS), required: true },
    { name: 'eiaNo', kind: 'text', label: w.f('eiaNo'), rule: w.rule('eiaNo') },
    { name: 'wastes', kind: 'wastes', label: w.f('wastes'), rule: w.rule('wastes'), required: true },
    { name: 'evidence', kind: 'evidence', label: w.f('evidence'), rule: w.rule('projectEvidence') },
  ]
  return {
    path: 'projects',
    words: 'projects',
    columns: [
      { key: 'no', title: w.f('no'), sort: true },
      { key: 'state', title: w.f('reviewState'), sort: true, text: (row) => w.one('projectState', row.state) },
      { key: 'name', title: w.f('projectName'), sort: true },
      { key: 'developer', title: w.f('developer') },
      { key: 'county', title: w.f('county'), sort: true, text: (row) => w.county(row.county) },
      { key: 'kind', title: w.f('projectKind'), text: (row) => w.one('projectKind', row.kind) },
      { key: 'wastes', title: w.f('wastes'), value: (row) => row.wastes.map((line) => line.waste).join(' ') },
      { key: 'stateOn', title: w.f('since'), kind: 'day' },
      { key: 'industry', title: w.f('industry'), hidden: true },
      { key: 'zone', title: w.f('zone'), hidden: true },
      { key: 'eiaNo', title: w.f('eiaNo'), hidden: true },
    ],
    filters: [w.countyFilter(), { key: 'state', title: w.f('reviewState'), kind: 'select', options: w.options('projectState', STATES) }],
    chips: (['REVIEWING', 'BUILDING'] as const).map((state) => ({ title: w.one('projectState', state), set: { state } })),
    title: (row) => `${row.no} ${row.name}`,
    state: (row) => ({ tone: TONE[row.state], text: w.one('projectState', row.state) }),
    course: { states: PROJECT_COURSE, now: (row) => row.state },
    facts: (row) => [
      [w.f('developer'), row.developer],
      [w.f('projectUnit'), row.unitName],
      [w.f('county'), w.county(row.county)],
      [w.f('projectKind'), w.one('projectKind', row.kind)],
      [w.f('industry'), row.industry],
      [w.f('zone'), row.zone],
      [w.f('eiaKind'), w.one('eiaKind', row.eiaKind)],
      [w.f('eiaNo'), row.eiaNo],
    ],
    find: async (id, signal) => found<Project>(await read(`${API}/projects/${id}`, {}, signal), 'project'),
    form: { fields: () => fields(false), blank: (query) => ({ name: '', developer: '', unitId: query.unitId ?? null, county: w.ownCounty(), kind: 'NEW', industry: '', zone: '', eiaKind: null, eiaNo: '', wastes: [wasteLine()], evidence: [] }) },
    act: (name, one) => {
      const path = `${API}/projects/${one.row.id}`
      if (name === 'CHANGE') {
        const { unitId, name: called, developer, county, kind, industry, zone, eiaKind, eiaNo, wastes, evidence } = one.row
        return { method: 'PUT', path, versioned: true, text: w.t('greening.text.projects.CHANGE'), fields: () => fields(true), blank: { name: called, developer, unitId: unitId ?? null, county, kind, industry, zone, eiaKind, eiaNo, wastes: wastes.map((line) => ({ ...wasteLine(), ...line })), evidence } }
      }
      if (name === 'OBLIGE') {
        return {
          path: `${path}/conditions`,
          text: w.t('greening.text.projects.OBLIGE'),
          fields: () => [
            { name: 'text', kind: 'long', label: w.f('condition'), rule: w.rule('condition'), required: true },
            { name: 'kind', kind: 'select', label: w.f('conditionKind'), options: w.options('conditionKind', CONDITION_KINDS), required: true },
            { name: 'dueOn', kind: 'day', label: w.f('dueOn'), rule: w.rule('conditionDue'), required: true },
          ],
          blank: { text: '', kind: 'FACILITY', dueOn: null },
        }
      }
      return { ...w.step(name, one, 'projects', one.row.stateOn, 'projects', [], {}, ['REFUSED']), danger: name === 'REFUSED' }
    },
  }
}

/** What a firm or an officer does with one condition. */
export function conditionAct(w: Words, name: string, id: string): Act | null {
  const text = w.t(`greening.text.conditions.${name}`)
  if (name === 'FULFIL') return { path: `${API}/conditions/${id}/fulfilment`, text, fields: () => w.stepFields(null, true).map((field) => (field.name === 'note' ? { ...field, label: w.f('fulfilment'), rule: w.rule('fulfilment') } : field)), blank: w.stepBlank() }
  if (name !== 'DECIDE') return null
  return {
    path: `${API}/conditions/${id}/decision`,
    text,
    fields: (form: Form) => [
      { name: 'accept', kind: 'yesno', label: w.f('decision'), options: [{ value: 'true', title: w.t('greening.accept') }, { value: 'false', title: w.t('greening.sendBack') }], required: true },
      { name: 'note', kind: 'long', label: form.accept === 'false' ? w.f('reason') : w.f('note'), rule: form.accept === 'false' ? w.rule('sendBack') : undefined, required: form.accept === 'false' },
    ],
    blank: { accept: null, note: '' },
  }
}

/** 准入条件: what projects owe, across projects. */
export const conditions = (w: Words): Register<Condition> => ({
  path: 'conditions',
  words: 'conditions',
  columns: [
    { key: 'text', title: w.f('condition') },
    { key: 'state', title: w.f('state'), sort: true, text: (row) => w.one('conditionState', row.state) },
    { key: 'projectName', title: w.f('projectName') },
    { key: 'unitName', title: w.f('projectUnit') },
    { key: 'county', title: w.f('county'), sort: true, text: (row) => w.county(row.county) },
    { key: 'kind', title: w.f('conditionKind'), text: (row) => w.one('conditionKind', row.kind) },
    { key: 'dueOn', title: w.f('dueOn'), kind: 'day', sort: true },
    { key: 'fulfilledOn', title: w.f('fulfilledOn'), kind: 'day' },
    { key: 'projectNo', title: w.f('no'), hidden: true },
    { key: 'note', title: w.f('note'), hidden: true },
  ],
  filters: [w.countyFilter(), { key: 'state', title: w.f('state'), kind: 'select', options: w.options('conditionState', CONDITION_STATES) }, { key: 'overdue', title: w.f('overdue'), kind: 'select', options: [{ value: 'true', title: w.t('greening.onlyOverdue') }] }],
  chips: [
    { title: w.t('greening.onlyOverdue'), set: { overdue: 'true' } },
    { title: w.one('conditionState', 'FULFILLED'), set: { state: 'FULFILLED' } },
  ],
  title: (row) => row.text,
  state: (row) => ({ tone: conditionTone(row), text: conditionWord(w, row) }),
  warning: (row) => (conditionLate(row) ? w.t('greening.text.conditionLate', { day: row.dueOn }) : null),
  facts: (row) => [
    [w.f('projectName'), `${row.projectNo} ${row.projectName}`],
    [w.f('projectUnit'), row.unitName],
    [w.f('county'), w.county(row.county)],
    [w.f('conditionKind'), w.one('conditionKind', row.kind)],
    [w.f('dueOn'), row.dueOn],
    [w.f('fulfilledOn'), row.fulfilledOn],
    [w.f('note'), row.note],
  ],
  find: async (id, signal) => {
    const answer = await read<{ condition: Condition; history: Step[] }>(`${API}/conditions/${id}`, {}, signal)
    return { row: answer.condition, steps: [], acts: answer.condition.acts, history: answer.history } satisfies Found<Condition>
  },
  act: (name, { row }) => conditionAct(w, name, row.id),
})

export const projectHits = (q: string, signal: AbortSignal) => read<Page<Project>>(`${API}/projects`, { q, size: 2 }, signal)
/** Conditions that wait for an officer's look, or for the firm's word. */
export const waiting = async (state: 'OPEN' | 'FULFILLED') => (await read<Page<unknown>>(`${API}/conditions`, { state, size: 1 })).total || null
