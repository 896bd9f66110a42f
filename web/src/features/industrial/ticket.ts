import { netOf } from './industrial'

/** How a load's mass is known: a new weigh ticket, one that was kept before, or none. */
export interface Weighed {
  weighing: 'new' | 'pick' | 'none'
  ticketId: string | null
  ticket: { ticketNo: string; grossG: string | null; tareG: string | null; weighedAt: string | null }
  massG: string | null
}

/** This minute, as an instant: what a form starts from. */
export const now = (): string => new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString()

export const unweighed = (weighing: Weighed['weighing'] = 'new'): Weighed => ({ weighing, ticketId: null, ticket: { ticketNo: '', grossG: null, tareG: null, weighedAt: null }, massG: null })

/** The part of a body that says so. A ticket without its own time was weighed when the load left or came. */
export function weighingOf(form: Weighed, at: string | null, plate: string): { massG: string | null; ticketId?: string | null; ticket?: object } {
  if (form.weighing === 'pick') return { massG: form.massG, ticketId: form.ticketId }
  if (form.weighing === 'none') return { massG: form.massG }
  const netG = netOf(form.ticket.grossG, form.ticket.tareG)
  return { massG: netG, ticket: { ticketNo: form.ticket.ticketNo, weighedAt: form.ticket.weighedAt ?? at, grossG: form.ticket.grossG, tareG: form.ticket.tareG, netG, plate } }
}
