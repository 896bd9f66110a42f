import { type Page, read } from '@/api/client'
import { can, session } from '@/api/session'
import type { Feature } from '@/ui/feature'
import { API, LEAD, READ, type Survey, WRITE } from './survey'

const ofUnit = () => Boolean(session.me.value?.unit)
const page = (name: string) => `survey.menu.${name}`
const waiting = async (state: string) => (await read<Page<Survey>>(`${API}/records`, { state, size: 1 })).total || null

/** 底数排查: every stockpile found, measured, judged, booked and put right. */
export default {
  id: 'survey',
  menu: [
    { title: 'menu.survey', path: '/survey', group: 'watching', needs: READ, when: () => !ofUnit(), order: 40, badge: async () => (can('survey.accept') ? waiting('SUBMITTED') : null) },
    { title: 'menu.survey', path: '/survey', group: 'filing', needs: READ, when: ofUnit, order: 40, badge: () => waiting('RETURNED') },
  ],
  routes: [
    // decided once it is known who asks; a redirect would be decided before
    { path: '/survey', component: () => import('./CampaignListPage.vue'), beforeEnter: () => (ofUnit() ? '/survey/records' : '/survey/campaigns') },
    { path: '/survey/campaigns', component: () => import('./CampaignListPage.vue'), meta: { needs: READ, title: page('campaigns') } },
    { path: '/survey/campaigns/new', component: () => import('./CampaignFormPage.vue'), meta: { needs: LEAD, title: 'survey.campaign.new' } },
    { path: '/survey/campaigns/:id/change', component: () => import('./CampaignFormPage.vue'), props: true, meta: { needs: LEAD, title: 'survey.campaign.change' } },
    { path: '/survey/campaigns/:id', component: () => import('./CampaignPage.vue'), props: true, meta: { needs: READ, title: page('campaigns') } },
    { path: '/survey/records', component: () => import('./RecordListPage.vue'), meta: { needs: READ, title: page('records') } },
    { path: '/survey/records/new', component: () => import('./RecordFormPage.vue'), meta: { needs: WRITE, title: 'survey.record.new' } },
    { path: '/survey/records/:id/change', component: () => import('./RecordFormPage.vue'), props: true, meta: { needs: WRITE, title: 'survey.record.change' } },
    { path: '/survey/records/:id', component: () => import('./RecordPage.vue'), props: true, meta: { needs: READ, title: 'survey.record.question' } },
    { path: '/survey/map', component: () => import('./MapPage.vue'), meta: { needs: READ, title: page('map') } },
    // opens without a session: on site there may be no network to ask for one
    { path: '/survey/field', component: () => import('./FieldPage.vue'), meta: { open: true, offline: true, title: page('field') } },
  ],
  search: async (q, signal) =>
    can(READ) ? (await read<Page<Survey>>(`${API}/records`, { q, size: 5 }, signal)).items.map((one) => ({ title: one.name, note: `${one.no} ${one.countyName}`, kind: 'survey.hit', path: `/survey/records/${one.id}` })) : [],
  documents: { 'survey.record': (id) => `/survey/records/${id}`, 'survey.survey-record': (id) => `/survey/records/${id}`, 'survey.campaign': (id) => `/survey/campaigns/${id}` },
} satisfies Feature
