import { type Page, read } from '@/api/client'
import type { components } from '@/api/schema'
import { today } from '@/ui/days'
import type { Form } from '@/ui/spec'
import { tonnes } from '@/ui/mass'
import type { Tone } from '@/ui/status'
import { type Register, type Spec, API } from './register'
import { type Words, found } from './words'

type Named = components['schemas']['GreeningNamed']
export type Audit = Omit<Named, 'dueOn' | 'carbonCutT' | 'wasteCutG'> & { dueOn?: string | null; carbonCutT?: number | null; wasteCutG?: string | null }
export type State = Audit['state']

export const AUDIT_COURSE = ['LISTED', 'PLANNED', 'AUDITED', 'PASSED', 'ACCEPTED'] as const
const STATES = [...AUDIT_COURSE, 'FAILED', 'REMOVED'] as const
const KINDS = ['MANDATORY', 'VOLUNTARY'] as const
const SETTLED: readonly State[] = ['PASSED', 'ACCEPTED', 'REMOVED']

/** Past its day without having passed. */
export const overdue = (audit: Pick<Audit, 'state' | 'dueOn'>, on = today()): boolean => Boolean(audit.dueOn && audit.dueOn < on && !SETTLED.includes(audit.state))
/** Why a firm may be listed depends on whether it must be audited. */
export const reasonsOf = (kind: unknown): string[] => (kind === 'VOLUNTARY' ? ['WILLING'] : ['EMISSION', 'ENERGY', 'TOXIC', 'LISTED'])
/** A year after the list; 29 February ends on the 28th. */
export function yearAfter(day: string): string {
  const next = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
  return next.endsWith('-02-29') ? `${next.slice(0, 8)}28` : next
}
const tone = (audit: Audit): Tone => (overdue(audit) || audit.state === 'FAILED' ? 'late' : audit.state === 'REMOVED' ? 'plain' : SETTLED.includes(audit.state) ? 'met' : 'live')

