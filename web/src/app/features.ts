import type { Feature } from '@/ui/feature'

const found = import.meta.glob<{ default: Feature }>('../features/*/feature.ts', { eager: true })

/** A folder that exists is a feature that shows; nothing else to register. */
export const features: readonly Feature[] = Object.entries(found)
  .sort(([a], [b]) => a.localeCompare(b))
  .map(([, module]) => module.default)
