export type Language = 'zh' | 'bo' | 'en'
export const languages: readonly { code: Language; title: string }[] = [
  { code: 'zh', title: '中文' },
  { code: 'bo', title: 'བོད་ཡིག' },
  { code: 'en', title: 'English' },
]
