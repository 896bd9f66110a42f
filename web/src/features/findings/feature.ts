import { type Page, read } from '@/api/client'
import { can, session } from '@/api/session'
import type { Feature, SearchHit } from '@/ui/feature'
import { API, type Counts, type Finding } from './findings'

const READ = 'findings.read'
const ofUnit = () => Boolean(session.me.value?.unit)
const badge = async () => (await read<Counts>(`${API}/counts`)).total || null

/** 问题台账: what looks wrong, from every stream, and what a person decided and why. A unit answers what is held against it. */
export default {
  id: 'findings',
  menu: [
    { title: 'menu.desk', path: '/findings', group: 'watching', needs: READ, when: () => !ofUnit(), order: 10, badge },
    { title: 'menu.own', path: '/findings', group: 'top', needs: READ, when: ofUnit, order: 20, badge },
  ],
  routes: [
    { path: '/findings', component: () => import('./FindingsPage.vue'), meta: { needs: READ, title: 'findings.menu.desk' } },
    { path: '/findings/:id', component: () => import('./FindingPage.vue'), props: true, meta: { needs: READ, title: 'findings.menu.desk' } },
  ],
  search: async (q, signal): Promise<SearchHit[]> =>
    can(READ)
      ? (await read<Page<Finding>>(API, { q, size: 5 }, signal)).items.map((one) => ({ title: one.title, note: [one.unitName, one.kindTitle].filter(Boolean).join(' · '), kind: 'findings.hit', path: `/findings/${one.id}` }))
      : [],
  documents: { 'findings.finding': (id) => `/findings/${id}` },
} satisfies Feature
