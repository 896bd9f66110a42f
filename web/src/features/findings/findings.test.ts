import { describe, expect, it } from 'vitest'
import { acts, asked, changed, daysSince, documentOf, fixedOf, spans, subjectOf, told, viewOf } from './findings'

const ID = '0199f0aa-1111-7222-8333-444455556666'
const officer = (permission: string) => ['findings.read', 'findings.note', 'findings.decide'].includes(permission)
const clerk = (permission: string) => ['findings.read', 'findings.note'].includes(permission)

describe('the desk', () => {
  it('shows what nobody has decided unless asked otherwise', () => {
    expect(viewOf(undefined)).toBe('open')
    expect(viewOf('nonsense')).toBe('open')
    expect(fixedOf('open', undefined)).toEqual({ state: 'OPEN,TAKEN', unitId: undefined })
    expect(fixedOf('mine', 'u')).toEqual({ state: 'OPEN,TAKEN', mine: 'true', unitId: 'u' })
    expect(fixedOf('all', undefined)).toEqual({ unitId: undefined })
  })
  it('counts each span of age once', () => {
    expect(spans(10, [7, 4, 1])).toEqual([3, 3, 3, 1])
    expect(spans(0, [0, 0, 0])).toEqual([0, 0, 0, 0])
  })
  it('never counts below zero when the queue moved between two questions', () => expect(spans(3, [4, 0, 0])).toEqual([0, 4, 0, 0]))
  it('counts days from the day it first held', () => {
    expect(daysSince('2026-11-01', '2026-11-26')).toBe(25)
    expect(daysSince('2026-11-26', '2026-11-26')).toBe(0)
    expect(daysSince('2026-12-01', '2026-11-26')).toBe(0)
  })
  it('asks only for orders that the platform knows', () => {
    expect(asked({ size: 1, sort: 'newest' }).sort).toBe('newest')
    expect(asked({ size: 1, sort: '-massG' }).sort).toBeUndefined()
  })
})

describe('what a person may do with a finding', () => {
  it('lets an officer take or decide what waits', () => expect(acts({ state: 'OPEN', takenBy: null }, { id: 'me' }, officer)).toEqual(['take', 'decide', 'note']))
  it('lets the one who has it decide or lay it back', () => expect(acts({ state: 'TAKEN', takenBy: 'me' }, { id: 'me' }, officer)).toEqual(['release', 'decide', 'note']))
  it('asks a colleague to take it over first', () => expect(acts({ state: 'TAKEN', takenBy: 'other' }, { id: 'me' }, officer)).toEqual(['takeOver', 'note']))
  it('opens an ended one again', () => expect(acts({ state: 'DISMISSED', takenBy: 'me' }, { id: 'me' }, officer)).toEqual(['reopen', 'note']))
  it('lets a unit answer and nothing else', () => expect(acts({ state: 'OPEN', takenBy: null }, { id: 'me' }, clerk)).toEqual(['note']))
  it('lets a leader read', () => expect(acts({ state: 'OPEN', takenBy: null }, { id: 'me' }, () => false)).toEqual([]))
})

describe('the life of a finding', () => {
  it('says what changed from telling to telling', () => {
    expect(changed({ a: '1', b: '2' }, { a: '1', b: '3', c: '4' })).toEqual([{ name: 'b', before: '2', after: '3' }, { name: 'c', before: null, after: '4' }])
    const steps = [{ at: '', act: 'RAISED', by: '', text: '', facts: { a: '1' } }, { at: '', act: 'NOTED', by: '', text: 'x', facts: null }, { at: '', act: 'UPDATED', by: '', text: '', facts: { a: '2' } }]
    expect(told(steps).map((step) => step.changes.length)).toEqual([0, 0, 1])
  })
})

describe('where a finding leads', () => {
  it('knows the document behind a page', () => {
    expect(documentOf(`/industrial/exits/${ID}`)).toEqual({ kind: 'industrial.exit', id: ID })
    expect(documentOf(`/industrial/stocktakes?unitId=${ID}&open=${ID.replace('0199', '0200')}`)).toEqual({ kind: 'industrial.stocktake', id: ID.replace('0199', '0200') })
    expect(documentOf(`/survey/records/${ID}`)).toEqual({ kind: 'survey.record', id: ID })
    expect(documentOf(`/recycling/sludge?deliveryId=${ID}`)).toEqual({ kind: 'recycling.sludge-delivery', id: ID })
    expect(documentOf(`/recycling/vehicles?dismantlingId=${ID}`)).toEqual({ kind: 'recycling.dismantling', id: ID })
  })
  it('has none behind a month or a permit', () => {
    expect(documentOf(`/industrial/months/2026-09?unitId=${ID}`)).toBeNull()
    expect(documentOf(`/industrial/permit?unitId=${ID}&year=2026`)).toBeNull()
  })
  it('names the page', () => {
    expect(subjectOf(`/industrial/exits/${ID}`)).toBe('industrial_exits')
    expect(subjectOf(`/ledger/stocks?unit=${ID}`)).toBe('ledger_stocks')
  })
})
