import { read } from '@/api/client'
import { today } from '@/ui/days'
import { tonnes } from '@/ui/mass'
import type { Form, Step } from '@/ui/spec'
import { type Act, type Book, API } from './book'
import { type Day, type Delivery, type Drying, ofUnit, ownUnit } from './recycling'
import { type Words, methodsOf, places } from './words'

const WASTE = 'SW90'
export const WAYS = ['BRICKWORKS', 'COMPOST', 'LAND', 'INCINERATION', 'LANDFILL', 'OTHER'] as const
const DELIVERY_STATES = ['SENT', 'DIFFERING', 'RECEIVED', 'TREATED', 'VOIDED'] as const
const docTone = (state: string) => (state === 'VOIDED' ? 'plain' : 'met') as 'plain' | 'met'
const deliveryTone = (state: string) => (({ SENT: 'live', DIFFERING: 'late', RECEIVED: 'met', TREATED: 'met' }) as const)[state as 'SENT'] ?? 'plain'

export const reasoned = (w: Words, path: (id: string) => string, text: string): Act => ({ path, text, fields: () => [{ name: 'reason', kind: 'long', label: w.f('reason'), rule: w.rule('reason'), required: true }], blank: () => ({ reason: '' }) })
const dated = (w: Words) => [
  { key: 'from', title: w.f('from'), kind: 'day' as const },
  { key: 'to', title: w.f('to'), kind: 'day' as const },
]
const unitColumn = (w: Words) => (ofUnit() ? [] : [{ key: 'unitName', title: w.f('unit') }])
const place = (w: Words) => ({ name: 'placeId', kind: 'choice' as const, label: w.f('place'), rule: w.rule('place'), required: true, load: places(ownUnit()) })
const waste = (w: Words) => ({ name: 'waste', kind: 'waste' as const, label: w.f('waste'), rule: w.rule('sludgeWaste'), required: true, wasteClass: WASTE })

/** 污泥产生: what a plant generated, by the day. */
export const days = (w: Words): Book<Day> => ({
  path: 'sludge/days',
  words: 'days',
  columns: [
    { key: 'happenedOn', title: w.f('on'), kind: 'day', sort: 'on' },
    ...unitColumn(w),
    { key: 'massG', title: w.f('wet'), kind: 'mass', sort: true },
    { key: 'waterPercent', title: w.f('water'), kind: 'number' },
    { key: 'dryG', title: w.f('dry'), kind: 'mass' },
    { key: 'state', title: w.f('state'), text: (row) => w.t(`recycling.docState.${row.state}`) },
    { key: 'waste', title: w.f('waste'), hidden: true },
    { key: 'note', title: w.f('note') },
  ],
  filters: [{ key: 'state', title: w.f('state'), kind: 'select', options: w.options('docState', ['BOOKED', 'VOIDED']) }, ...dated(w)],
  chips: [{ title: w.f('thisMonth'), set: { from: `${today().slice(0, 7)}-01` } }],
  title: (row) => `${row.happenedOn} ${row.unitName}`,
  state: (row) => ({ tone: docTone(row.state), text: w.t(`recycling.docState.${row.state}`) }),
  facts: (row) => [
    [w.f('unit'), row.unitName],
    [w.f('on'), row.happenedOn],
    [w.f('waste'), row.waste],
    [w.f('wet'), `${tonnes(row.massG)} ${w.t('ui.mass.unit')}`],
    [w.f('water'), `${row.waterPercent} %`],
    [w.f('dry'), `${tonnes(row.dryG)} ${w.t('ui.mass.unit')}`],
  ],
  find: async (id, signal) => {
    const found = await read<{ day: Day; history: Step[] }>(`${API}/sludge/days/${id}`, {}, signal)
    return { row: found.day, history: found.history }
  },
  xlsx: true,
  form: {
    needs: 'recycling.write',
    fields: () => [
      { name: 'on', kind: 'day', label: w.f('on'), rule: w.rule('day'), required: true, past: true },
      place(w),
      waste(w),
      { name: 'massG', kind: 'mass', label: w.f('wet'), rule: w.rule('wet'), required: true },
      { name: 'waterPercent', kind: 'decimal', label: w.f('water'), rule: w.rule('water'), required: true, suffix: '%' },
      { name: 'note', kind: 'text', label: w.f('note') },
      { name: 'evidence', kind: 'evidence', label: w.f('evidence'), rule: w.rule('evidence') },
    ],
    blank: () => ({ on: today(), placeId: null, waste: null, massG: null, waterPercent: '80', note: '', evidence: [] }),
  },
  acts: { void: reasoned(w, (id) => `sludge/days/${id}/void`, w.t('recycling.text.void')) },
})

