import { read } from '@/api/client'
import type { components } from '@/api/schema'
import type { Tone } from '@/ui/status'
import { type Act, type Register, type Spec, API } from './register'
import { type Words, found } from './words'

type Schemas = components['schemas']
export type Park = Omit<Schemas['GreeningParkLine'], 'operatorId' | 'areaKm2' | 'openedOn' | 'useGoalPercent'> & { operatorId?: string | null; areaKm2?: number | null; openedOn?: string | null; useGoalPercent?: number | null; unitName?: string }
export type ParkProject = Omit<Schemas['GreeningParkProjectLine'], 'unitId' | 'waste' | 'capacityG' | 'investmentYuan'> & { unitId?: string | null; waste?: string | null; capacityG?: string | null; investmentYuan?: number | null }
export interface ParkMore { projects: ParkProject[] }

export const PARK_COURSE = ['NO_PLAN', 'DRAFTED', 'APPROVED', 'UNDER_WAY', 'DONE'] as const
const LEVELS = ['STATE', 'REGION', 'PREFECTURE', 'COUNTY'] as const
const PROJECT_KINDS = ['UTILISATION', 'DISPOSAL', 'SHARED_FACILITY', 'EXCHANGE', 'OTHER'] as const
const TONE: Record<Park['state'], Tone> = { NO_PLAN: 'risk', DRAFTED: 'live', APPROVED: 'live', UNDER_WAY: 'live', DONE: 'met' }
export const PARK_PROJECT_TONE: Record<ParkProject['state'], Tone> = { PLANNED: 'plain', BUILDING: 'live', RUNNING: 'met', STOPPED: 'late' }

/** 园区循环化改造: parks, their plan, and the projects it is made of. */
export const parks = (w: Words): Register<Park> => {
  const fields = (changing: boolean): Spec[] => [
    { name: 'name', kind: 'text', label: w.f('parkName'), required: true },
    { name: 'county', kind: 'county', label: w.f('county'), rule: w.rule('parkCounty'), required: true, disabled: changing },
    { name: 'level', kind: 'select', label: w.f('level'), rule: w.rule('level'), options: w.options('level', LEVELS), required: true },
    { name: 'areaKm2', kind: 'decimal', label: w.f('area'), rule: w.rule('area'), suffix: w.t('greening.km2') },
    { name: 'openedOn', kind: 'day', label: w.f('openedOn'), rule: w.rule('happened'), past: true },
    { name: 'operatorId', kind: 'unit', label: w.f('operator'), rule: w.rule('operator') },
    { name: 'industries', kind: 'text', label: w.f('industries') },
    { name: 'planName', kind: 'text', label: w.f('planName'), rule: w.rule('planName') },
    { name: 'useGoalPercent', kind: 'decimal', label: w.f('useGoal'), rule: w.rule('useGoal'), suffix: '%' },
  ]
  const num = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value))
  return {
    path: 'parks',
    words: 'parks',
    columns: [
      { key: 'name', title: w.f('parkName'), sort: true },
      { key: 'state', title: w.f('parkState'), sort: true, text: (row) => w.one('parkState', row.state) },
      { key: 'county', title: w.f('county'), sort: true, text: (row) => w.county(row.county) },
      { key: 'level', title: w.f('level'), text: (row) => w.one('level', row.level) },
      { key: 'operatorName', title: w.f('operator') },
      { key: 'planName', title: w.f('planName') },
      { key: 'useGoalPercent', title: w.f('useGoal'), kind: 'number' },
      { key: 'stateOn', title: w.f('since'), kind: 'day' },
      { key: 'industries', title: w.f('industries'), hidden: true },
      { key: 'areaKm2', title: w.f('area'), kind: 'number', hidden: true },
    ],
    filters: [w.countyFilter(), { key: 'state', title: w.f('parkState'), kind: 'select', options: w.options('parkState', PARK_COURSE) }],
    chips: [{ title: w.one('parkState', 'NO_PLAN'), set: { state: 'NO_PLAN' } }],
    title: (row) => row.name,
    state: (row) => ({ tone: TONE[row.state], text: w.one('parkState', row.state) }),
    warning: (row) => (row.planName === '' ? w.t('greening.text.planFirst') : null),
    course: { states: PARK_COURSE, now: (row) => row.state },
    facts: (row) => [
      [w.f('county'), w.county(row.county)],
      [w.f('level'), w.one('level', row.level)],
      [w.f('operator'), row.unitName],
      [w.f('area'), row.areaKm2 === null || row.areaKm2 === undefined ? null : `${row.areaKm2} ${w.t('greening.km2')}`],
      [w.f('openedOn'), row.openedOn],
      [w.f('industries'), row.industries],
      [w.f('planName'), row.planName],
      [w.f('useGoalName'), row.useGoalPercent === null || row.useGoalPercent === undefined ? null : `${row.useGoalPercent} %`],
    ],
    find: async (id, signal) => found<Park>(await read(`${API}/parks/${id}`, {}, signal), 'park'),
    form: { fields: () => fields(false), blank: () => ({ name: '', county: w.ownCounty(), level: 'COUNTY', areaKm2: '', openedOn: null, operatorId: null, industries: '', planName: '', useGoalPercent: '' }) },
    act: (name, one) => {
      const { row } = one
      const path = `${API}/parks/${row.id}`
      const text = w.t(`greening.text.parks.${name}`)
      if (name === 'CHANGE') return { method: 'PUT', path, versioned: true, text, fields: () => fields(true), blank: { name: row.name, county: row.county, level: row.level, areaKm2: num(row.areaKm2), openedOn: row.openedOn ?? null, operatorId: row.operatorId ?? null, industries: row.industries, planName: row.planName, useGoalPercent: num(row.useGoalPercent) } }
      if (name === 'ADD_PROJECT') {
        return {
          path: `${path}/projects`,
          text,
          fields: () => [
            { name: 'name', kind: 'text', label: w.f('projectName'), required: true },
            { name: 'kind', kind: 'select', label: w.f('parkProjectKind'), options: w.options('parkProjectKind', PROJECT_KINDS), required: true },
            { name: 'unitId', kind: 'unit', label: w.f('projectUnit'), rule: w.rule('parkProjectUnit') },
            { name: 'waste', kind: 'waste', label: w.f('waste'), rule: w.rule('parkWaste') },
            { name: 'capacityG', kind: 'mass', label: w.f('capacity'), rule: w.rule('capacity') },
            { name: 'investmentYuan', kind: 'decimal', label: w.f('investment'), rule: w.rule('yuan'), suffix: w.t('greening.yuan') },
          ],
          blank: { name: '', kind: 'UTILISATION', unitId: null, waste: null, capacityG: null, investmentYuan: '' },
        }
      }
      return w.step(name, one, 'parks', row.stateOn, 'parks')
    },
  }
}

/** A step of a project of a park. */
export const parkProjectAct = (w: Words, to: string, project: ParkProject): Act => ({ ...w.step(to, { row: project, steps: [], acts: [], history: [] }, 'park-projects', project.stateOn, 'parkProjects'), danger: to === 'STOPPED' })
