import { can, session } from '@/api/session'
import type { Feature } from '@/ui/feature'

const READ = 'ledger.read'
const ofUnit = () => Boolean(session.me.value?.unit)
const page = (name: string) => `ledger.menu.${name}`

/** 固废总账: what lies where, what moved, every entry with its two sides, and the proof that the book is whole. */
export default {
  id: 'ledger',
  menu: [
    { title: 'menu.ledger', path: '/ledger', group: 'watching', needs: READ, when: () => !ofUnit(), order: 60 },
    { title: 'menu.ledger', path: '/ledger', group: 'filing', needs: READ, when: ofUnit, order: 60 },
  ],
  routes: [
    { path: '/ledger', redirect: '/ledger/stocks' },
    { path: '/ledger/stocks', component: () => import('./StocksPage.vue'), meta: { needs: READ, title: page('stocks') } },
    { path: '/ledger/flows', component: () => import('./FlowsPage.vue'), meta: { needs: READ, title: page('flows') } },
    { path: '/ledger/months', component: () => import('./StatementsPage.vue'), meta: { needs: READ, title: page('months') } },
    { path: '/ledger/entries', component: () => import('./EntriesPage.vue'), meta: { needs: READ, title: page('entries') } },
    { path: '/ledger/entries/:no(\\d+)', component: () => import('./EntryPage.vue'), props: true, meta: { needs: READ, title: page('entries') } },
    { path: '/ledger/proof', component: () => import('./ProofPage.vue'), meta: { needs: READ, title: page('proof') } },
  ],
  search: async (q) => (can(READ) && /^\d{1,15}$/.test(q) ? [{ title: q, kind: 'ledger.hit', path: `/ledger/entries/${q}` }] : []),
} satisfies Feature
