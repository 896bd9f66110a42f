import { audits } from './audits'
import { mines } from './mines'
import { parks } from './parks'
import { conditions, projects } from './projects'
import type { Register, Row } from './register'
import { technologies } from './technologies'
import type { Words } from './words'

/** Registers that belong together stand side by side as tabs. */
export const SUBJECTS: Record<string, readonly string[]> = {
  projects: ['projects', 'conditions'],
  'clean-productions': ['clean-productions'],
  parks: ['parks'],
  mines: ['mines', 'standards'],
  technologies: ['technologies'],
}
export const WORDS: Record<string, string> = { 'clean-productions': 'audits', mines: 'mines', standards: 'standards', projects: 'projects', conditions: 'conditions', parks: 'parks', technologies: 'technologies' }
/** Registers that are lists of objects with a page each; standards are none, they have a page of their own. */
export const PATHS: readonly string[] = Object.keys(WORDS).filter((path) => path !== 'standards')
/** Registers that are written into by a form of their own page. */
export const FORM_PATHS: readonly string[] = PATHS.filter((path) => path !== 'conditions')
export const tabsOf = (path: string): readonly string[] => Object.values(SUBJECTS).find((subject) => subject.includes(path)) ?? []

/** A page only knows that a row is a row; what it shows of one is the register's own matter. */
const plain = <T extends Row>(make: (w: Words) => Register<T>) => make as unknown as (w: Words) => Register<Row>
const makers: Record<string, (w: Words) => Register<Row>> = {
  'clean-productions': plain(audits),
  mines: plain(mines),
  projects: plain(projects),
  conditions: plain(conditions),
  parks: plain(parks),
  technologies: plain(technologies),
}
/** The register at an address. */
export function registerOf(path: string, w: Words): Register<Row> {
  const make = makers[path]
  if (!make) throw new Error(`no register at ${path}`)
  return make(w)
}
