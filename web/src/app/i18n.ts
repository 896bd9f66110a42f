import { watch } from 'vue'
import { createI18n } from 'vue-i18n'
import { type Language, languages } from '@/ui/languages'

interface Tree {
  [key: string]: string | Tree
}
const files = import.meta.glob<Tree>(['../features/*/{zh,bo,en}.json', '../ui/language/*.json', './language/*.json'], { eager: true, import: 'default' })

/** Each feature's file hangs under the feature's name; the kit's under `ui`, the shell's under `app`. */
function gather(language: Language): Tree {
  const all: Tree = {}
  for (const [path, messages] of Object.entries(files)) {
    if (!path.endsWith(`/${language}.json`)) continue
    const name = /features\/([^/]+)\//.exec(path)?.[1] ?? (path.startsWith('../ui') ? 'ui' : 'app')
    all[name] = messages
  }
  return all
}

const KEPT = 'wufei.language'
const asked = localStorage.getItem(KEPT)
const first: Language = languages.some((one) => one.code === asked) ? (asked as Language) : 'zh'

export const i18n = createI18n({
  legacy: false,
  locale: first,
  fallbackLocale: ['zh'],
  messages: { zh: gather('zh'), bo: gather('bo'), en: gather('en') },
  missingWarn: import.meta.env.DEV,
  fallbackWarn: false,
})

/** Whoever sets `locale` changes it for good: the page's language follows, and this machine remembers. */
watch(
  i18n.global.locale,
  (language) => {
    localStorage.setItem(KEPT, language)
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : language
  },
  { immediate: true },
)
