import { type Page, read } from '@/api/client'
import { can } from '@/api/session'
import type { Feature } from '@/ui/feature'
import { API, PUBLISH, READ, type Waste } from './catalogue'

const tab = (name: string) => `catalogue.tab.${name}`

/** 目录: official lists by version, regions, factors, ways. */
export default {
  id: 'catalogue',
  menu: [{ title: 'menu.catalogue', path: '/catalogue', group: 'registers', needs: READ, order: 80 }],
  routes: [
    { path: '/catalogue', redirect: '/catalogue/wastes' },
    { path: '/catalogue/wastes', component: () => import('./WastesPage.vue'), meta: { needs: READ, title: tab('wastes') } },
    { path: '/catalogue/lists', component: () => import('./ListsPage.vue'), meta: { needs: READ, title: tab('lists') } },
    { path: '/catalogue/lists/new', component: () => import('./ListLoadPage.vue'), meta: { needs: PUBLISH, title: 'catalogue.lists.new' } },
    { path: '/catalogue/lists/:id', component: () => import('./ListPage.vue'), props: true, meta: { needs: READ, title: tab('lists') } },
    { path: '/catalogue/classes', component: () => import('./ClassesPage.vue'), meta: { needs: READ, title: tab('classes') } },
    { path: '/catalogue/regions', component: () => import('./RegionsPage.vue'), meta: { needs: READ, title: tab('regions') } },
    { path: '/catalogue/factors', component: () => import('./FactorsPage.vue'), meta: { needs: READ, title: tab('factors') } },
    { path: '/catalogue/methods', component: () => import('./MethodsPage.vue'), meta: { needs: READ, title: tab('methods') } },
  ],
  search: async (q, signal) =>
    can(READ) ? (await read<Page<Waste>>(`${API}/wastes`, { q, size: 5 }, signal)).items.map((one) => ({ title: one.code, note: one.name, kind: 'catalogue.hit', path: `/catalogue/wastes?open=${one.code}&q=${one.code}` })) : [],
  documents: { 'catalogue.waste-list': (id) => `/catalogue/lists/${id}` },
} satisfies Feature
