import { read } from '@/api/client'
import { session } from '@/api/session'
import { thisMonth, today } from '@/ui/days'
import { tonnes } from '@/ui/mass'
import type { Form, Step } from '@/ui/spec'
import { type Book, API } from './book'
import { type Channel, type Duty, type Item, ITEM_KINDS, dutyTone, ownUnit, progress } from './recycling'
import { reasoned } from './sludge'
import { type Words, channelsOf, methodsOf, places, producers } from './words'

const STATES = ['STORED', 'SENT', 'RECEIVED', 'TREATED', 'VOIDED'] as const
const tone = (state: string) => (({ STORED: 'live', SENT: 'risk', RECEIVED: 'live', TREATED: 'met' }) as const)[state as 'STORED'] ?? 'plain'
const kindFilter = (w: Words) => ({ key: 'item', title: w.f('item'), kind: 'select' as const, options: w.options('item', ITEM_KINDS) })

/** 新兴固体废物逐件台账: batteries, PV modules and blades, each followed by its code. */
export const items = (w: Words): Book<Item> => ({
  path: 'items',
  words: 'items',
  columns: [
    { key: 'code', title: w.f('code'), sort: true },
    { key: 'item', title: w.f('item'), text: (row) => w.t(`recycling.item.${row.item}`) },
    { key: 'unitName', title: w.f('holder') },
    { key: 'massG', title: w.f('mass'), kind: 'mass', sort: true },
    { key: 'pieces', title: w.f('pieces'), kind: 'number', sort: true },
    { key: 'retiredOn', title: w.f('retiredOn'), kind: 'day', sort: true },
    { key: 'state', title: w.f('state'), sort: true, text: (row) => w.t(`recycling.itemState.${row.state}`) },
    { key: 'receiverName', title: w.f('receiver') },
    { key: 'producerName', title: w.f('producer'), hidden: true },
    { key: 'model', title: w.f('model'), hidden: true },
  ],
  filters: [kindFilter(w), { key: 'state', title: w.f('state'), kind: 'select', options: w.options('itemState', STATES) }],
  chips: [{ title: w.t('recycling.itemState.SENT'), set: { state: 'SENT' } }],
  title: (row) => row.code,
  state: (row) => ({ tone: tone(row.state), text: w.t(`recycling.itemState.${row.state}`) }),
  facts: (row) => [
    [w.f('item'), `${w.t(`recycling.item.${row.item}`)} ${row.model}`],
    [w.f('producer'), row.producerName],
    [w.f('holder'), row.unitName],
    [w.f('waste'), row.waste],
    [w.f('mass'), `${tonnes(row.massG)} ${w.t('ui.mass.unit')} · ${w.t('recycling.piecesCount', { count: row.pieces })}`],
    [w.f('massSource'), row.massSource],
    [w.f('retiredOn'), row.retiredOn],
    [w.f('receiver'), row.receiverName],
    [w.f('stateOn'), row.stateOn],
  ],
  find: async (id, signal) => {
    const found = await read<{ item: Item; history: Step[]; channels: Channel[] }>(`${API}/items/${id}`, {}, signal)
    return { row: found.item, history: found.history, more: found.channels }
  },
  xlsx: true,
  form: {
    needs: 'recycling.write',
    fields: (form: Form) => [
      { name: 'item', kind: 'select', label: w.f('item'), options: w.options('item', ITEM_KINDS), required: true },
      { name: 'code', kind: 'text', label: w.f('code'), rule: w.rule(form.item === 'BATTERY' ? 'batteryCode' : 'code'), required: true },
      { name: 'placeId', kind: 'choice', label: w.f('place'), required: true, load: places(ownUnit()) },
      { name: 'waste', kind: 'waste', label: w.f('waste'), rule: w.rule('itemWaste'), required: true },
      { name: 'producerId', kind: 'choice', label: w.f('producer'), rule: w.rule('producer'), load: producers(form.item), on: form.item },
      { name: 'model', kind: 'text', label: w.f('model') },
      ...(form.item === 'BATTERY' ? [] : [{ name: 'pieces', kind: 'whole' as const, label: w.f('pieces'), required: true }]),
      { name: 'massG', kind: 'mass', label: w.f('mass'), rule: w.rule('itemMass') },
      { name: 'retiredOn', kind: 'day', label: w.f('retiredOn'), required: true, past: true },
      { name: 'evidence', kind: 'evidence', label: w.f('evidence'), rule: w.rule('itemEvidence') },
    ],
    blank: () => ({ item: 'BATTERY', code: '', placeId: null, waste: null, producerId: null, model: '', pieces: '1', massG: null, retiredOn: today(), evidence: [] }),
    body: (form) => (form.item === 'BATTERY' ? { pieces: 1 } : {}),
    check: (form) => (form.item === 'BATTERY' && !/^[0-9A-Za-z]{24}$/.test(String(form.code).trim()) ? [{ field: 'code', code: 'code-invalid', message: w.rule('batteryCode') }] : []),
  },
  acts: {
    send: {
      path: (id) => `items/${id}/send`,
      primary: true,
      text: w.t('recycling.text.send'),
      fields: (form) => [
        { name: 'channelId', kind: 'choice', label: w.f('channel'), rule: w.rule('channel'), required: true, load: channelsOf(String(form.id)), on: form.id },
        { name: 'on', kind: 'day', label: w.f('sentOn'), required: true, past: true },
        { name: 'plate', kind: 'text', label: w.f('plate') },
      ],
      blank: () => ({ channelId: null, on: today(), plate: '' }),
    },
    receive: {
      path: (id) => `items/${id}/receipt`,
      primary: true,
      text: w.t('recycling.text.receiveItem'),
      fields: () => [
        { name: 'on', kind: 'day', label: w.f('receivedOn'), required: true, past: true },
        { name: 'placeId', kind: 'choice', label: w.f('placeInto'), required: true, load: places(ownUnit()) },
      ],
      blank: () => ({ on: today(), placeId: null }),
    },
    treat: {
      path: (id) => `items/${id}/treatment`,
      primary: true,
      fields: (form) => [
        { name: 'on', kind: 'day', label: w.f('treatedOn'), required: true, past: true },
        { name: 'kind', kind: 'select', label: w.f('treatment'), rule: w.rule('treatment'), options: w.options('treatment', ['REUSE', 'RECYCLING', 'DISPOSAL']), required: true },
        { name: 'method', kind: 'choice', label: w.f('method'), rule: w.rule('method'), required: true, load: methodsOf([form.kind === 'DISPOSAL' ? 'DISPOSAL' : 'USE']), on: form.kind },
        { name: 'note', kind: 'text', label: w.f('note') },
      ],
      blank: () => ({ on: today(), kind: 'REUSE', method: null, note: '' }),
    },
    recall: reasoned(w, (id) => `items/${id}/recall`, w.t('recycling.text.recall')),
    void: reasoned(w, (id) => `items/${id}/void`, w.t('recycling.text.void')),
  },
})

