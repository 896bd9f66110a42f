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
    { title: 'menu.lists', path: '/industrial/lists', group: 'filing', needs: READ, when: ofUnit, order: 16 },
    { title: 'menu.generations', path: '/industrial/generations', group: 'filing', needs: READ, when: ofUnit, order: 12 },
    { title: 'menu.treatments', path: '/industrial/treatments', group: 'filing', needs: READ, when: ofUnit, order: 13 },
    { title: 'menu.stocktakes', path: '/industrial/stocktakes', group: 'filing', needs: READ, when: ofUnit, order: 14 },
    { title: 'menu.tickets', path: '/industrial/tickets', group: 'filing', needs: READ, when: ofUnit, order: 17 },
    { title: 'menu.processes', path: '/industrial/processes', group: 'filing', needs: READ, when: ofUnit, order: 18 },
    { title: 'menu.approvals', path: '/industrial/approvals', group: 'filing', needs: READ, when: ofUnit, order: 19 },
    { title: 'menu.permit', path: '/industrial/permit', group: 'filing', needs: READ, when: ofUnit, order: 20 },
    { title: 'menu.reports', path: '/industrial/reports', group: 'filing', needs: READ, when: ofUnit, order: 21 },
    { title: 'menu.units', path: '/industrial/units', group: 'watching', needs: READ, when: official, order: 20 },
    { title: 'menu.exits', path: '/industrial/exits', group: 'watching', needs: READ, when: official, order: 22 },
    { title: 'menu.tickets', path: '/industrial/tickets', group: 'watching', needs: READ, when: official, order: 23 },
    { title: 'menu.approvals', path: '/industrial/approvals', group: 'watching', needs: READ, when: official, order: 24 },
    { title: 'menu.permit', path: '/industrial/permit', group: 'watching', needs: READ, when: official, order: 26 },
    { title: 'menu.reports', path: '/industrial/reports', group: 'watching', needs: READ, when: official, order: 27 },
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
    { path: '/industrial/lists', component: () => import('./ListsPage.vue'), meta: { needs: READ, title: page('lists') } },
    { path: '/industrial/lists/new', component: () => import('./ListFormPage.vue'), meta: { needs: 'industrial.write', title: page('lists') } },
    { path: '/industrial/generations', component: () => import('./GenerationsPage.vue'), meta: { needs: READ, title: page('generations') } },
    { path: '/industrial/generations/new', component: () => import('./GenerationFormPage.vue'), meta: { needs: 'industrial.write', title: 'industrial.generations.new' } },
    { path: '/industrial/generations/batch', component: () => import('./GenerationGridPage.vue'), meta: { needs: 'industrial.write', title: 'industrial.generations.batch' } },
    { path: '/industrial/generations/opening', component: () => import('./OpeningFormPage.vue'), meta: { needs: 'industrial.write', title: 'industrial.generations.opening' } },
    { path: '/industrial/treatments', component: () => import('./TreatmentsPage.vue'), meta: { needs: READ, title: page('treatments') } },
    { path: '/industrial/treatments/new', component: () => import('./TreatmentFormPage.vue'), meta: { needs: 'industrial.write', title: 'industrial.treatments.new' } },
    { path: '/industrial/stocktakes', component: () => import('./StocktakesPage.vue'), meta: { needs: READ, title: page('stocktakes') } },
    { path: '/industrial/stocktakes/new', component: () => import('./StocktakeFormPage.vue'), meta: { needs: 'industrial.write', title: 'industrial.stocktakes.new' } },
    { path: '/industrial/tickets', component: () => import('./TicketsPage.vue'), meta: { needs: READ, title: page('tickets') } },
    { path: '/industrial/processes', component: () => import('./ProcessesPage.vue'), meta: { needs: READ, title: page('processes') } },
    { path: '/industrial/approvals', component: () => import('./ApprovalsPage.vue'), meta: { needs: READ, title: page('approvals') } },
    { path: '/industrial/permit', component: () => import('./PermitPage.vue'), meta: { needs: READ, title: page('permit') } },
    { path: '/industrial/reports', component: () => import('./ReportListPage.vue'), meta: { needs: READ, title: page('reports') } },
    { path: '/industrial/reports/new', component: () => import('./ReportFormPage.vue'), meta: { needs: 'industrial.write', title: 'industrial.reports.new' } },
    { path: '/industrial/reports/:id', component: () => import('./ReportPage.vue'), props: true, meta: { needs: READ, title: page('reports') } },
    { path: '/industrial/units', component: () => import('./UnitsPage.vue'), meta: { needs: READ, title: page('units') } },
    { path: '/industrial/print/:what(exits|exit|month|list)/:id?', component: () => import('./PrintPage.vue'), props: true, meta: { needs: READ, bare: true, title: 'industrial.print.print' } },
  ],
  search: async (q, signal) =>
    session.can(READ)
      ? (await read<{ items: Exit[] }>(`${API}/exits`, { q, size: 5 }, signal)).items.map((one) => ({ title: `${one.batchNo} ${one.plate}`, note: `${one.unitName} → ${one.receiverName}`, kind: page('exits'), path: `/industrial/exits/${one.id}` }))
      : [],
  documents: {
    'industrial.exit': (id) => `/industrial/exits/${id}`,
    'industrial.generation': (id) => `/industrial/generations?open=${id}`,
    'industrial.opening-stock': (id) => `/industrial/generations?open=${id}`,
    'industrial.treatment': (id) => `/industrial/treatments?open=${id}`,
    'industrial.stocktake': (id) => `/industrial/stocktakes?open=${id}`,
    'industrial.ticket': (id) => `/industrial/tickets?open=${id}`,
    'industrial.approval': (id) => `/industrial/approvals?open=${id}`,
    'industrial.execution-report': (id) => `/industrial/reports/${id}`,
  },
  papers: {
    'weigh-ticket': (no) => `/industrial/tickets?q=${encodeURIComponent(no)}`,
    approval: (id) => `/industrial/approvals?open=${id}`,
  },
} satisfies Feature
