/** A browser's own words as a person says them: `Chrome · Windows`. */
export function device(agent: string): string {
  const first = (pairs: [RegExp, string][]) => pairs.find(([pattern]) => pattern.test(agent))?.[1]
  const browser = first([
    [/MicroMessenger/i, '微信'],
    [/DingTalk/i, '钉钉'],
    [/Edg(e|A|iOS)?\//, 'Edge'],
    [/QQBrowser/, 'QQ 浏览器'],
    [/360SE|QihooBrowser/, '360 浏览器'],
    [/Firefox\//, 'Firefox'],
    [/(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ])
  const system = first([
    [/HarmonyOS/i, 'HarmonyOS'],
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux/, 'Linux'],
  ])
  return [browser, system].filter(Boolean).join(' · ') || agent.slice(0, 40)
}