/** “点对点”渠道: from whom, to whom, in which term. */
export const channels = (w: Words): Book<Channel> => ({
  path: 'channels',
  words: 'channels',
  columns: [
    { key: 'name', title: w.f('channelName'), sort: true },
    { key: 'item', title: w.f('item'), text: (row) => w.t(`recycling.item.${row.item}`) },
    { key: 'fromUnitName', title: w.f('holder') },
    { key: 'toUnitName', title: w.f('receiver') },
    { key: 'validFrom', title: w.f('validFrom'), kind: 'day' },
    { key: 'validTo', title: w.f('validTo'), kind: 'day', sort: true },
    { key: 'state', title: w.f('state'), text: (row) => w.t(`recycling.channelState.${valid(row)}`) },
    { key: 'carrier', title: w.f('carrier'), hidden: true },
    { key: 'agreement', title: w.f('agreement') },
  ],
  filters: [kindFilter(w)],
  title: (row) => row.name,
  state: (row) => ({ tone: valid(row) === 'VALID' ? 'met' : 'plain', text: w.t(`recycling.channelState.${valid(row)}`) }),
  facts: (row) => [
    [w.f('item'), w.t(`recycling.item.${row.item}`)],
    [w.f('holder'), row.fromUnitName],
    [w.f('receiver'), row.toUnitName],
    [w.f('carrier'), row.carrier],
    [w.f('valid'), `${row.validFrom} – ${row.validTo}`],
    [w.f('agreement'), row.agreement],
  ],
  form: {
    needs: 'recycling.supervise',
    fields: () => [
      { name: 'name', kind: 'text', label: w.f('channelName'), required: true },
      { name: 'item', kind: 'select', label: w.f('item'), options: w.options('item', ITEM_KINDS), required: true },
      { name: 'fromUnitId', kind: 'unit', label: w.f('holder'), rule: w.rule('fromUnit'), required: true },
      { name: 'toUnitId', kind: 'receiver', label: w.f('receiver'), required: true },
      { name: 'carrier', kind: 'text', label: w.f('carrier') },
      { name: 'validFrom', kind: 'day', label: w.f('validFrom'), rule: w.rule('channelTerm'), required: true },
      { name: 'validTo', kind: 'day', label: w.f('validTo'), required: true },
      { name: 'agreement', kind: 'text', label: w.f('agreement') },
      { name: 'evidence', kind: 'evidence', label: w.f('evidence') },
    ],
    blank: () => ({ name: '', item: 'BATTERY', fromUnitId: null, toUnitId: null, carrier: '', validFrom: today(), validTo: null, agreement: '', evidence: [] }),
  },
})
const valid = (row: Channel) => (row.validTo < today() ? 'ENDED' : row.validFrom > today() ? 'COMING' : 'VALID')

