import { read } from '@/api/client'
import { today } from '@/ui/days'
import { tonnes } from '@/ui/mass'
import type { Form, Step } from '@/ui/spec'
import { type Book, type Row, API } from './book'
import { type Benefit, type Claim, type Product, most, ofUnit } from './recycling'
import { type Words, benefits } from './words'

const STATES = ['SUBMITTED', 'APPROVED', 'REFUSED', 'PAID'] as const
export interface Standing { product: Product; benefit: Benefit; bookedG: string }
export type BenefitRow = Benefit & Row

/** 资源综合利用产品: what is made of waste, with its proof. */
export const products = (w: Words): Book<Product> => ({
  path: 'products',
  words: 'products',
  columns: [
    { key: 'name', title: w.f('product'), sort: true },
    ...(ofUnit() ? [] : [{ key: 'unitName', title: w.f('unit') }]),
    { key: 'spec', title: w.f('spec') },
    { key: 'sharePercent', title: w.f('share'), kind: 'number', sort: true },
    { key: 'wastes', title: w.f('wastes'), text: (row) => row.wastes.join(' ') },
    { key: 'benefitCode', title: w.f('benefit') },
    { key: 'proof', title: w.f('evidence'), text: (row) => (row.evidence.length > 0 ? w.t('recycling.papers', { count: row.evidence.length }) : w.t('recycling.noProof')) },
  ],
  filters: [],
  title: (row) => row.name,
  warning: (row) => (row.evidence.length === 0 ? w.t('recycling.text.noProof') : null),
  facts: (row) => [
    [w.f('unit'), row.unitName],
    [w.f('spec'), row.spec],
    [w.f('wastes'), row.wastes.join('、')],
    [w.f('share'), `${row.sharePercent} %`],
    [w.f('benefit'), row.benefitCode],
  ],
  find: async (id, signal) => ({ row: await read<Product>(`${API}/products/${id}`, {}, signal) }),
  xlsx: true,
  form: {
    needs: 'recycling.write',
    fields: () => [
      { name: 'name', kind: 'text', label: w.f('product'), required: true },
      { name: 'spec', kind: 'text', label: w.f('spec') },
      { name: 'wastes', kind: 'wastes', label: w.f('wastes'), rule: w.rule('wastes'), required: true },
      { name: 'sharePercent', kind: 'decimal', label: w.f('share'), rule: w.rule('share'), suffix: '%', required: true },
      { name: 'benefitCode', kind: 'choice', label: w.f('benefit'), rule: w.rule('benefit'), load: benefits },
      { name: 'evidence', kind: 'evidence', label: w.f('proof'), rule: w.rule('proof') },
    ],
    blank: () => ({ name: '', spec: '', wastes: [], sharePercent: '', benefitCode: null, evidence: [] }),
  },
  leads: (step, row) => (step === 'claim' ? `/recycling/claims/new?product=${row.id}` : null),
})

const decide = (w: Words, to: string) => ({
  path: (id: string) => `claims/${id}/steps`,
  primary: to !== 'REFUSED',
  versioned: true,
  fixed: { to },
  text: w.t(`recycling.text.claim${to}`),
  fields: () => [
    { name: 'on', kind: 'day' as const, label: w.f('decidedOn'), required: true, past: true },
    { name: 'note', kind: 'long' as const, label: w.f('note'), required: to === 'REFUSED' },
  ],
  blank: () => ({ on: today(), note: '' }) as Form,
})

