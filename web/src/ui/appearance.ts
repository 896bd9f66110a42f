import { ref } from 'vue'

export type Theme = 'auto' | 'light' | 'dark'
const kept = <T extends string>(key: string, known: readonly T[], first: T): T => {
  const value = localStorage.getItem(key) as T | null
  return value !== null && known.includes(value) ? value : first
}

/** Light, dark, or as the machine is; and the large-type care mode. Kept on this machine. */
export const theme = ref<Theme>(kept('wufei.theme', ['auto', 'light', 'dark'], 'auto'))
export const largeType = ref(kept('wufei.type', ['normal', 'large'], 'normal') === 'large')

const system = globalThis.matchMedia?.('(prefers-color-scheme: dark)')

export function wear(): void {
  const root = document.documentElement
  root.dataset.theme = theme.value === 'auto' ? (system?.matches ? 'dark' : 'light') : theme.value
  root.dataset.type = largeType.value ? 'large' : 'normal'
  localStorage.setItem('wufei.theme', theme.value)
  localStorage.setItem('wufei.type', largeType.value ? 'large' : 'normal')
}
system?.addEventListener('change', wear)
