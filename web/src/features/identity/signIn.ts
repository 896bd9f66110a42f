import type { Refused } from '@/api/problem'

/** Where a sign-in stands: what is asked for now, what was refused, and until when the platform takes no further try. */
export interface SignInState {
  step: 'password' | 'code'
  /** The refusal in words; null where there is none or where only the next thing is asked. */
  said: string | null
  /** Instant until which another try is refused. */
  waitUntil: number | null
}

export const begin = (): SignInState => ({ step: 'password', said: null, waitUntil: null })

/** What a refusal makes of it. The password is right once the platform asks for the code. */
export function after(state: SignInState, refused: Refused, now: number): SignInState {
  const seconds = Number(refused.body.retryAfterSeconds)
  if (refused.status === 429) return { ...state, said: null, waitUntil: now + (Number.isFinite(seconds) && seconds > 0 ? seconds : 30) * 1000 }
  if (refused.slug === 'identity/totp-needed') return { step: 'code', said: null, waitUntil: null }
  if (refused.slug === 'identity/sign-in-failed') return { step: 'password', said: refused.message, waitUntil: null }
  return { ...state, said: refused.message, waitUntil: null }
}

/** Whole seconds still to wait. */
export const waiting = (state: SignInState, now: number): number => (state.waitUntil === null ? 0 : Math.max(0, Math.ceil((state.waitUntil - now) / 1000)))

/** Six digits are complete by themselves; a recovery code is sent by hand. */
export const complete = (code: string): boolean => /^\d{6}$/.test(code.replaceAll(/\s/g, ''))

/** Only a place of our own: a link from elsewhere must not lead a person who has just signed in out of the house. */
export function inside(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/'
}
