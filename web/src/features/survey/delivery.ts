import { Refused, asRefused } from '@/api/problem'
import { gramsPerM3, plain } from './survey'

/** A photo kept on the telephone until the platform has it; then `paper` is its id there. */
export interface FieldPhoto { id: string; name: string; blob: Blob; paper: string | null }

export interface FieldForm {
  campaignId: string | null
  name: string
  kind: string | null
  ownership: 'NONE' | 'UNIT'
  unitId: string | null
  historical: boolean
  waste: string | null
  longitude: number | null
  latitude: number | null
  accuracy: number | null
  address: string
  foundOn: string
  startedYear: string
  areaM2: string
  volumeM3: string
  density: string
  densitySource: string
  riskLevel: string | null
  risks: string[]
  note: string
  /** Ask for judgement at once, not only write down. */
  submits: boolean
}

/** A stockpile as it stands on the telephone: being written, waiting for a network, or refused by the platform. */
export interface FieldRecord {
  id: string
  person: string
  form: FieldForm
  photos: FieldPhoto[]
  state: 'draft' | 'waiting' | 'refused'
  keys: { find: string; submit: string }
  made: { id: string; version: number } | null
  problem: string | null
  savedAt: number
}

export interface Doors {
  upload: (photo: FieldPhoto, form: FieldForm) => Promise<string>
  find: (body: Record<string, unknown>, key: string) => Promise<{ id: string; version: number }>
  submit: (id: string, version: number, key: string) => Promise<unknown>
  /** How well the place was known, in words for the note. */
  accuracy: (metres: number) => string
}

/** What is sent, as the platform takes it. */
export function bodyOf(form: FieldForm, evidence: readonly string[], said: Doors['accuracy']): Record<string, unknown> {
  const { ownership, accuracy, submits: _submits, density, startedYear, areaM2, volumeM3, note, ...rest } = form
  return {
    ...rest,
    unitId: ownership === 'UNIT' ? form.unitId : null,
    startedYear: startedYear === '' ? null : Number(startedYear),
    areaM2: areaM2 === '' ? null : plain(areaM2),
    volumeM3: plain(volumeM3),
    densityGPerM3: density === '' ? null : gramsPerM3(density),
    densitySource: density === '' ? '' : form.densitySource,
    note: [note.trim(), accuracy === null ? '' : said(Math.round(accuracy))].filter(Boolean).join('\n'),
    evidence,
  }
}

/** A network that went away, or a session that ended: nothing is wrong with what was written. */
const passing = (problem: Refused) => problem.slug === 'network' || problem.slug === 'aborted' || problem.status === 0 || problem.status === 401 || problem.status === 429 || problem.status >= 500

export type Delivered = { how: 'sent'; id: string; note: string | null } | { how: 'waiting' } | { how: 'refused' }

/**
 * Photos, then the stockpile, then its submission, each once: what the platform has taken is remembered after every step, and
 * a step that was cut off goes out again with its own key. Only the platform's own no ends it.
 */
export async function deliver(record: FieldRecord, doors: Doors, save: (record: FieldRecord) => Promise<void>): Promise<Delivered> {
  try {
    for (const photo of record.photos) {
      if (photo.paper !== null) continue
      photo.paper = await doors.upload(photo, record.form)
      await save(record)
    }
    if (record.made === null) {
      record.made = await doors.find(bodyOf(record.form, record.photos.map((photo) => photo.paper as string), doors.accuracy), record.keys.find)
      await save(record)
    }
  } catch (error) {
    const problem = asRefused(error)
    if (passing(problem)) return { how: 'waiting' }
    record.state = 'refused'
    record.problem = [problem.message, ...problem.fields.map((one) => one.message)].join('；')
    await save(record)
    return { how: 'refused' }
  }
  if (!record.form.submits) return { how: 'sent', id: record.made.id, note: null }
  try {
    await doors.submit(record.made.id, record.made.version, record.keys.submit)
  } catch (error) {
    const problem = asRefused(error)
    if (passing(problem)) return { how: 'waiting' }
    // it is written down there; what became of it afterwards is seen on its own page
    return { how: 'sent', id: record.made.id, note: problem.message }
  }
  return { how: 'sent', id: record.made.id, note: null }
}

/** Parts of the form that still lack something, in the order of the steps. */
export type Step = 'where' | 'photos' | 'heap' | 'risk' | 'send'
export const FIELD_STEPS: readonly Step[] = ['where', 'photos', 'heap', 'risk', 'send']
export function lacking(record: Pick<FieldRecord, 'form' | 'photos'>, densityKnown: boolean): { step: Step; field: string }[] {
  const { form } = record
  const volume = plain(form.volumeM3)
  return (
    [
      [form.campaignId !== null, 'where', 'campaignId'],
      [form.longitude !== null && form.latitude !== null, 'where', 'point'],
      [form.name.trim() !== '', 'heap', 'name'],
      [form.kind !== null, 'heap', 'kind'],
      [form.waste !== null, 'heap', 'waste'],
      [volume !== null && Number(volume) > 0 && /^\d+(\.\d{1,3})?$/.test(volume), 'heap', 'volumeM3'],
      [form.density === '' ? densityKnown || form.waste === null : gramsPerM3(form.density) !== null && Number(form.density.normalize('NFKC')) > 0, 'heap', 'density'],
      [form.density === '' || form.densitySource.trim() !== '', 'heap', 'densitySource'],
      [form.startedYear === '' || /^(19|20)\d\d$/.test(form.startedYear), 'heap', 'startedYear'],
      [form.ownership === 'NONE' || form.unitId !== null, 'risk', 'owner'],
      [form.riskLevel !== null, 'risk', 'riskLevel'],
    ] as [boolean, Step, string][]
  )
    .filter(([fine]) => !fine)
    .map(([, step, field]) => ({ step, field }))
}

export type Shape = 'BOX' | 'RIDGE' | 'CONE'
export const SHAPES: readonly Shape[] = ['RIDGE', 'CONE', 'BOX']
/** A heap's volume from a tape measure: length × width × height, halved for a ridge, a third for a cone; three decimals. */
export function volumeOf(shape: Shape, length: string, width: string, height: string): string | null {
  const sides = [length, width, height].map((one) => plain(one))
  if (sides.some((one) => one === null || Number(one) <= 0)) return null
  const whole = sides.reduce((product, one) => product * Number(one), 1)
  return String(Math.round((whole / { BOX: 1, RIDGE: 2, CONE: 3 }[shape]) * 1000) / 1000)
}
