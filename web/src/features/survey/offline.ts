import { ref, shallowRef } from 'vue'
import { type Page, learnMe, newKey, read, write } from '@/api/client'
import { session } from '@/api/session'
import { today } from '@/ui/days'
import { type Shape, holds } from '@/ui/ground'
import { type Doors, type FieldRecord, deliver } from './delivery'
import { shelf } from './shelf'
import { API, type Campaign, type Factor, type Survey, etag, industrial } from './survey'

/** Who writes on this telephone, and of which counties they may (null: any): remembered, because without a network nobody can be asked. */
export interface Person { id: string; name: string; unit: string | null; counties: string[] | null }
export interface Waste { code: string; name: string; className?: string }
export interface Facts { campaigns: Pick<Campaign, 'id' | 'name' | 'counties'>[]; factors: Factor[]; wastes: Waste[]; shapes: Shape[]; at: number }
export interface Sent { id: string; name: string; at: number; note: string | null }

const SENT_KEPT = 20
const RETRY_MS = 60_000
const WASTES_PAGE = 500

async function askFacts(): Promise<Facts> {
  const wastes: Waste[] = []
  let cursor: string | null = null
  do {
    const page: Page<Waste> = await read('/api/v1/catalogue/wastes', { hazardous: false, size: WASTES_PAGE, cursor })
    wastes.push(...page.items.map(({ code, name, className }) => ({ code, name, className })))
    cursor = page.next
  } while (cursor !== null)
  const [campaigns, factors, shapes] = await Promise.all([
    read<Page<Campaign>>(`${API}/campaigns`, { state: 'OPEN', size: 200 }),
    read<Factor[]>('/api/v1/catalogue/factors'),
    read<{ features: Shape[] }>('/api/v1/catalogue/counties.geojson'),
  ])
  return { campaigns: campaigns.items.map(({ id, name, counties }) => ({ id, name, counties })), factors: factors.filter((one) => one.name.startsWith('density/')), wastes: wastes.filter((one) => industrial(one.code)), shapes: shapes.features, at: Date.now() }
}

export const countyAt = (shapes: readonly Shape[], lon: number | null, lat: number | null): Shape | null => (lon === null || lat === null ? null : (shapes.find((shape) => holds(shape, lon, lat)) ?? null))

/** A photo as small as it may be: a thin line carries it, and nothing but the picture goes along. */
const EDGE_MAX = 2048
export async function shrunk(file: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, EDGE_MAX / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
    if (small) return small
  } catch {
    // a picture that this browser cannot draw goes as it is; the platform judges it
  }
  return file
}

const people = {
  recall(): Person | null {
    try {
      return JSON.parse(localStorage.getItem('wufei.field.person') ?? 'null') as Person | null
    } catch {
      return null
    }
  },
  keep(person: Person) {
    try {
      localStorage.setItem('wufei.field.person', JSON.stringify(person))
    } catch {
      // without a store there is no offline either
    }
  },
}

/** A thin line may take this long to bring the page's files once more. */
const KEEPING_MS = 120_000

/** Tells the worker which files this page stands on, so that it opens without a network next time; true once it has them all. */
async function keepPage(): Promise<boolean> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return false
  try {
    await navigator.serviceWorker.register('/offline.js')
    const { active } = await navigator.serviceWorker.ready
    const files = performance.getEntriesByType('resource').map((one) => new URL(one.name)).filter((one) => one.origin === location.origin && (one.pathname.startsWith('/assets/') || one.pathname === '/mark.svg')).map((one) => one.pathname)
    const { port1, port2 } = new MessageChannel()
    return await new Promise<boolean>((resolve) => {
      port1.onmessage = (event: MessageEvent<{ whole: boolean }>) => resolve(event.data.whole)
      setTimeout(() => resolve(false), KEEPING_MS)
      active?.postMessage({ keep: [...new Set(files)] }, [port2])
    })
  } catch {
    return false
  }
}

