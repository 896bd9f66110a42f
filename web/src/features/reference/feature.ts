import type { Feature } from '@/ui/feature'

/** 接口参考: the API's own description, made readable. Open to everybody, as the description is. */
export default {
  id: 'reference',
  menu: [{ title: 'menu.reference', path: '/api-reference', group: 'system', needs: 'identity.client.manage', order: 95 }],
  routes: [{ path: '/api-reference', component: () => import('./ReferencePage.vue'), meta: { open: true, title: 'reference.menu.reference' } }],
} satisfies Feature