/** 干化: water that leaves the sludge, and the book with it. */
export const dryings = (w: Words): Book<Drying> => ({
  path: 'sludge/dryings',
  words: 'dryings',
  columns: [
    { key: 'happenedOn', title: w.f('on'), kind: 'day', sort: 'on' },
    ...unitColumn(w),
    { key: 'massG', title: w.f('dried'), kind: 'mass' },
    { key: 'waterBefore', title: w.f('waterBefore'), kind: 'number' },
    { key: 'waterAfter', title: w.f('waterAfter'), kind: 'number' },
    { key: 'lostG', title: w.f('evaporated'), kind: 'mass' },
    { key: 'state', title: w.f('state'), text: (row) => w.t(`recycling.docState.${row.state}`) },
  ],
  filters: dated(w),
  searchable: false,
  title: (row) => `${row.happenedOn} ${row.unitName}`,
  state: (row) => ({ tone: docTone(row.state), text: w.t(`recycling.docState.${row.state}`) }),
  facts: (row) => [
    [w.f('unit'), row.unitName],
    [w.f('on'), row.happenedOn],
    [w.f('waste'), row.waste],
    [w.f('dried'), `${tonnes(row.massG)} ${w.t('ui.mass.unit')}`],
    [w.f('water'), `${row.waterBefore} % → ${row.waterAfter} %`],
    [w.f('evaporated'), `${tonnes(row.lostG)} ${w.t('ui.mass.unit')}`],
  ],
  find: async (id, signal) => {
    const found = await read<{ drying: Drying; history: Step[] }>(`${API}/sludge/dryings/${id}`, {}, signal)
    return { row: found.drying, history: found.history }
  },
  form: {
    needs: 'recycling.write',
    fields: () => [
      { name: 'on', kind: 'day', label: w.f('on'), required: true, past: true },
      place(w),
      waste(w),
      { name: 'massG', kind: 'mass', label: w.f('dried'), rule: w.rule('dried'), required: true },
      { name: 'waterBefore', kind: 'decimal', label: w.f('waterBefore'), required: true, suffix: '%' },
      { name: 'waterAfter', kind: 'decimal', label: w.f('waterAfter'), rule: w.rule('waterAfter'), required: true, suffix: '%' },
    ],
    blank: () => ({ on: today(), placeId: null, waste: null, massG: null, waterBefore: '80', waterAfter: '60' }),
  },
  acts: { void: reasoned(w, (id) => `sludge/dryings/${id}/void`, w.t('recycling.text.void')) },
})