/** Everything the form on site stands on; one for the page. */
export function useField(accuracy: Doors['accuracy']) {
  const person = shallowRef<Person | null>(null)
  const records = shallowRef<FieldRecord[]>([])
  const sent = shallowRef<Sent[]>([])
  const facts = shallowRef<Facts | null>(null)
  const online = ref(navigator.onLine)
  const sending = ref<string | null>(null)
  const shelfFault = ref(false)
  const kept = ref(false)
  let lastCampaign: string | null = null

  const doors: Doors = {
    accuracy,
    upload: async (photo, form) => {
      const body = new FormData()
      body.append('file', photo.blob, photo.name)
      const county = countyAt(facts.value?.shapes ?? [], form.longitude, form.latitude)?.properties.adcode
      const unit = form.ownership === 'UNIT' ? form.unitId : null
      return (await write<{ id: string }>('POST', '/api/v1/evidence', body, { key: photo.id, query: unit ? { unitId: unit } : { county } })).id
    },
    find: (body, key) => write<Survey>('POST', `${API}/records`, body, { key }),
    submit: (id, version, key) => write<Survey>('POST', `${API}/records/${id}/submit`, undefined, { key, ifMatch: etag(version) }),
  }
  const reload = async () => {
    if (person.value) records.value = await shelf.all(person.value.id)
  }
  async function put(record: FieldRecord) {
    try {
      if (record.form.campaignId !== null && record.form.campaignId !== lastCampaign) await shelf.remember('campaign', (lastCampaign = record.form.campaignId))
      // what lies on the shelf is plain: no page's own wrapping goes along
      await shelf.put({ ...record, form: { ...record.form, risks: [...record.form.risks] }, photos: record.photos.map((photo) => ({ ...photo })), keys: { ...record.keys }, made: record.made ? { ...record.made } : null })
      shelfFault.value = false
    } catch {
      shelfFault.value = true
    }
    await reload()
  }
  async function remove(id: string) {
    await shelf.remove(id)
    await reload()
  }
  /** Sends what waits, one after the other. */
  async function send(): Promise<void> {
    if (sending.value !== null || !navigator.onLine || !session.signedIn.value || session.me.value?.id !== person.value?.id) return
    for (const record of records.value.filter((one) => one.state === 'waiting')) {
      sending.value = record.id
      const delivered = await deliver(record, doors, put)
      if (delivered.how === 'sent') {
        sent.value = [{ id: delivered.id, name: record.form.name, at: Date.now(), note: delivered.note }, ...sent.value].slice(0, SENT_KEPT)
        await shelf.remember(`sent.${record.person}`, sent.value).catch(() => undefined)
        await shelf.remove(record.id)
      }
      if (delivered.how === 'waiting') break
    }
    sending.value = null
    await reload()
  }
  async function refresh() {
    if (!session.signedIn.value) return
    try {
      facts.value = await askFacts()
      await shelf.remember('facts', facts.value)
    } catch {
      // what is known from before serves
    }
  }
  async function wake() {
    online.value = navigator.onLine
    if (!online.value) return
    // opened without a network: who is there is asked now
    if (!session.known.value) await learnMe().catch(() => undefined)
    await send()
  }
  let timer: ReturnType<typeof setInterval> | undefined
  async function start() {
    const me = session.me.value
    person.value = me ? { id: me.id, name: me.name, unit: me.unit ?? null, counties: me.scope.all || me.unit ? null : me.scope.counties } : people.recall()
    if (me && person.value) people.keep(person.value)
    try {
      facts.value = (await shelf.fact<Facts>('facts')) ?? null
      lastCampaign = (await shelf.fact<string>('campaign')) ?? null
      if (person.value) sent.value = (await shelf.fact<Sent[]>(`sent.${person.value.id}`)) ?? []
      await reload()
    } catch {
      shelfFault.value = true
    }
    globalThis.addEventListener('online', wake)
    globalThis.addEventListener('offline', wake)
    timer = setInterval(() => void wake(), RETRY_MS)
    // what the telephone holds is shown at once; the network comes when it comes
    void connect()
  }
  async function connect() {
    if (!session.known.value && navigator.onLine) await learnMe().catch(() => undefined)
    await refresh()
    void shelf.hold()
    // what waits is sent at once, however long the page's files take
    void keepPage().then((whole) => (kept.value = whole))
    await send()
  }
  function stop() {
    clearInterval(timer)
    globalThis.removeEventListener('online', wake)
    globalThis.removeEventListener('offline', wake)
  }
  /** The only campaign there is, or the one that was written for last. */
  function usual(): string | null {
    const open = facts.value?.campaigns ?? []
    return open.length === 1 ? (open[0]?.id ?? null) : (open.find((one) => one.id === lastCampaign)?.id ?? null)
  }
  const fresh = (): FieldRecord => ({
    id: newKey(), person: person.value?.id ?? '', state: 'draft', keys: { find: newKey(), submit: newKey() }, made: null, problem: null, savedAt: Date.now(), photos: [],
    form: { campaignId: usual(), name: '', kind: null, ownership: person.value?.unit ? 'UNIT' : 'NONE', unitId: person.value?.unit ?? null, historical: !person.value?.unit, waste: null, longitude: null, latitude: null, accuracy: null, address: '', foundOn: today(), startedYear: '', areaM2: '', volumeM3: '', density: '', densitySource: '', riskLevel: null, risks: [], note: '', submits: true },
  })
  return { person, records, sent, facts, online, sending, shelfFault, kept, start, stop, put, remove, send, fresh }
}
export type Field = ReturnType<typeof useField>
