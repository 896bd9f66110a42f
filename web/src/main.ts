import { createApp } from 'vue'
import 'element-plus/theme-chalk/base.css'
import './ui/tokens.css'
import './ui/base.css'
import App from './app/App.vue'
import { wear } from './ui/appearance'
import { features } from './app/features'
import { i18n } from './app/i18n'
import { router } from './app/router'
import { documentPageKey, paperPageKey } from './ui/lineage'

wear()
const pages = Object.assign({}, ...features.map((feature) => feature.documents ?? {})) as Record<string, (id: string) => string>
const papers = Object.assign({}, ...features.map((feature) => feature.papers ?? {})) as Record<string, (ref: string) => string>
createApp(App)
  .use(i18n)
  .use(router)
  .provide(documentPageKey, (kind, id) => pages[kind]?.(id) ?? null)
  .provide(paperPageKey, (kind, ref) => papers[kind]?.(ref) ?? null)
  .mount('#app')
