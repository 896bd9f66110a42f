import { session } from '@/api/session'
import type { Feature, SearchHit } from '@/ui/feature'
import { auditHits } from './audits'
import { mineHits } from './mines'
import { projectHits, waiting } from './projects'
import { READ, WRITE } from './register'
import { FORM_PATHS, PATHS, SUBJECTS, WORDS } from './registers'

/** Where the objects of the audit are read. */
const PAGES = { project: 'projects', condition: 'conditions', 'clean-production': 'clean-productions', park: 'parks', mine: 'mines', technology: 'technologies' }
/** Of a unit: what it must answer for stands where it files; for everybody else where they watch. */
const ofUnit = () => session.me.value?.unit != null
const official = () => session.me.value !== null && !ofUnit()
/** Registers that only some units stand in. */
const TRAITS: Record<string, string[]> = { parks: ['PARK'], mines: ['MINE'] }
const subjects = Object.entries(SUBJECTS)

/** 绿色转型: access of projects, clean production, parks, green mines, technologies. */
export default {
  id: 'greening',
  menu: subjects.flatMap(([subject, [first]], index) => [
    { title: `menu.${subject}`, path: `/greening/${first}`, group: 'greening' as const, needs: READ, when: ofUnit, order: 50 + index, ...(TRAITS[subject] ? { traits: TRAITS[subject] } : {}), ...(subject === 'projects' ? { badge: () => waiting('OPEN') } : {}) },
    { title: `menu.${subject}`, path: `/greening/${first}`, group: 'greening' as const, needs: READ, when: official, order: 50 + index, ...(subject === 'projects' ? { badge: async () => (session.can(WRITE) ? waiting('FULFILLED') : null) } : {}) },
  ]),
  routes: [
    { path: '/greening/standards', component: () => import('./StandardsPage.vue'), meta: { needs: READ, title: 'greening.standards.tab' } },
    { path: '/greening/standards/new', component: () => import('./StandardForm.vue'), meta: { needs: WRITE, title: 'greening.standards.new' } },
    { path: '/greening/mines/:id/assessments/:kind(self|third-party)', component: () => import('./AssessPage.vue'), props: true, meta: { needs: READ, title: 'greening.assessments' } },
    ...PATHS.map((path) => ({ path: `/greening/${path}`, component: () => import('./RegisterPage.vue'), props: { path }, meta: { needs: READ, title: `greening.${WORDS[path]}.tab` } })),
    ...FORM_PATHS.map((path) => ({ path: `/greening/${path}/new`, component: () => import('./FormOne.vue'), props: { path }, meta: { needs: WRITE, title: `greening.${WORDS[path]}.new` } })),
    ...PATHS.map((path) => ({ path: `/greening/${path}/:id`, component: () => import('./OnePage.vue'), props: (route: { params: Record<string, string | string[]> }) => ({ path, id: route.params.id as string }), meta: { needs: READ, title: `greening.${WORDS[path]}.tab` } })),
  ],
  search: async (q, signal): Promise<SearchHit[]> => {
    if (!session.can(READ)) return []
    const [projects, mines, audits] = await Promise.all([projectHits(q, signal), mineHits(q, signal), auditHits(q, signal)])
    return [
      ...projects.items.map((one) => ({ title: one.name, note: one.no, kind: 'greening.menu.projects', path: `/greening/projects/${one.id}` })),
      ...mines.items.map((one) => ({ title: one.name, note: one.unitName, kind: 'greening.mines.tab', path: `/greening/mines/${one.id}` })),
      ...audits.items.map((one) => ({ title: `${one.unitName} ${one.year}`, kind: 'greening.menu.clean-productions', path: `/greening/clean-productions/${one.id}` })),
    ]
  },
  documents: Object.fromEntries(Object.entries(PAGES).map(([kind, path]) => [`greening.${kind}`, (id: string) => `/greening/${path}/${id}`])),
} satisfies Feature
