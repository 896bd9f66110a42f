import { shallowReactive } from 'vue'

/** Something that waits for the person: an entry of the menu with its count. */
export interface Waiting {
  /** Key of its title in the language files. */
  key: string
  path: string
  count: number
}

/** What waits, by the entry's key. The shell counts for its menu; a page may show the same. */
export const waiting = shallowReactive(new Map<string, Waiting>())
