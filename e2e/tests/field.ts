import AxeBuilder from '@axe-core/playwright'
import { type Locator, type Page, expect } from '@playwright/test'
import { createHmac } from 'node:crypto'

/** What the people of the journeys do with a page, in words of the page. */

export const DEMO_PASSWORD = 'Wufei-demo-2026'

/** 统一社会信用代码 with its check character (GB 32100-2015). */
export function creditCode(body: string): string {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const sum = [...body].reduce((total, one, index) => total + alphabet.indexOf(one) * (3 ** index % 31), 0)
  return body + alphabet[(31 - (sum % 31)) % 31]
}

/** A number of seven digits that no other run has used. */
export const fresh = (): string => String(1_000_000 + (Date.now() % 8_999_999))

export async function signIn(page: Page, login: string, password = DEMO_PASSWORD): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page).not.toHaveURL(/sign-in/)
}

/** What keeps somebody out of whatever the page shows now. */
async function barriers(page: Page): Promise<string[]> {
  await page.waitForLoadState('networkidle')
  // a drawer on its way in is half transparent: what counts is where it comes to rest
  await page.evaluate(() => Promise.all(document.getAnimations().filter((one) => Number.isFinite(Number(one.effect?.getComputedTiming().endTime))).map((one) => one.finished.catch(() => null))))
  const found = (await new AxeBuilder({ page }).analyze()).violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
  return found.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.html} ${node.any[0]?.message ?? ''}`).join(' | ')}`)
}

export async function accessible(page: Page, what: string): Promise<void> {
  expect(await barriers(page), what).toEqual([])
}

export const field = (page: Page | Locator, label: string): Locator => page.locator('.field').filter({ has: page.locator('label', { hasText: new RegExp(`^${label}`) }) })

export async function type(page: Page, label: string, text: string): Promise<void> {
  await field(page, label).first().locator('input, textarea').first().fill(text)
}

/** A choice from a list, by what it says; a long list is searched first. */
export async function pick(page: Page, label: string, text: string, search = false): Promise<void> {
  const box = field(page, label).first().getByRole('combobox')
  await field(page, label).first().locator('.el-select').click()
  if (search) await box.fill(text)
  await page.locator('.el-select-dropdown__item:visible').filter({ hasText: text }).first().click()
}

/** A moment or a month, typed. */
export async function at(page: Page, label: string, text: string): Promise<void> {
  const input = field(page, label).first().locator('input').first()
  await input.fill(text)
  await input.press('Enter')
  await page.keyboard.press('Tab')
}

/** Presses Tab until the cursor stands where it should: whoever has no mouse gets there too. */
export async function tabTo(page: Page, target: Locator, most = 90): Promise<void> {
  await expect(target).toBeVisible()
  for (let pressed = 0; pressed < most; pressed++) {
    if (await target.evaluate((one) => one === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`not reached with ${most} Tabs: ${target}`)
}

/** A choice from a list by keys alone: typed for, gone down to, taken. */
export async function keyPick(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, field(page, label).first().getByRole('combobox'))
  await page.keyboard.type(text)
  const option = page.locator('.el-select-dropdown__item:visible').filter({ hasText: text }).first()
  await expect(option).toBeVisible()
  for (let pressed = 0; pressed < 20 && !(await option.evaluate((one) => one.classList.contains('is-hovering'))); pressed++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(option).toBeHidden()
}

/** 动态码 as a telephone's app shows it (RFC 6238); `ahead` steps of 30 seconds from now, for a code may serve once only. */
export function totp(secret: string, ahead = 0): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replaceAll(' ', '')].map((one) => alphabet.indexOf(one).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((one) => Number.parseInt(one, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead))
  const hash = createHmac('sha1', key).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 0xf
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** A call as the page's own person, for what a journey needs but does not tell. */
export async function call<T>(page: Page, method: string, path: string, body?: unknown, version?: number): Promise<T> {
  return page.evaluate(
    async ([verb, to, sent, known]) => {
      const me = (await (await fetch('/api/v1/identity/me')).json()) as { csrf: string }
      const answer = await fetch(to as string, {
        method: verb as string,
        headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': me.csrf, 'Idempotency-Key': crypto.randomUUID(), ...(known === undefined ? {} : { 'If-Match': `"${known as number}"` }) },
        ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${verb} ${to}: ${answer.status} ${text}`)
      return text === '' ? null : JSON.parse(text)
    },
    [method, path, body, version] as const,
  ) as Promise<T>
}

/** Today in Beijing. */
export const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

/** The month before this one in Beijing, `2026-10`: it has ended, so that it can be closed. */
export function lastMonth(): string {
  const now = new Date(Date.now() + 8 * 3_600_000)
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7)
}

export const TELEPHONE = { name: 'telephone, dark', width: 390, height: 844, scheme: 'dark' } as const
export const WALL = { name: 'wall, light', width: 1920, height: 1080, scheme: 'light' } as const

/** Every page that the navigation offers to who is signed in: it loads without an error, keeps nobody out, stays inside its screen. */
export async function everyPage(page: Page, screens: readonly (typeof TELEPHONE | typeof WALL)[]): Promise<void> {
  const wrong: string[] = []
  let now = ''
  page.on('pageerror', (error) => wrong.push(`${now}: ${error.message}`))
  page.on('response', (answer) => {
    if (answer.status() >= 500) wrong.push(`${now}: ${answer.status()} ${answer.url()}`)
  })
  await page.setViewportSize(WALL)
  await page.goto('/')
  await page.waitForLoadState('networkidle')
  const links = [...new Set(await page.locator('nav a[href^="/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? '/')))]
  expect(links.length).toBeGreaterThan(5)
  for (const screen of screens) {
    await page.setViewportSize(screen)
    await page.emulateMedia({ colorScheme: screen.scheme })
    for (const link of links) {
      now = `${link} (${screen.name})`
      await page.goto(link)
      await expect(page.locator('h1').first(), now).toBeVisible()
      wrong.push(...(await barriers(page)).map((one) => `${now}: ${one}`))
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      if (over > 1) wrong.push(`${now}: ${over} px wider than the screen`)
    }
  }
  expect(wrong).toEqual([])
}