/** 生产者责任: what was sold, what is to be recovered, and how far it is. */
export const producersBook = (w: Words): Book<Duty> => ({
  path: 'producers',
  words: 'producers',
  columns: [
    { key: 'name', title: w.f('producer'), sort: true },
    { key: 'item', title: w.f('item'), text: (row) => w.t(`recycling.item.${row.item}`) },
    { key: 'year', title: w.f('year'), kind: 'number', sort: true },
    { key: 'progress', title: w.f('progress'), value: (row) => progress(row), text: (row) => `${progress(row)} %` },
    { key: 'soldPieces', title: w.f('sold'), kind: 'number', sort: true },
    { key: 'targetPercent', title: w.f('targetPercent'), kind: 'number' },
    { key: 'targetPieces', title: w.f('target'), kind: 'number' },
    { key: 'recoveredPieces', title: w.f('recovered'), kind: 'number' },
    { key: 'shortPieces', title: w.f('missing'), kind: 'number' },
  ],
  filters: [kindFilter(w), { key: 'year', title: w.f('year'), kind: 'select', options: Array.from({ length: 8 }, (_, back) => String(Number(thisMonth().slice(0, 4)) - back)).map((value) => ({ value, title: value })) }],
  title: (row) => `${row.name} ${row.year}`,
  state: (row) => ({ tone: dutyTone(row), text: w.t(`recycling.dutyState.${row.shortPieces === 0 ? 'MET' : dutyTone(row) === 'late' ? 'SHORT' : 'RUNNING'}`) }),
  facts: (row) => [
    [w.f('item'), w.t(`recycling.item.${row.item}`)],
    [w.f('unit'), row.unitName],
    [w.f('year'), String(row.year)],
    [w.f('sold'), String(row.soldPieces)],
    [w.f('target'), `${row.targetPieces}（${row.targetPercent} %）`],
    [w.f('recovered'), String(row.recoveredPieces)],
    [w.f('missing'), String(row.shortPieces)],
  ],
  find: async (id, signal) => ({ row: await read<Duty>(`${API}/producers/${id}`, {}, signal) }),
  form: {
    needs: 'recycling.supervise',
    fields: () => [
      { name: 'name', kind: 'text', label: w.f('producer'), required: true },
      { name: 'unitId', kind: 'unit', label: w.f('producerUnit'), rule: w.rule('producerUnit') },
      { name: 'county', kind: 'county', label: w.f('county'), rule: w.rule('dutyCounty'), required: true },
      { name: 'item', kind: 'select', label: w.f('item'), options: w.options('item', ITEM_KINDS), required: true },
      { name: 'year', kind: 'whole', label: w.f('year'), required: true },
      { name: 'soldPieces', kind: 'whole', label: w.f('sold'), rule: w.rule('sold'), required: true },
      { name: 'targetPercent', kind: 'decimal', label: w.f('targetPercent'), rule: w.rule('target'), suffix: '%', required: true },
    ],
    blank: () => ({ name: '', unitId: null, county: session.me.value?.scope.counties[0] ?? null, item: 'BATTERY', year: thisMonth().slice(0, 4), soldPieces: '', targetPercent: '' }),
  },
})