/** 增值税即征即退申请: each against the official list and the book. */
export const claims = (w: Words): Book<Claim> => ({
  path: 'claims',
  words: 'claims',
  columns: [
    { key: 'productName', title: w.f('product') },
    ...(ofUnit() ? [] : [{ key: 'unitName', title: w.f('unit') }]),
    { key: 'fromMonth', title: w.f('period'), sort: 'from', text: (row) => period(row) },
    { key: 'claimedYuan', title: w.f('claimed'), kind: 'number', sort: true },
    { key: 'vatYuan', title: w.f('vat'), kind: 'number' },
    { key: 'sharePercent', title: w.f('share'), kind: 'number' },
    { key: 'state', title: w.f('state'), sort: true, text: (row) => w.t(`recycling.claimState.${row.state}`) },
    { key: 'wasteG', title: w.f('wasteUsed'), kind: 'mass', hidden: true },
    { key: 'materialG', title: w.f('materials'), kind: 'mass', hidden: true },
  ],
  filters: [{ key: 'state', title: w.f('state'), kind: 'select', options: w.options('claimState', STATES) }],
  searchable: false,
  title: (row) => `${row.productName} ${period(row)}`,
  state: (row) => ({ tone: ({ SUBMITTED: 'live', APPROVED: 'risk', REFUSED: 'late', PAID: 'met' } as const)[row.state], text: w.t(`recycling.claimState.${row.state}`) }),
  facts: (row, more) => {
    const standing = more as Standing | undefined
    return [
      [w.f('unit'), row.unitName],
      [w.f('product'), row.productName],
      [w.f('period'), period(row)],
      [w.f('wasteUsed'), `${tonnes(row.wasteG)} ${w.t('ui.mass.unit')}`],
      [w.f('booked'), standing ? `${tonnes(standing.bookedG)} ${w.t('ui.mass.unit')}` : null],
      [w.f('materials'), `${tonnes(row.materialG)} ${w.t('ui.mass.unit')}`],
      [w.f('share'), standing ? w.t('recycling.atLeast', { value: row.sharePercent, min: standing.benefit.shareMin }) : `${row.sharePercent} %`],
      [w.f('sales'), row.salesYuan.toFixed(2)],
      [w.f('vat'), row.vatYuan.toFixed(2)],
      [w.f('claimed'), standing ? w.t('recycling.atMost', { value: row.claimedYuan.toFixed(2), max: most(row.vatYuan.toFixed(2), standing.benefit.refundPercent) }) : row.claimedYuan.toFixed(2)],
      [w.f('benefit'), standing ? `${standing.benefit.product} · ${w.t(standing.benefit.checked ? 'recycling.checked' : 'recycling.unchecked')}` : null],
      [w.f('basis'), row.basis],
    ]
  },
  find: async (id, signal) => {
    const found = await read<{ claim: Claim; standing: Standing; history: Step[] }>(`${API}/claims/${id}`, {}, signal)
    return { row: found.claim, history: found.history, more: found.standing }
  },
  xlsx: true,
  form: {
    needs: 'recycling.write',
    fields: () => [
      {
        name: 'product', kind: 'choice', label: w.f('product'), rule: w.rule('claimProduct'), required: true,
        load: async (signal) => (await read<{ items: Product[] }>(`${API}/products`, { size: 200 }, signal)).items.filter((one) => one.benefitCode).map((one) => ({ value: one.id, title: one.name, note: one.benefitCode ?? '' })),
      },
      { name: 'from', kind: 'month', label: w.f('fromMonth'), rule: w.rule('period'), required: true },
      { name: 'to', kind: 'month', label: w.f('toMonth'), required: true },
      { name: 'wasteG', kind: 'mass', label: w.f('wasteUsed'), rule: w.rule('wasteUsed'), required: true },
      { name: 'materialG', kind: 'mass', label: w.f('materials'), rule: w.rule('materials'), required: true },
      { name: 'salesYuan', kind: 'decimal', label: w.f('sales'), required: true },
      { name: 'vatYuan', kind: 'decimal', label: w.f('vat'), required: true },
      { name: 'claimedYuan', kind: 'decimal', label: w.f('claimed'), rule: w.rule('claimed'), required: true },
      { name: 'evidence', kind: 'evidence', label: w.f('evidence'), rule: w.rule('claimEvidence') },
    ],
    blank: (query) => ({ product: typeof query.product === 'string' ? query.product : null, from: null, to: null, wasteG: null, materialG: null, salesYuan: '', vatYuan: '', claimedYuan: '', evidence: [] }),
    path: (form) => `products/${String(form.product)}/claims`,
  },
  acts: Object.fromEntries(STATES.map((to) => [to, decide(w, to)])),
})
const period = (row: Claim) => (row.fromMonth === row.toMonth ? row.fromMonth : `${row.fromMonth} – ${row.toMonth}`)

/** 优惠目录: what the official list asks and gives; an officer answers for each entry. */
export const benefitsBook = (w: Words): Book<BenefitRow> => ({
  path: 'benefits',
  words: 'benefits',
  columns: [
    { key: 'product', title: w.f('product') },
    { key: 'wastes', title: w.f('wastes') },
    { key: 'shareMin', title: w.f('shareMin'), kind: 'number' },
    { key: 'refundPercent', title: w.f('refund'), kind: 'number' },
    { key: 'validFrom', title: w.f('validFrom'), kind: 'day' },
    { key: 'validTo', title: w.f('validTo'), kind: 'day' },
    { key: 'state', title: w.f('state'), text: (row) => w.t(row.checked ? 'recycling.checked' : 'recycling.unchecked') },
    { key: 'code', title: w.f('entryCode') },
  ],
  filters: [],
  searchable: false,
  title: (row) => row.product,
  state: (row) => ({ tone: row.checked ? 'met' : 'risk', text: w.t(row.checked ? 'recycling.checked' : 'recycling.unchecked') }),
  warning: (row) => (row.checked ? null : w.t('recycling.text.unchecked')),
  facts: (row) => [
    [w.f('entryCode'), row.code],
    [w.f('wastes'), row.wastes],
    [w.f('shareMin'), `${row.shareMin} %`],
    [w.f('refund'), `${row.refundPercent} %`],
    [w.f('valid'), `${row.validFrom} – ${row.validTo ?? ''}`],
    [w.f('basis'), row.basis],
    [w.f('checkedBy'), row.checked ? `${row.checkedBy} ${row.checkedAt?.slice(0, 10) ?? ''}` : null],
  ],
  form: {
    needs: 'recycling.supervise',
    fields: () => [
      { name: 'code', kind: 'text', label: w.f('entryCode'), rule: w.rule('entryCode'), required: true },
      { name: 'product', kind: 'text', label: w.f('product'), required: true },
      { name: 'wastes', kind: 'text', label: w.f('wastes'), required: true },
      { name: 'shareMin', kind: 'decimal', label: w.f('shareMin'), suffix: '%', required: true },
      { name: 'refundPercent', kind: 'decimal', label: w.f('refund'), suffix: '%', required: true },
      { name: 'basis', kind: 'text', label: w.f('basis'), rule: w.rule('basis'), required: true },
      { name: 'validFrom', kind: 'day', label: w.f('validFrom'), required: true },
      { name: 'validTo', kind: 'day', label: w.f('validTo'), rule: w.rule('validTo') },
    ],
    blank: (query) => ({ code: query.code ?? '', product: query.product ?? '', wastes: query.wastes ?? '', shareMin: query.shareMin ?? '', refundPercent: query.refundPercent ?? '', basis: query.basis ?? '', validFrom: query.validFrom ?? null, validTo: query.validTo ?? null }),
  },
  leads: (step, row) => {
    if (step !== 'check') return null
    const query = new URLSearchParams()
    for (const key of ['code', 'product', 'wastes', 'shareMin', 'refundPercent', 'basis', 'validFrom', 'validTo'] as const) if (row[key] !== null && row[key] !== undefined) query.set(key, String(row[key]))
    return `/recycling/benefits/new?${query}`
  },
})
