import { reactive } from 'vue'
import { type Page, read } from '@/api/client'
import { session } from '@/api/session'

/**
 * Names behind the ids and codes that an answer carries: units, places, waste codes, methods. Asked once for the whole page,
 * list by list; what a list leaves out is asked by itself. What lies outside a person's sight keeps no name.
 */
type Kind = 'units' | 'places' | 'wastes' | 'methods' | 'classes'
interface Named { id?: string; code?: string; name: string }
const PAGE = 500
/** A prefecture's registers are far smaller; beyond this, names are asked one by one. */
const PAGES_MAX = 10
const RECEIVERS = 100
/** Single questions under way at once: the server's limit is for people, not for a table. */
const ASKED_MAX = 40
const PATHS: Record<Kind, string> = { units: '/api/v1/registry/units', places: '/api/v1/registry/places', wastes: '/api/v1/catalogue/wastes', methods: '/api/v1/catalogue/methods', classes: '/api/v1/catalogue/classes' }
const SINGLE: Partial<Record<Kind, string>> = { units: PATHS.units, places: PATHS.places, wastes: PATHS.wastes }

const known: Record<Kind, Map<string, string>> = { units: reactive(new Map()), places: reactive(new Map()), wastes: reactive(new Map()), methods: reactive(new Map()), classes: reactive(new Map()) }
const lists: Partial<Record<Kind, Promise<void>>> = {}
const missed = new Set<string>()
let asking = 0

const put = (kind: Kind, one: Named) => void known[kind].set((kind === 'units' || kind === 'places' ? one.id : one.code) ?? '', one.name)

async function list(kind: Kind): Promise<void> {
  let cursor: string | null = null
  for (let page = 0; page < PAGES_MAX; page++) {
    const answer: Named[] | Page<Named> = await read<Named[] | Page<Named>>(PATHS[kind], SINGLE[kind] ? { size: PAGE, cursor } : {})
    for (const one of Array.isArray(answer) ? answer : answer.items) put(kind, one)
    cursor = Array.isArray(answer) ? null : answer.next
    if (cursor === null || cursor === undefined) break
  }
  // a firm sees itself in the register; those it may send to are named to everybody
  if (kind === 'units' && session.me.value?.unit) for (const one of (await read<Page<Named>>('/api/v1/registry/receivers', { size: RECEIVERS })).items) put(kind, one)
}

function want(kind: Kind, id: string): void {
  lists[kind] ??= list(kind).catch(() => void delete lists[kind])
  void lists[kind]?.then(async () => {
    const path = SINGLE[kind]
    const key = `${kind}/${id}`
    // the lists of a firm are whole: what they leave out is others', and stays unnamed
    if (session.me.value?.unit && (kind === 'units' || kind === 'places')) return
    if (!path || known[kind].has(id) || missed.has(key) || asking >= ASKED_MAX) return
    missed.add(key)
    asking++
    try {
      put(kind, await read<Named>(`${path}/${encodeURIComponent(id)}`))
    } catch {
      // not within sight: it keeps no name
    } finally {
      asking--
    }
  })
}

/** The name, or `null` while it is asked for or where it is out of sight. */
function nameOf(kind: Kind, id: string | null | undefined): string | null {
  if (!id) return null
  const name = known[kind].get(id)
  if (name === undefined) want(kind, id)
  return name ?? null
}

export const useNames = () => ({
  unitName: (id: string | null | undefined) => nameOf('units', id),
  placeName: (id: string | null | undefined) => nameOf('places', id),
  wasteName: (code: string | null | undefined) => nameOf('wastes', code),
  methodName: (code: string | null | undefined) => nameOf('methods', code),
  className: (code: string | null | undefined) => nameOf('classes', code),
  /** `900-099-S12 冶炼废渣`: a code never stands alone. */
  wasteTitle: (code: string | null | undefined) => [code, nameOf('wastes', code)].filter(Boolean).join(' '),
  classTitle: (code: string | null | undefined) => [code, nameOf('classes', code)].filter(Boolean).join(' '),
  methodTitle: (code: string | null | undefined) => [code, nameOf('methods', code)].filter(Boolean).join(' '),
  /** The lists are there: what an export writes has its names. */
  ready: async (...kinds: Kind[]) => void (await Promise.all(kinds.map((kind) => (lists[kind] ??= list(kind).catch(() => void delete lists[kind]))))),
  known,
})
