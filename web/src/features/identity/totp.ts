/** Binding an authenticator, step by step: the codes stand on the screen once and only leave it when they are put away. */
export type Binding =
  | { at: 'rest' }
  | { at: 'proof'; why: 'bind' | 'drop' }
  | { at: 'scan'; secret: string; uri: string }
  | { at: 'codes'; codes: readonly string[]; kept: boolean }

export type BindingEvent =
  | { type: 'ask'; why: 'bind' | 'drop' }
  | { type: 'secret'; secret: string; uri: string }
  | { type: 'confirmed'; codes: readonly string[] }
  | { type: 'kept'; kept: boolean }
  | { type: 'close' }

export function step(now: Binding, event: BindingEvent): Binding {
  switch (event.type) {
    case 'ask':
      return now.at === 'rest' ? { at: 'proof', why: event.why } : now
    case 'secret':
      return now.at === 'proof' && now.why === 'bind' ? { at: 'scan', secret: event.secret, uri: event.uri } : now
    case 'confirmed':
      return now.at === 'scan' ? { at: 'codes', codes: event.codes, kept: false } : now
    case 'kept':
      return now.at === 'codes' ? { ...now, kept: event.kept } : now
    case 'close':
      // codes that nobody has put away are never closed by a slip
      return now.at === 'codes' && !now.kept ? now : { at: 'rest' }
  }
}

/** A secret in groups of four, as one types it. */
export const grouped = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1 ')
