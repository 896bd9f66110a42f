import { type Page, read } from '@/api/client'
import type { Feature } from '@/ui/feature'

/** 人员与权限: signing in, one's own account, registration of firms. */
export default {
  id: 'identity',
  menu: [
    {
      title: 'menu.applications',
      path: '/identity/applications',
      group: 'registers',
      needs: 'identity.application.read',
      order: 90,
      badge: async () => (await read<Page<unknown>>('/api/v1/identity/registrations', { state: 'WAITING', size: 1 })).total,
    },
  ],
  routes: [
    { path: '/sign-in', component: () => import('./SignInPage.vue'), meta: { open: true, bare: true, title: 'identity.signIn.title' } },
    { path: '/link/:token', component: () => import('./LinkPage.vue'), props: true, meta: { open: true, bare: true, title: 'identity.link.title' } },
    { path: '/register', component: () => import('./RegisterPage.vue'), meta: { open: true, bare: true, title: 'identity.register.title' } },
    { path: '/register/standing', component: () => import('./StandingPage.vue'), meta: { open: true, bare: true, title: 'identity.standing.title' } },
    { path: '/me', component: () => import('./MePage.vue'), meta: { title: 'identity.me.title' } },
    { path: '/identity/applications', component: () => import('./ApplicationList.vue'), meta: { needs: 'identity.application.read', title: 'identity.menu.applications' } },
  ],
} satisfies Feature
