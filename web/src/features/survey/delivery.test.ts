import { describe, expect, it } from 'vitest'
import { Refused } from '@/api/problem'
import { type Doors, type FieldRecord, bodyOf, deliver, lacking, volumeOf } from './delivery'

const blank = (): FieldRecord => ({
  id: 'r', person: 'p', state: 'waiting', keys: { find: 'find-key', submit: 'submit-key' }, made: null, problem: null, savedAt: 0,
  photos: [{ id: 'a', name: 'a.jpg', blob: new Blob(['a']), paper: null }, { id: 'b', name: 'b.jpg', blob: new Blob(['b']), paper: null }],
  form: { campaignId: 'c', name: '旧尾矿堆', kind: 'TAILINGS', ownership: 'NONE', unitId: null, historical: true, waste: '091-001-S05', longitude: 80.1, latitude: 32.5, accuracy: 4.6, address: '', foundOn: '2026-11-26', startedYear: '1998', areaM2: '', volumeM3: '１，200.5', density: '', densitySource: '', riskLevel: 'LOW', risks: [], note: '', submits: true },
})
/** A platform that remembers keys as the real one does, and a line that is cut where the test says. */
function platform(cut: string[] = [], no: Record<string, Refused> = {}) {
  const log: string[] = []
  const step = async <T>(name: string, answer: T): Promise<T> => {
    log.push(name)
    if (no[name]) throw no[name]
    if (cut[0] === name) {
      cut.shift()
      throw new TypeError('Failed to fetch')
    }
    return answer
  }
  const doors: Doors = {
    upload: (photo) => step(`upload ${photo.id}`, `paper-${photo.id}`),
    find: (body, key) => step(`find ${key} ${(body.evidence as string[]).join(',')}`, { id: 'made', version: 1 }),
    accuracy: (metres) => `±${metres} m`,
    submit: (id, version, key) => step(`submit ${id} ${version} ${key}`, null),
  }
  return { log, doors }
}
const kept = async () => undefined

describe('what was written on site', () => {
  it('arrives whole: photos, the stockpile with them, its submission', async () => {
    const { log, doors } = platform()
    expect(await deliver(blank(), doors, kept)).toEqual({ how: 'sent', id: 'made', note: null })
    expect(log).toEqual(['upload a', 'upload b', 'find find-key paper-a,paper-b', 'submit made 1 submit-key'])
  })
  it('goes on where the line was cut, sends no photo twice, and every step with its own key', async () => {
    const record = blank()
    const { log, doors } = platform(['upload b', 'find find-key paper-a,paper-b', 'submit made 1 submit-key'])
    for (let tries = 0; tries < 3; tries++) expect(await deliver(record, doors, kept)).toEqual({ how: 'waiting' })
    expect((await deliver(record, doors, kept)).how).toBe('sent')
    expect(log.filter((one) => one === 'upload a')).toHaveLength(1)
    expect(log.filter((one) => one.startsWith('find'))).toEqual(['find find-key paper-a,paper-b', 'find find-key paper-a,paper-b'])
    expect(log.filter((one) => one.startsWith('submit'))).toHaveLength(2)
  })
  it('waits for a sign-in and for a busy platform, and is refused only by a real no', async () => {
    const of = (status: number) => new Refused({ type: '/problems/x', title: 'x', status })
    for (const status of [401, 429, 503]) expect((await deliver(blank(), platform([], { 'upload a': of(status) }).doors, kept)).how).toBe('waiting')
    const record = blank()
    const no = new Refused({ type: '/problems/survey/point-outside', title: '该坐标不在阿里地区范围内', status: 422 })
    expect((await deliver(record, platform([], { 'find find-key paper-a,paper-b': no }).doors, kept)).how).toBe('refused')
    expect(record).toMatchObject({ state: 'refused', problem: '该坐标不在阿里地区范围内', made: null })
  })
  it('that is written down but could not be submitted says so and is not sent again', async () => {
    const no = new Refused({ type: '/problems/survey/campaign-closed', title: '本次排查已结束', status: 409 })
    expect(await deliver(blank(), platform([], { 'submit made 1 submit-key': no }).doors, kept)).toEqual({ how: 'sent', id: 'made', note: '本次排查已结束' })
  })
  it('is sent as the platform takes it, with how well the place was known', () => {
    expect(bodyOf({ ...blank().form, unitId: 'u' }, ['p'], (metres) => `±${metres} m`)).toMatchObject({ volumeM3: '1200.5', startedYear: 1998, areaM2: null, densityGPerM3: null, unitId: null, evidence: ['p'], note: '±5 m' })
    expect(bodyOf({ ...blank().form, density: '1.6', densitySource: '环刀法', accuracy: null }, [], String)).toMatchObject({ densityGPerM3: '1600000', densitySource: '环刀法', note: '' })
  })
  it('says what it lacks, step by step', () => {
    expect(lacking(blank(), true)).toEqual([])
    expect(lacking(blank(), false)).toEqual([{ step: 'heap', field: 'density' }])
    expect(lacking({ form: { ...blank().form, waste: null }, photos: [] }, false).map((one) => one.field)).toEqual(['waste'])
    const form = { ...blank().form, longitude: null, volumeM3: '0', riskLevel: null, ownership: 'UNIT' as const }
    expect(lacking({ form, photos: [] }, true).map((one) => one.field)).toEqual(['point', 'volumeM3', 'owner', 'riskLevel'])
  })
  it('measures a heap with a tape', () => {
    expect(volumeOf('BOX', '10', '5', '2')).toBe('100')
    expect(volumeOf('RIDGE', '40', '12.5', '3')).toBe('750')
    expect(volumeOf('CONE', '10', '10', '4')).toBe('133.333')
    expect(volumeOf('CONE', '10', '', '4')).toBeNull()
  })
})
