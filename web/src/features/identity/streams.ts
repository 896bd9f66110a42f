import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { read } from '@/api/client'

/** 固废类别 that a scope may be limited to, as the platform lists them; asked once for the whole page. */
export interface Stream { id: string; title: string }
const known = ref<Stream[]>([])
let asked: Promise<void> | undefined

export function useStreams() {
  asked ??= read<Stream[]>('/api/v1/identity/streams')
    .then((answer) => void (known.value = answer))
    .catch(() => void (asked = undefined))
  const { t, te } = useI18n()
  const streamName = (id: string): string => {
    const key = `identity.scope.stream.${id}`
    return te(key) ? t(key) : (known.value.find((one) => one.id === id)?.title ?? id)
  }
  return { streams: known, streamName }
}
