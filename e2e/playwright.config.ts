import { defineConfig } from '@playwright/test'
import { existsSync } from 'node:fs'

/** The browser is the system's: none is downloaded. */
const browser = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path && existsSync(path))
if (!browser) throw new Error('no Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM')
const report = process.env['WUFEI_E2E_JSON']

export default defineConfig({
  testDir: 'tests',
  outputDir: 'out',
  // one platform for all, and each journey tells one story from its beginning
  workers: 1,
  fullyParallel: false,
  forbidOnly: !!process.env['CI'],
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: report ? [['list'], ['json', { outputFile: report }]] : 'list',
  use: {
    baseURL: process.env['WUFEI_URL'] ?? 'http://127.0.0.1:8080',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 800 },
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
})
