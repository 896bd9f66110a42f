import { type Page, read } from '@/api/client'
import { session } from '@/api/session'
import type { Feature } from '@/ui/feature'
import { API } from './book'
import { OPEN_PATHS, PATHS, SUBJECTS, type Subject, WORDS } from './books'
import { type Item, type Vehicle, ofUnit, official, ownUnit } from './recycling'

const READ = 'recycling.read'
const SUPERVISED = ['channels', 'producers', 'benefits']
/** Whose business each subject is; whoever has it from time to time finds it under 其他业务. */
const TRAITS: Record<Subject, string[]> = {
  sludge: ['SEWAGE', 'RECEIVER', 'LANDFILL'],
  vehicles: ['ELV_DISMANTLER'],
  emerging: ['EMERGING', 'PRODUCER', 'RECYCLER', 'POWER'],
  products: ['RECYCLER', 'BRICKWORKS', 'RECEIVER', 'ELV_DISMANTLER'],
}
const subjects = Object.keys(SUBJECTS) as Subject[]
/** What waits for this unit to confirm. */
const coming = async () => {
  const sent = await read<Page<{ receiverId?: string | null }>>(`${API}/sludge/deliveries`, { state: 'SENT', size: 100 })
  return sent.items.filter((one) => one.receiverId === ownUnit()).length || null
}
const differing = async () => (await read<Page<unknown>>(`${API}/sludge/deliveries`, { state: 'DIFFERING', size: 1 })).total || null

/** 循环利用: sludge, end-of-life vehicles, emerging wastes and producers' duty, recycled products and their tax credits. */
export default {
  id: 'recycling',
  menu: subjects.flatMap((subject, index) => [
    { title: `menu.${subject}`, path: `/recycling/${SUBJECTS[subject][0]}`, group: 'recycling' as const, needs: READ, when: ofUnit, order: 40 + index, traits: TRAITS[subject], ...(subject === 'sludge' ? { badge: coming } : {}) },
    { title: `menu.${subject}`, path: `/recycling/${SUBJECTS[subject][0]}`, group: 'recycling' as const, needs: READ, when: official, order: 40 + index, ...(subject === 'sludge' ? { badge: differing } : {}) },
  ]),
  routes: [
    ...PATHS.map((path) => ({ path: `/recycling/${path}`, component: () => import('./BookPage.vue'), props: { path }, meta: { needs: READ, title: `recycling.${WORDS[path]}.tab` } })),
    ...PATHS.map((path) => ({ path: `/recycling/${path}/new`, component: () => import('./BookForm.vue'), props: { path }, meta: { needs: SUPERVISED.includes(path) ? 'recycling.supervise' : 'recycling.write', title: `recycling.${WORDS[path]}.new` } })),
    ...OPEN_PATHS.map((path) => ({ path: `/recycling/${path}/:id`, component: () => import('./BookOne.vue'), props: (route: { params: Record<string, string | string[]> }) => ({ path, id: route.params.id as string }), meta: { needs: READ, title: `recycling.${WORDS[path]}.tab` } })),
  ],
  search: async (q, signal) => {
    if (!session.can(READ)) return []
    const [items, vehicles] = await Promise.all([read<Page<Item>>(`${API}/items`, { q, size: 3 }, signal), read<Page<Vehicle>>(`${API}/vehicles`, { q, size: 2 }, signal)])
    return [
      ...items.items.map((one) => ({ title: one.code, note: one.unitName, kind: 'recycling.items.tab', path: `/recycling/items/${one.id}` })),
      ...vehicles.items.map((one) => ({ title: `${one.vin} ${one.plate}`, note: one.unitName, kind: 'recycling.vehicles.tab', path: `/recycling/vehicles/${one.id}` })),
    ]
  },
  documents: {
    'recycling.sludge-day': (id) => `/recycling/sludge/days/${id}`,
    'recycling.sludge-drying': (id) => `/recycling/sludge/dryings/${id}`,
    'recycling.sludge-delivery': (id) => `/recycling/sludge/deliveries/${id}`,
    'recycling.vehicle': (id) => `/recycling/vehicles/${id}`,
    'recycling.dismantling': (id) => `/recycling/dismantlings/${id}`,
    'recycling.product': (id) => `/recycling/products/${id}`,
    'recycling.claim': (id) => `/recycling/claims/${id}`,
    'recycling.item': (id) => `/recycling/items/${id}`,
  },
} satisfies Feature
