/** The platform's words for a figure's standing, as the tones of the kit. */
export type Tone = 'late' | 'risk' | 'met' | 'live' | 'plain'
export const tagTone = (status: string | null | undefined): Tone => (({ LATE: 'late', RISK: 'risk', MET: 'met' }) as Record<string, Tone>)[status ?? ''] ?? 'plain'
