import type { Feature } from '@/ui/feature'

/** 审计: who did what, and the proof that the record is whole. */
export default {
  id: 'audit',
  menu: [{ title: 'menu.audit', path: '/audit', group: 'system', needs: 'audit.record.read', order: 60 }],
  routes: [{ path: '/audit', component: () => import('./AuditPage.vue'), meta: { needs: 'audit.record.read', title: 'audit.menu.audit' } }],
} satisfies Feature
