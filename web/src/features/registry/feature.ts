import { read } from '@/api/client'
import { can, session } from '@/api/session'
import type { Feature } from '@/ui/feature'
import { plateWords } from '@/ui/plate'
import { API, type Hit, OWN_WRITE, READ, WRITE, spread } from './registry'
import { ofUnit, official } from './rights'

/** What the box of search shows of one feature. */
const HITS = 5
const PAGES: Record<string, string> = { place: 'places', permit: 'permits', vehicle: 'vehicles', contract: 'contracts' }
const path = (hit: Hit) => (hit.kind !== 'unit' ? `/registry/${PAGES[hit.kind]}?open=${hit.id}` : can(OWN_WRITE) && hit.id === session.me.value?.unit ? '/registry/mine' : `/registry/units/${hit.id}`)
const page = (name: string) => `registry.menu.${name}`

/** 名录: units and what belongs to them, with history. */
export default {
  id: 'registry',
  menu: [
    { title: 'menu.mine', path: '/registry/mine', group: 'registers', needs: READ, when: ofUnit, order: 10 },
    { title: 'menu.units', path: '/registry/units', group: 'registers', needs: READ, when: official, order: 10 },
    { title: 'menu.places', path: '/registry/places', group: 'registers', needs: READ, when: official, order: 20 },
    { title: 'menu.permits', path: '/registry/permits', group: 'registers', needs: READ, when: official, order: 30 },
    { title: 'menu.vehicles', path: '/registry/vehicles', group: 'registers', needs: READ, when: official, order: 40 },
    { title: 'menu.contracts', path: '/registry/contracts', group: 'registers', needs: READ, when: official, order: 50 },
  ],
  routes: [
    { path: '/registry/mine', component: () => import('./UnitPage.vue'), meta: { needs: READ, title: page('mine') } },
    { path: '/registry/units', component: () => import('./UnitListPage.vue'), meta: { needs: READ, title: page('units') } },
    { path: '/registry/units/new', component: () => import('./UnitFormPage.vue'), meta: { needs: WRITE, title: 'registry.units.new' } },
    { path: '/registry/units/:id/change', component: () => import('./UnitFormPage.vue'), props: true, meta: { needs: READ, title: 'registry.act.change' } },
    { path: '/registry/units/:id', component: () => import('./UnitPage.vue'), props: true, meta: { needs: READ, title: page('units') } },
    { path: '/registry/places', component: () => import('./PlaceListPage.vue'), meta: { needs: READ, title: page('places') } },
    { path: '/registry/places/new', component: () => import('./PlaceFormPage.vue'), meta: { needs: READ, title: 'registry.place.new' } },
    { path: '/registry/places/:id/change', component: () => import('./PlaceFormPage.vue'), props: true, meta: { needs: READ, title: 'registry.act.change' } },
    { path: '/registry/permits', component: () => import('./PermitListPage.vue'), meta: { needs: READ, title: page('permits') } },
    { path: '/registry/permits/new', component: () => import('./PermitFormPage.vue'), meta: { needs: READ, title: 'registry.permit.new' } },
    { path: '/registry/vehicles', component: () => import('./VehicleListPage.vue'), meta: { needs: READ, title: page('vehicles') } },
    { path: '/registry/vehicles/new', component: () => import('./VehicleFormPage.vue'), meta: { needs: READ, title: 'registry.vehicle.new' } },
    { path: '/registry/vehicles/:id/change', component: () => import('./VehicleFormPage.vue'), props: true, meta: { needs: READ, title: 'registry.act.change' } },
    { path: '/registry/contracts', component: () => import('./ContractListPage.vue'), meta: { needs: READ, title: page('contracts') } },
    { path: '/registry/contracts/new', component: () => import('./ContractFormPage.vue'), meta: { needs: READ, title: 'registry.contract.new' } },
    { path: '/registry/contracts/:id/change', component: () => import('./ContractFormPage.vue'), props: true, meta: { needs: READ, title: 'registry.act.change' } },
    { path: '/registry/permits/:id/change', component: () => import('./PermitFormPage.vue'), props: true, meta: { needs: READ, title: 'registry.act.change' } },
  ],
  search: async (q, signal) => {
    if (!can(READ)) return []
    const hits = await read<Hit[]>(`${API}/search`, { q }, signal)
    return spread(hits, HITS).map((hit) => ({ title: hit.kind === 'vehicle' ? plateWords(hit.title) : hit.title, note: hit.note ?? '', kind: `registry.kind.${hit.kind}`, path: path(hit) }))
  },
  documents: {
    'registry.unit': (id) => `/registry/units/${id}`,
    'registry.place': (id) => `/registry/places?open=${id}`,
    'registry.vehicle': (id) => `/registry/vehicles?open=${id}`,
    'registry.permit': (id) => `/registry/permits?open=${id}`,
    'registry.contract': (id) => `/registry/contracts?open=${id}`,
  },
} satisfies Feature
