import type { Feature } from '@/ui/feature'

/** 人员与权限: signing in, one's own account. */
export default {
  id: 'identity',
  routes: [
    { path: '/sign-in', component: () => import('./SignInPage.vue'), meta: { open: true, bare: true, title: 'identity.signIn.title' } },
    { path: '/link/:token', component: () => import('./LinkPage.vue'), props: true, meta: { open: true, bare: true, title: 'identity.link.title' } },
    { path: '/me', component: () => import('./MePage.vue'), meta: { title: 'identity.me.title' } },
  ],
} satisfies Feature
