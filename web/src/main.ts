import { createApp } from 'vue'
import 'element-plus/theme-chalk/base.css'
import './ui/tokens.css'
import './ui/base.css'
import App from './app/App.vue'
import { wear } from './app/appearance'
import { i18n } from './app/i18n'
import { router } from './app/router'

wear()
createApp(App).use(i18n).use(router).mount('#app')
