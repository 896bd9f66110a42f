import { read } from '@/api/client'
import { session } from '@/api/session'
import type { Feature } from '@/ui/feature'
import { API, type Due, type Reported } from './indicators'

const READ = 'indicators.read'

/** 指标: every goal of the plan with its value, what it is made of, what departments report for it, and its definition. */
export default {
  id: 'indicators',
  menu: [
    { title: 'menu.list', path: '/indicators', group: 'governing', needs: READ, order: 10 },
    { title: 'menu.reports', path: '/indicators/reports', group: 'governing', needs: READ, order: 12, badge: async () => (session.can('indicators.approve') ? (await read<{ items: Reported[] }>(`${API}/reports`, { state: 'PENDING', current: true, size: 200 })).items.filter((one) => !one.own).length || null : session.can('indicators.report') ? (await read<{ items: Due[] }>(`${API}/reports/due`)).items.filter((one) => (one.state === 'LATE' || one.state === 'RETURNED') && one.owner === session.me.value?.organisation?.name).length || null : null) },
  ],
  routes: [
    { path: '/indicators', component: () => import('./IndicatorListPage.vue'), meta: { needs: READ, title: 'indicators.menu.list' } },
    { path: '/indicators/reports', component: () => import('./ReportsPage.vue'), meta: { needs: READ, title: 'indicators.menu.reports' } },
    { path: '/indicators/reports/:id', redirect: (to) => ({ path: '/indicators/reports', query: { open: String(to.params.id) } }) },
    { path: '/indicators/:code', component: () => import('./IndicatorPage.vue'), props: true, meta: { needs: READ, title: 'indicators.menu.list' } },
  ],
  search: async (q, signal) =>
    session.can(READ)
      ? (await read<{ items: { code: string; name: string; owner: string }[] }>(API, {}, signal)).items
          .filter((one) => one.name.includes(q) || one.code.includes(q.toLowerCase()))
          .slice(0, 5)
          .map((one) => ({ title: one.name, note: one.owner, kind: 'indicators.menu.list', path: `/indicators/${one.code}` }))
      : [],
} satisfies Feature
