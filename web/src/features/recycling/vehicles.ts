import { read } from '@/api/client'
import { today } from '@/ui/days'
import { tonnes } from '@/ui/mass'
import type { Form, Step } from '@/ui/spec'
import { type Book, API } from './book'
import { type Batch, type Output, type Vehicle, ofUnit, ownUnit } from './recycling'
import { reasoned } from './sludge'
import { type Words, places } from './words'

const KINDS = ['CAR', 'BUS', 'TRUCK', 'MOTORCYCLE', 'TRAILER', 'OTHER'] as const
const ENERGIES = ['FUEL', 'ELECTRIC', 'HYBRID', 'NONE'] as const
const STATES = ['RECEIVED', 'DISMANTLED', 'VOIDED'] as const
export interface BatchMore { vehicles: Vehicle[]; lowPercent: number; highPercent: number }

/** 报废机动车回收台账: one by one, under the VIN. */
export const vehicles = (w: Words): Book<Vehicle> => ({
  path: 'vehicles',
  words: 'vehicles',
  columns: [
    { key: 'vin', title: w.f('vin'), sort: true },
    ...(ofUnit() ? [] : [{ key: 'unitName', title: w.f('unit') }]),
    { key: 'plate', title: w.f('carPlate') },
    { key: 'kind', title: w.f('vehicleKind'), text: (row) => w.t(`recycling.vehicleKind.${row.kind}`) },
    { key: 'massG', title: w.f('kerb'), kind: 'mass', sort: true },
    { key: 'receivedOn', title: w.f('takenOn'), kind: 'day', sort: true },
    { key: 'state', title: w.f('state'), sort: true, text: (row) => w.t(`recycling.vehicleState.${row.state}`) },
    { key: 'certificateNo', title: w.f('certificateNo') },
    { key: 'energy', title: w.f('energy'), hidden: true, text: (row) => w.t(`recycling.energy.${row.energy}`) },
  ],
  filters: [{ key: 'state', title: w.f('state'), kind: 'select', options: w.options('vehicleState', STATES) }],
  chips: [{ title: w.t('recycling.vehicleState.RECEIVED'), set: { state: 'RECEIVED' } }],
  title: (row) => row.vin,
  state: (row) => ({ tone: row.state === 'RECEIVED' ? 'live' : row.state === 'DISMANTLED' ? 'met' : 'plain', text: w.t(`recycling.vehicleState.${row.state}`) }),
  facts: (row) => [
    [w.f('unit'), row.unitName],
    [w.f('certificateNo'), row.certificateNo],
    [w.f('carPlate'), row.plate],
    [w.f('vehicleKind'), `${w.t(`recycling.vehicleKind.${row.kind}`)} · ${w.t(`recycling.energy.${row.energy}`)}`],
    [w.f('kerb'), `${tonnes(row.massG)} ${w.t('ui.mass.unit')}`],
    [w.f('waste'), row.waste],
    [w.f('takenOn'), row.receivedOn],
  ],
  find: async (id, signal) => {
    const found = await read<{ vehicle: Vehicle; history: Step[] }>(`${API}/vehicles/${id}`, {}, signal)
    return { row: found.vehicle, history: found.history }
  },
  xlsx: true,
  form: {
    needs: 'recycling.write',
    fields: () => [
      { name: 'receivedOn', kind: 'day', label: w.f('takenOn'), required: true, past: true },
      { name: 'placeId', kind: 'choice', label: w.f('place'), required: true, load: places(ownUnit()) },
      { name: 'certificateNo', kind: 'text', label: w.f('certificateNo'), rule: w.rule('certificate'), required: true },
      { name: 'vin', kind: 'text', label: w.f('vin'), rule: w.rule('vin'), required: true },
      { name: 'plate', kind: 'text', label: w.f('carPlate') },
      { name: 'kind', kind: 'select', label: w.f('vehicleKind'), options: w.options('vehicleKind', KINDS), required: true },
      { name: 'energy', kind: 'select', label: w.f('energy'), rule: w.rule('energy'), options: w.options('energy', ENERGIES), required: true },
      { name: 'waste', kind: 'waste', label: w.f('waste'), rule: w.rule('vehicleWaste'), required: true, wasteClass: 'SW63' },
      { name: 'massG', kind: 'mass', label: w.f('kerb'), rule: w.rule('kerb'), required: true },
      { name: 'evidence', kind: 'evidence', label: w.f('evidence'), rule: w.rule('vehicleEvidence') },
    ],
    blank: () => ({ receivedOn: today(), placeId: null, certificateNo: '', vin: '', plate: '', kind: 'CAR', energy: 'FUEL', waste: null, massG: null, evidence: [] }),
  },
  acts: { void: reasoned(w, (id) => `vehicles/${id}/void`, w.t('recycling.text.void')) },
  leads: (step, row) => (step === 'dismantle' ? `/recycling/dismantlings/new?vehicle=${row.id}` : null),
})

