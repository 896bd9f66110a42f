import type { Feature } from '@/ui/feature'

/** 总览: the leader's one screen. */
export default {
  id: 'overview',
  menu: [{ title: 'menu.overview', path: '/overview', group: 'top', needs: 'indicators.read', order: 10 }],
  routes: [{ path: '/overview', component: () => import('./OverviewPage.vue'), meta: { needs: 'indicators.read', title: 'overview.menu.overview' } }],
} satisfies Feature
