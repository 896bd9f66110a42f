import type { RouteRecordRaw } from 'vue-router'

/** Where an entry stands in the left menu. Groups show in this order. */
export type MenuGroup = 'top' | 'filing' | 'watching' | 'recycling' | 'greening' | 'registers' | 'governing' | 'system'
export const menuGroups: readonly MenuGroup[] = ['top', 'filing', 'watching', 'recycling', 'greening', 'registers', 'governing', 'system']

export interface MenuItem {
  /** Key in the feature's own language file: `menu.exits` is read as `industrial.menu.exits`. */
  title: string
  path: string
  group: MenuGroup
  /** Permission without which the entry does not show. */
  needs?: string
  /** Shown only when this also holds, e.g. only for a person of a unit. */
  when?: () => boolean
  order?: number
  /** 单位属性 of units that do this. For a person of a unit with none of them the entry is folded away: out of the way, not gone. */
  traits?: readonly string[]
  /** A count beside the title (what waits). Asked once a minute at most; a failure shows nothing. */
  badge?: () => Promise<number | null>
}

export interface SearchHit {
  title: string
  note?: string
  /** What it is: a key of the language files (`identity.hit.person`), or words in the person's language. */
  kind: string
  path: string
}

/**
 * One folder under `features/` that the shell finds by itself. Routes may carry `meta`: `needs` (permission),
 * `open` (no sign-in), `bare` (without header and menu), `title` (key, for the browser's tab).
 */
export interface Feature {
  /** The folder's name; prefix of its language keys. */
  id: string
  menu?: MenuItem[]
  routes: RouteRecordRaw[]
  /** The feature's share of the search box on top. At most five hits are shown. */
  search?: (q: string, signal: AbortSignal) => Promise<SearchHit[]>
  /** Where a document or object of this kind is read: `{ 'industrial.exit': (id) => `/industrial/exits/${id}` }`. Lineage ends there; the audit points there. */
  documents?: Record<string, (id: string) => string>
  /** Where what proves an entry is read, by the kind of evidence: `{ 'weigh-ticket': (no) => … }`. */
  papers?: Record<string, (ref: string) => string>
}

declare module 'vue-router' {
  interface RouteMeta {
    needs?: string
    open?: boolean
    /** Serves without a network; such a page learns by itself who is there once it can. */
    offline?: boolean
    bare?: boolean
    title?: string
  }
}