/** 拆解物料平衡: vehicles in, materials out, what is left over stays in sight. */
export const dismantlings = (w: Words): Book<Batch> => ({
  path: 'dismantlings',
  words: 'dismantlings',
  columns: [
    { key: 'happenedOn', title: w.f('dismantledOn'), kind: 'day', sort: 'on' },
    ...(ofUnit() ? [] : [{ key: 'unitName', title: w.f('unit') }]),
    { key: 'vehicles', title: w.f('count'), kind: 'number', value: (row) => row.vehicleIds.length },
    { key: 'inputG', title: w.f('input'), kind: 'mass', sort: true },
    { key: 'outputG', title: w.f('output'), kind: 'mass' },
    { key: 'ratioPercent', title: w.f('ratio'), kind: 'number' },
    { key: 'state', title: w.f('state'), text: (row) => w.t(`recycling.batchState.${row.inBand ? 'IN' : row.settled ? 'SETTLED' : 'OUT'}`) },
    { key: 'lossG', title: w.f('loss'), kind: 'mass' },
    { key: 'leftG', title: w.f('left'), kind: 'mass' },
    { key: 'surplusG', title: w.f('surplus'), kind: 'mass', hidden: true },
  ],
  filters: [{ key: 'inBand', title: w.f('state'), kind: 'select', options: [{ value: 'true', title: w.t('recycling.batchState.IN') }, { value: 'false', title: w.t('recycling.batchState.OUT') }] }],
  searchable: false,
  title: (row) => `${row.happenedOn} ${w.t('recycling.vehiclesCount', { count: row.vehicleIds.length })}`,
  state: (row) => ({ tone: row.inBand || row.settled ? 'met' : 'late', text: w.t(`recycling.batchState.${row.inBand ? 'IN' : row.settled ? 'SETTLED' : 'OUT'}`) }),
  warning: (row) => (row.inBand || row.settled ? null : w.t('recycling.text.outOfBand', { ratio: row.ratioPercent, left: tonnes(row.leftG) })),
  facts: (row, more) => [
    [w.f('unit'), row.unitName],
    [w.f('dismantledOn'), row.happenedOn],
    [w.f('input'), `${tonnes(row.inputG)} ${w.t('ui.mass.unit')}`],
    [w.f('output'), `${tonnes(row.outputG)} ${w.t('ui.mass.unit')}`],
    [w.f('ratio'), more ? `${row.ratioPercent} %（${(more as BatchMore).lowPercent}–${(more as BatchMore).highPercent} %）` : `${row.ratioPercent} %`],
    [w.f('loss'), row.lossG === '0' ? null : `${tonnes(row.lossG)} ${w.t('ui.mass.unit')}`],
    [w.f('left'), row.leftG === '0' ? null : `${tonnes(row.leftG)} ${w.t('ui.mass.unit')}`],
    [w.f('surplus'), row.surplusG === '0' ? null : `${tonnes(row.surplusG)} ${w.t('ui.mass.unit')}`],
  ],
  find: async (id, signal) => {
    const found = await read<{ batch: Batch; history: Step[] } & BatchMore>(`${API}/dismantlings/${id}`, {}, signal)
    return { row: found.batch, history: found.history, more: found }
  },
  xlsx: true,
  form: {
    needs: 'recycling.write',
    fields: () => [
      { name: 'on', kind: 'day', label: w.f('dismantledOn'), required: true, past: true },
      { name: 'placeId', kind: 'choice', label: w.f('place'), required: true, load: places(ownUnit()) },
      { name: 'vehicleIds', kind: 'vehicles', label: w.f('vehicles'), rule: w.rule('vehicles'), required: true },
      { name: 'outputs', kind: 'outputs', label: w.f('outputs'), rule: w.rule('outputs'), required: true },
      { name: 'note', kind: 'text', label: w.f('note') },
      { name: 'evidence', kind: 'evidence', label: w.f('evidence'), rule: w.rule('evidence') },
    ],
    blank: (query) => ({ on: today(), placeId: null, vehicleIds: typeof query.vehicle === 'string' ? [query.vehicle] : [], outputs: [{ material: 'STEEL', waste: null, massG: null }], note: '', evidence: [] }),
    check: (form: Form) =>
      (form.outputs as Output[]).some((line) => !line.material || !line.waste || !line.massG) ? [{ field: 'outputs', code: 'required', message: w.t('recycling.text.outputsMissing') }] : [],
  },
  acts: { settle: { ...reasoned(w, (id) => `dismantlings/${id}/settle`, w.t('recycling.text.settleBatch')), primary: true } },
})
