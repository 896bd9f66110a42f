import { nextTick } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import { learnMe } from '@/api/client'
import { session } from '@/api/session'
import { features } from './features'
import { i18n } from './i18n'

export const SIGN_IN = '/sign-in'
export const ACCOUNT = '/me'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...features.flatMap((feature) => feature.routes),
    { path: '/', component: () => import('./HomePage.vue'), meta: { title: 'app.home' } },
    { path: '/refused', component: () => import('./ForbiddenPage.vue'), meta: { title: 'app.forbidden.title' } },
    { path: '/:rest(.*)*', component: () => import('./NotFoundPage.vue'), meta: { title: 'app.notFound.title', open: true } },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

/** A page that serves without a network waits no longer than this to learn who is there. */
const PATIENCE_MS = 2_500

router.beforeEach(async (to, from) => {
  // a page that only changes what it shows asks nobody again
  if (!session.known.value && !(to.meta.offline && (to.path === from.path || !navigator.onLine))) {
    try {
      await (to.meta.offline ? Promise.race([learnMe(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]) : learnMe())
    } catch {
      // the platform is out of reach: the offline strip says so, and the page says what it lacks
    }
  }
  if (to.meta.open) return true
  if (session.known.value && !session.signedIn.value) return { path: SIGN_IN, query: to.fullPath === '/' ? {} : { next: to.fullPath } }
  // what the platform asks for first (a second factor) is done on the account's own page
  if ((session.me.value?.must ?? []).length > 0 && to.path !== ACCOUNT) return { path: ACCOUNT, query: to.fullPath === '/' ? {} : { next: to.fullPath } }
  const needs = to.matched.map((record) => record.meta.needs).find((need) => need !== undefined && !session.can(need))
  return needs === undefined ? true : { path: '/refused', query: { needs, from: to.fullPath } }
})

router.afterEach(async (to, from) => {
  const title = to.meta.title
  document.title = `${title ? `${i18n.global.t(title)} · ` : ''}${i18n.global.t('app.product')}`
  if (to.path === from.path) return
  // a new page is announced to screen readers, and the keyboard starts at its head
  await nextTick()
  document.getElementById('main')?.focus({ preventScroll: true })
})
