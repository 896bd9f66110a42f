import { type Page, read } from '@/api/client'
import { can } from '@/api/session'
import type { Feature, SearchHit } from '@/ui/feature'
import type { Organisation, Person } from './identity'

/** 人员与权限: signing in, one's own account, registration of firms, people, roles, organisations, API clients, keys. */
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
    { title: 'menu.people', path: '/identity/people', group: 'system', needs: 'identity.person.read', order: 10 },
    { title: 'menu.organisations', path: '/identity/organisations', group: 'system', needs: 'identity.organisation.read', order: 20 },
    { title: 'menu.roles', path: '/identity/roles', group: 'system', needs: 'identity.role.read', order: 30 },
    { title: 'menu.clients', path: '/identity/clients', group: 'system', needs: 'identity.client.manage', order: 40 },
    { title: 'menu.keys', path: '/identity/keys', group: 'system', needs: 'identity.key.rotate', order: 50 },
  ],
  routes: [
    { path: '/sign-in', component: () => import('./SignInPage.vue'), meta: { open: true, bare: true, title: 'identity.signIn.title' } },
    { path: '/link/:token', component: () => import('./LinkPage.vue'), props: true, meta: { open: true, bare: true, title: 'identity.link.title' } },
    { path: '/register', component: () => import('./RegisterPage.vue'), meta: { open: true, bare: true, title: 'identity.register.title' } },
    { path: '/register/standing', component: () => import('./StandingPage.vue'), meta: { open: true, bare: true, title: 'identity.standing.title' } },
    { path: '/me', component: () => import('./MePage.vue'), meta: { title: 'identity.me.title' } },
    { path: '/identity/applications', component: () => import('./ApplicationList.vue'), meta: { needs: 'identity.application.read', title: 'identity.menu.applications' } },
    { path: '/identity/people', component: () => import('./PeopleList.vue'), meta: { needs: 'identity.person.read', title: 'identity.menu.people' } },
    { path: '/identity/people/new', component: () => import('./PersonForm.vue'), meta: { needs: 'identity.person.write', title: 'identity.person.addQuestion' } },
    { path: '/identity/people/:id/edit', component: () => import('./PersonForm.vue'), props: true, meta: { needs: 'identity.person.write', title: 'identity.person.editQuestion' } },
    { path: '/identity/organisations', component: () => import('./OrganisationList.vue'), meta: { needs: 'identity.organisation.read', title: 'identity.menu.organisations' } },
    { path: '/identity/roles', component: () => import('./RolesPage.vue'), meta: { needs: 'identity.role.read', title: 'identity.menu.roles' } },
    { path: '/identity/clients', component: () => import('./ClientList.vue'), meta: { needs: 'identity.client.manage', title: 'identity.menu.clients' } },
    { path: '/identity/keys', component: () => import('./KeyPage.vue'), meta: { needs: 'identity.key.rotate', title: 'identity.menu.keys' } },
  ],
  search: async (q, signal): Promise<SearchHit[]> => {
    const [people, organisations] = await Promise.all([
      can('identity.person.read') ? read<Page<Person>>('/api/v1/identity/people', { q, size: 3 }, signal) : null,
      can('identity.organisation.read') ? read<Page<Organisation>>('/api/v1/identity/organisations', { q, size: 2 }, signal) : null,
    ])
    return [
      ...(people?.items ?? []).map((one) => ({ title: one.name, note: one.organisation.name, kind: 'identity.hit.person', path: `/identity/people?open=${one.id}` })),
      ...(organisations?.items ?? []).map((one) => ({ title: one.name, kind: 'identity.hit.organisation', path: `/identity/organisations?open=${one.id}` })),
    ]
  },
  documents: {
    'identity.person': (id) => `/identity/people?open=${id}`,
    'identity.organisation': (id) => `/identity/organisations?open=${id}`,
    'identity.application': (id) => `/identity/applications?open=${id}`,
  },
} satisfies Feature
