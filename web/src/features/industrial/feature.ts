import { read } from '@/api/client'
import { session } from '@/api/session'
import type { Feature } from '@/ui/feature'
import { API, type Due, type Exit } from './industrial'
import { ofUnit, official } from './unit'

const READ = 'industrial.read'
const page = (name: string) => `industrial.menu.${name}`

/** 一般工业固体废物: the ledgers of 公告2021年第82号, for the clerk of a firm, the receiver and the officer who looks. */
export default {
  id: 'industrial',
  menu: [
    { title: 'menu.home', path: '/industrial/home', group: 'top', needs: READ, when: ofUnit, order: 5, badge: async () => (await read<Due[]>(`${API}/units/${session.me.value?.unit}/due`)).filter((one) => one.level === 'LATE').length || null },
    { title: 'menu.exits', path: '/industrial/exits', group: 'filing', needs: READ, when: ofUnit, order: 10 },
    { title: 'menu.receive', path: '/industrial/receive', group: 'filing', needs: 'industrial.receive', when: ofUnit, order: 11, badge: async () => (await read<{ items: Exit[] }>(`${API}/exits`, { unitId: session.me.value?.unit, side: 'in', state: 'Shipped', size: 100 })).items.length || null },
    { title: 'menu.months', path: '/industrial/months', group: 'filing', needs: READ, when: ofUnit, order: 15 },
    { title: 'menu.units', path: '/industrial/units', group: 'watching', needs: READ, when: official, order: 20 },
    { title: 'menu.exits', path: '/industrial/exits', group: 'watching', needs: READ, when: official, order: 22 },
  ],
  routes: [
    { path: '/industrial/home', component: () => import('./HomePage.vue'), meta: { needs: READ, title: page('home') } },
    { path: '/industrial/exits', component: () => import('./ExitListPage.vue'), meta: { needs: READ, title: page('exits') } },
    { path: '/industrial/receive', component: () => import('./ExitListPage.vue'), props: { side: 'in' }, meta: { needs: READ, title: page('receive') } },
    { path: '/industrial/exits/new', component: () => import('./ExitFormPage.vue'), meta: { needs: 'industrial.write', title: 'industrial.exits.new' } },
    { path: '/industrial/exits/:id/change', component: () => import('./ExitFormPage.vue'), props: true, meta: { needs: 'industrial.write', title: 'industrial.exits.change' } },
    { path: '/industrial/exits/:id', component: () => import('./ExitPage.vue'), props: true, meta: { needs: READ, title: 'industrial.exit.question' } },
    { path: '/industrial/months', component: () => import('./MonthsPage.vue'), meta: { needs: READ, title: page('months') } },
    { path: '/industrial/months/:month(\\d{4}-\\d{2})', component: () => import('./MonthPage.vue'), props: true, meta: { needs: READ, title: page('months') } },
    { path: '/industrial/units', component: () => import('./UnitsPage.vue'), meta: { needs: READ, title: page('units') } },
    { path: '/industrial/print/:what(exits|exit|month|list)/:id?', component: () => import('./PrintPage.vue'), props: true, meta: { needs: READ, bare: true, title: 'industrial.print.print' } },
  ],
  search: async (q, signal) =>
    session.can(READ)
      ? (await read<{ items: Exit[] }>(`${API}/exits`, { q, size: 5 }, signal)).items.map((one) => ({ title: `${one.batchNo} ${one.plate}`, note: `${one.unitName} → ${one.receiverName}`, kind: page('exits'), path: `/industrial/exits/${one.id}` }))
      : [],
  documents: {
    'industrial.exit': (id) => `/industrial/exits/${id}`,
  },
} satisfies Feature
