import { session } from '@/api/session'

/** Small things kept on this machine for this person: drafts, chosen columns, saved views. */
const place = (name: string) => `wufei.${session.me.value?.id ?? 'nobody'}.${name}`

export function recall<T>(name: string): T | null {
  try {
    const text = localStorage.getItem(place(name))
    return text === null ? null : (JSON.parse(text) as T)
  } catch {
    return null
  }
}

export function keep(name: string, value: unknown): void {
  try {
    if (value === null || value === undefined) localStorage.removeItem(place(name))
    else localStorage.setItem(place(name), JSON.stringify(value))
  } catch {
    // the machine's store is full or shut: the page works without
  }
}