/** 污泥去向: treated by the plant itself, or sent to a receiver that confirms by its own scale. */
export const deliveries = (w: Words): Book<Delivery> => ({
  path: 'sludge/deliveries',
  words: 'deliveries',
  columns: [
    { key: 'happenedOn', title: w.f('sentOn'), kind: 'day', sort: 'on' },
    { key: 'unitName', title: w.f('from_') },
    { key: 'massG', title: w.f('sent'), kind: 'mass', sort: true },
    { key: 'way', title: w.f('way'), text: (row) => w.t(`recycling.way.${row.way}`) },
    { key: 'receiverName', title: w.f('receiver'), text: (row) => row.receiverName ?? w.t('recycling.self') },
    { key: 'receivedG', title: w.f('received'), kind: 'mass' },
    { key: 'receivedOn', title: w.f('receivedOn'), kind: 'day' },
    { key: 'state', title: w.f('state'), sort: true, text: (row) => w.t(`recycling.deliveryState.${row.state}`) },
    { key: 'plate', title: w.f('plate'), hidden: true },
    { key: 'carrier', title: w.f('carrier'), hidden: true },
    { key: 'method', title: w.f('method'), hidden: true },
  ],
  filters: [{ key: 'state', title: w.f('state'), kind: 'select', options: w.options('deliveryState', DELIVERY_STATES) }, ...dated(w)],
  chips: [
    { title: w.t('recycling.deliveryState.SENT'), set: { state: 'SENT' } },
    { title: w.t('recycling.deliveryState.DIFFERING'), set: { state: 'DIFFERING' } },
  ],
  title: (row) => `${row.happenedOn} ${w.t(`recycling.way.${row.way}`)} ${tonnes(row.massG)} ${w.t('ui.mass.unit')}`,
  state: (row) => ({ tone: deliveryTone(row.state), text: w.t(`recycling.deliveryState.${row.state}`) }),
  warning: (row) => (row.state !== 'DIFFERING' ? null : row.surplusG === '0' ? w.t('recycling.text.short', { mass: tonnes(row.restG) }) : w.t('recycling.text.surplus', { mass: tonnes(row.surplusG) })),
  facts: (row) => [
    [w.f('from_'), row.unitName],
    [w.f('sentOn'), row.happenedOn],
    [w.f('waste'), row.waste],
    [w.f('sent'), `${tonnes(row.massG)} ${w.t('ui.mass.unit')}`],
    [w.f('water'), row.waterPercent === null || row.waterPercent === undefined ? null : `${row.waterPercent} %`],
    [w.f('way'), `${w.t(`recycling.way.${row.way}`)} ${row.method}`],
    [w.f('receiver'), row.receiverName ?? w.t('recycling.self')],
    [w.f('carrier'), [row.carrier, row.plate].filter(Boolean).join(' · ')],
    [w.f('received'), row.receivedG ? `${tonnes(row.receivedG)} ${w.t('ui.mass.unit')}（${row.receivedOn}）` : null],
    [w.f('short'), row.restG === '0' ? null : `${tonnes(row.restG)} ${w.t('ui.mass.unit')}`],
    [w.f('surplus'), row.surplusG === '0' ? null : `${tonnes(row.surplusG)} ${w.t('ui.mass.unit')}`],
  ],
  find: async (id, signal) => {
    const found = await read<{ delivery: Delivery; history: Step[] }>(`${API}/sludge/deliveries/${id}`, {}, signal)
    return { row: found.delivery, history: found.history, more: found.delivery }
  },
  xlsx: true,
  form: {
    needs: 'recycling.write',
    fields: (form: Form) => [
      { name: 'on', kind: 'day', label: w.f('sentOn'), required: true, past: true },
      place(w),
      waste(w),
      { name: 'massG', kind: 'mass', label: w.f('sent'), rule: w.rule('sent'), required: true },
      { name: 'waterPercent', kind: 'decimal', label: w.f('water'), suffix: '%' },
      { name: 'way', kind: 'select', label: w.f('way'), rule: w.rule('way'), options: w.options('way', WAYS), required: true },
      { name: 'method', kind: 'choice', label: w.f('method'), rule: w.rule('method'), required: true, load: methodsOf(['USE', 'DISPOSAL']) },
      { name: 'receiverId', kind: 'receiver', label: w.f('receiver'), rule: w.rule('receiver') },
      ...(form.receiverId
        ? [
            { name: 'carrier', kind: 'text' as const, label: w.f('carrier') },
            { name: 'plate', kind: 'text' as const, label: w.f('plate') },
          ]
        : [{ name: 'facilityId', kind: 'choice' as const, label: w.f('facility'), rule: w.rule('facility'), load: places(ownUnit()) }]),
      { name: 'note', kind: 'text', label: w.f('note') },
      { name: 'evidence', kind: 'evidence', label: w.f('evidence'), rule: w.rule('evidence') },
    ],
    blank: () => ({ on: today(), placeId: null, waste: null, massG: null, waterPercent: '', way: 'BRICKWORKS', method: null, receiverId: null, carrier: '', plate: '', facilityId: null, note: '', evidence: [] }),
  },
  acts: {
    receive: {
      path: (id) => `sludge/deliveries/${id}/receipt`,
      primary: true,
      text: w.t('recycling.text.receive'),
      fields: () => [
        { name: 'on', kind: 'day', label: w.f('receivedOn'), required: true, past: true },
        { name: 'massG', kind: 'mass', label: w.f('received'), rule: w.rule('received'), required: true },
        { ...place(w), label: w.f('placeInto'), rule: w.rule('placeInto') },
        { name: 'note', kind: 'text', label: w.f('note') },
      ],
      blank: () => ({ on: today(), massG: null, placeId: null, note: '' }),
    },
    settle: {
      path: (id) => `sludge/deliveries/${id}/difference`,
      primary: true,
      text: w.t('recycling.text.settle'),
      fields: () => [
        { name: 'as', kind: 'select', label: w.f('settled'), rule: w.rule('settle'), options: w.options('settle', ['LOST', 'RETURNED', 'FOUND', 'AS_SENT']), required: true },
        { name: 'reason', kind: 'long', label: w.f('reason'), rule: w.rule('reason'), required: true },
      ],
      blank: () => ({ as: null, reason: '' }),
    },
    void: reasoned(w, (id) => `sludge/deliveries/${id}/void`, w.t('recycling.text.void')),
  },
})
