import { computed, reactive } from 'vue'

/** Who is signed in, as `GET /api/v1/identity/me` says it. */
export interface Me {
  id: string
  login: string | null
  name: string
  position?: string | null
  organisation?: { id: string; name: string } | null
  /** Id of the firm whose books the person keeps; null for officials. */
  unit?: string | null
  roles: { code: string; title: string }[]
  permissions: string[]
  scope: { all: boolean; counties: string[]; units: string[]; streams: string[] }
  csrf: string | null
  /** What has to be done before anything else: `ENROL_TOTP`. */
  must?: string[]
  totp?: boolean
  session?: { id: string; endsAt: string; idleSeconds: number } | null
  actingFor?: { id: string; name: string } | null
  mayActFor?: { id: string; name: string }[]
}

const state = reactive({
  me: null as Me | null,
  known: false,
  csrf: '',
  lastCall: Date.now(),
  lostAt: null as number | null,
})

/** The session: one for the whole page, changed only by the calls that learn about it. */
export const session = {
  me: computed(() => state.me),
  signedIn: computed(() => state.me !== null),
  known: computed(() => state.known),
  lastCall: computed(() => state.lastCall),
  /** When the connection was lost; null while it holds. */
  lostAt: computed(() => state.lostAt),
  csrf: () => state.csrf,
  /** May the person do this? The platform decides again; this only keeps doors that would refuse out of sight. */
  can: (permission: string | undefined) => permission === undefined || (state.me?.permissions.includes(permission) ?? false),
  become(me: Me | null) {
    state.me = me
    state.csrf = me?.csrf ?? ''
    state.known = true
    state.lastCall = Date.now()
  },
  heard() {
    state.lastCall = Date.now()
    state.lostAt = null
  },
  lost() {
    state.lostAt ??= Date.now()
  },
}

/** Short form for templates: `v-if="can('industrial.write')"`. */
export const can = session.can