/** 清洁生产审核: the yearly list of firms and each audit's way to its result. */
export const audits = (w: Words): Register<Audit> => ({
  path: 'clean-productions',
  words: 'audits',
  columns: [
    { key: 'unitName', title: w.f('firm') },
    { key: 'state', title: w.f('stage'), sort: true, text: (row) => w.one('auditState', row.state) },
    { key: 'year', title: w.f('year'), sort: true, kind: 'number' },
    { key: 'county', title: w.f('county'), sort: true, text: (row) => w.county(row.county) },
    { key: 'kind', title: w.f('auditKind'), text: (row) => w.one('auditKind', row.kind) },
    { key: 'reason', title: w.f('auditReason'), text: (row) => w.one('auditReason', row.reason) },
    { key: 'dueOn', title: w.f('dueOn'), kind: 'day', sort: true },
    { key: 'listedOn', title: w.f('listedOn'), kind: 'day', sort: true, hidden: true },
    { key: 'industry', title: w.f('industry'), hidden: true },
    { key: 'auditor', title: w.f('auditor'), hidden: true },
    { key: 'stateOn', title: w.f('stateOn'), kind: 'day' },
    { key: 'carbonCutT', title: w.f('carbonCut'), kind: 'number', hidden: true },
    { key: 'wasteCutG', title: w.f('wasteCut'), kind: 'mass', hidden: true },
  ],
  filters: [
    w.countyFilter(),
    { key: 'year', title: w.f('year'), kind: 'select', options: years() },
    { key: 'state', title: w.f('stage'), kind: 'select', options: w.options('auditState', STATES) },
    { key: 'kind', title: w.f('auditKind'), kind: 'select', options: w.options('auditKind', KINDS) },
    { key: 'overdue', title: w.f('overdue'), kind: 'select', options: [{ value: 'true', title: w.t('greening.overdueUnpassed') }] },
  ],
  chips: [
    { title: w.t('greening.thisYear'), set: { year: today().slice(0, 4) } },
    { title: w.one('auditKind', 'MANDATORY'), set: { kind: 'MANDATORY' } },
    { title: w.t('greening.overdueUnpassed'), set: { overdue: 'true' } },
    { title: w.one('auditState', 'FAILED'), set: { state: 'FAILED' } },
  ],
  title: (row) => `${row.unitName || w.f('firm')} ${row.year}`,
  state: (row) => ({ tone: tone(row), text: overdue(row) ? `${w.one('auditState', row.state)} · ${w.t('greening.overdue')}` : w.one('auditState', row.state) }),
  warning: (row) => (overdue(row) ? w.t('greening.text.auditOverdue', { day: row.dueOn }) : row.state === 'FAILED' ? w.t('greening.text.auditFailed') : null),
  course: { states: AUDIT_COURSE, now: (row) => row.state },
  facts: (row) => [
    [w.f('firm'), row.unitName],
    [w.f('county'), w.county(row.county)],
    [w.f('year'), String(row.year)],
    [w.f('auditKind'), w.one('auditKind', row.kind)],
    [w.f('auditReason'), w.one('auditReason', row.reason)],
    [w.f('industry'), row.industry],
    [w.f('listedOn'), row.listedOn],
    [w.f('dueOn'), row.dueOn],
    [w.f('auditor'), row.auditor],
    [w.f('carbonAudited'), row.carbonAudited ? w.t('ui.form.yes') : null],
    [w.f('carbonNote'), row.carbonNote],
    [w.f('carbonCut'), row.carbonCutT === null || row.carbonCutT === undefined ? null : `${row.carbonCutT} ${w.t('greening.perYear')}`],
    [w.f('wasteCut'), row.wasteCutG ? `${tonnes(row.wasteCutG)} ${w.t('greening.perYear')}` : null],
  ],
  find: async (id, signal) => found<Audit>(await read(`${API}/clean-productions/${id}`, {}, signal), 'listed'),
  form: {
    fields: (form) => [
      { name: 'year', kind: 'whole', label: w.f('year'), rule: w.rule('auditYear'), required: true },
      { name: 'unitId', kind: 'unit', label: w.f('firm'), rule: w.rule('auditUnit'), required: true },
      { name: 'kind', kind: 'select', label: w.f('auditKind'), rule: w.rule('auditKind'), options: w.options('auditKind', KINDS), required: true },
      { name: 'reason', kind: 'select', label: w.f('auditReason'), rule: w.rule('auditReason'), options: w.options('auditReason', reasonsOf(form.kind)), required: true },
      { name: 'industry', kind: 'text', label: w.f('industry'), rule: w.rule('industry') },
      { name: 'listedOn', kind: 'day', label: w.f('listedOn'), rule: w.rule('listedOn'), required: true, past: true },
      { name: 'dueOn', kind: 'day', label: w.f('dueOn'), rule: due(w, form), from: form.listedOn as string | null },
    ],
    blank: (query) => ({ year: String(query.year ?? today().slice(0, 4)), unitId: query.unitId ?? null, kind: 'MANDATORY', reason: null, industry: '', listedOn: today(), dueOn: null }),
    check: (form) => (reasonsOf(form.kind).includes(String(form.reason)) ? [] : [{ field: 'reason', code: 'unfit', message: w.t('greening.text.reasonUnfit') }]),
  },
  act: (name, { row, ...rest }) => {
    if (name === 'CHANGE') {
      return {
        method: 'PUT',
        path: `${API}/clean-productions/${row.id}`,
        versioned: true,
        text: w.t('greening.text.audits.CHANGE'),
        fields: () => [
          { name: 'reason', kind: 'select', label: w.f('auditReason'), rule: w.rule('auditReason'), options: w.options('auditReason', [...new Set([...reasonsOf(row.kind), row.reason])]), required: true },
          { name: 'industry', kind: 'text', label: w.f('industry'), rule: w.rule('industry') },
          { name: 'dueOn', kind: 'day', label: w.f('dueOn'), rule: w.rule('dueChange'), required: row.kind === 'MANDATORY', from: row.listedOn },
        ],
        blank: { reason: row.reason, industry: row.industry, dueOn: row.dueOn ?? null },
      }
    }
    const auditor: Spec = { name: 'auditor', kind: 'text', label: w.f('auditor'), rule: w.rule('auditor') }
    const carbon: Spec[] = [
      { name: 'carbonAudited', kind: 'yesno', label: w.f('carbonAudited'), rule: w.rule('carbon') },
      { name: 'carbonNote', kind: 'long', label: w.f('carbonNote') },
      { name: 'carbonCutT', kind: 'decimal', label: w.f('carbonCut'), rule: w.rule('carbonCut'), suffix: w.t('greening.perYear') },
      { name: 'wasteCutG', kind: 'mass', label: w.f('wasteCut'), rule: w.rule('wasteCut') },
    ]
    const result = { carbonAudited: String(row.carbonAudited), carbonNote: row.carbonNote, carbonCutT: row.carbonCutT === null || row.carbonCutT === undefined ? '' : String(row.carbonCutT), wasteCutG: row.wasteCutG ?? null }
    const extra = name === 'PLANNED' ? [auditor] : name === 'AUDITED' ? [auditor, ...carbon] : []
    const blank: Form = name === 'PLANNED' ? { auditor: row.auditor } : name === 'AUDITED' ? { auditor: row.auditor, ...result } : {}
    return { ...w.step(name, { row, ...rest }, 'clean-productions', row.stateOn, 'audits', extra, blank, ['REMOVED', 'FAILED']), danger: name === 'REMOVED' || name === 'FAILED' }
  },
})

function due(w: Words, form: Form): string {
  return form.kind === 'MANDATORY' && !form.dueOn && typeof form.listedOn === 'string' ? w.t('greening.rule.dueAuto', { day: yearAfter(form.listedOn) }) : w.rule('due')
}
function years() {
  const now = Number(today().slice(0, 4))
  return Array.from({ length: 6 }, (_, back) => String(now + 1 - back)).map((value) => ({ value, title: value }))
}

export interface Share { passed: number; listed: number }
export const shareOf = (signal: AbortSignal) => read<Share>(`${API}/clean-productions/share`, {}, signal)
export const auditHits = (q: string, signal: AbortSignal) => read<Page<Audit>>(`${API}/clean-productions`, { q, size: 2 }, signal)
