import { type Page, read } from '@/api/client'
import { can, session } from '@/api/session'
import type { Feature } from '@/ui/feature'
import { API, OWN_WRITE, type Permit, type Place, READ, type Unit, WRITE } from './registry'
import { ofUnit, official } from './rights'

const page = (name: string) => `registry.menu.${name}`

/** 名录: units and what belongs to them, with history. */
export default {
  id: 'registry',
  menu: [
    { title: 'menu.mine', path: '/registry/mine', group: 'registers', needs: READ, when: ofUnit, order: 10 },
    { title: 'menu.units', path: '/registry/units', group: 'registers', needs: READ, when: official, order: 10 },
    { title: 'menu.places', path: '/registry/places', group: 'registers', needs: READ, when: official, order: 20 },
    { title: 'menu.permits', path: '/registry/permits', group: 'registers', needs: READ, when: official, order: 30 },
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
    { path: '/registry/permits/:id/change', component: () => import('./PermitFormPage.vue'), props: true, meta: { needs: READ, title: 'registry.act.change' } },
  ],
  search: async (q, signal) => {
    if (!can(READ)) return []
    const [units, places, permits] = await Promise.all([
      read<Page<Unit>>(`${API}/units`, { q, size: 5 }, signal),
      read<Page<Place>>(`${API}/places`, { q, size: 2 }, signal),
      read<Page<Permit>>(`${API}/permits`, { q, size: 2 }, signal),
    ])
    const mine = can(OWN_WRITE) && session.me.value?.unit
    return [
      ...units.items.map((one) => ({ title: one.name, note: one.code, kind: 'registry.kind.unit', path: one.id === mine ? '/registry/mine' : `/registry/units/${one.id}` })),
      ...places.items.map((one) => ({ title: one.name, note: one.unitName ?? '', kind: `registry.placeKind.${one.kind}`, path: `/registry/places?open=${one.id}` })),
      ...permits.items.map((one) => ({ title: one.no, note: one.unitName ?? '', kind: 'registry.kind.permit', path: `/registry/permits?open=${one.id}` })),
    ].slice(0, 5)
  },
} satisfies Feature
