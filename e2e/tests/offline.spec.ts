import { type BrowserContext, type Page, expect, test } from '@playwright/test'
import { accessible, fresh, signIn, type } from './field.js'

/** Somebody stands at an old heap of slag where no network reaches: what the telephone holds arrives once, whole, when it can. */
test.describe.configure({ mode: 'serial' })

const no = fresh()
const heap = `狮泉河北岸旧渣堆${no}`
const campaign = `${new Date().getFullYear()}年堆存场所排查${no}`

let telephone: BrowserContext
let page: Page
test.beforeAll(async ({ browser }) => {
  telephone = await browser.newContext({ viewport: { width: 390, height: 844 }, geolocation: { longitude: 79.7281, latitude: 33.3876, accuracy: 8 }, permissions: ['geolocation'] })
  page = await telephone.newPage()
})
test.afterAll(() => telephone.close())

test('the bureau opens a survey', async ({ page: desk }) => {
  await signIn(desk, 'bureau')
  await desk.goto('/survey/campaigns/new')
  await type(desk, '任务名称', campaign)
  await desk.getByLabel('全部七县').check()
  const end = desk.locator('.field').filter({ has: desk.locator('label', { hasText: /^结束日期/ }) }).locator('input').first()
  await end.fill(`${new Date().getFullYear() + 1}-06-30`)
  await end.press('Enter')
  await desk.getByRole('button', { name: '部署' }).click()
  await expect(desk.getByText(`已部署“${campaign}”`)).toBeVisible()
})

test('the county goes out with a telephone, and the network stays behind', async () => {
  await signIn(page, 'rutog')
  await page.goto('/survey/field')
  await expect(page.getByText('本机没有网络也能打开这一页')).toBeVisible()
  await telephone.setOffline(true)
  await page.reload()
  await expect(page.getByRole('heading', { name: '现场登记堆存点' })).toBeVisible()
  await expect(page.getByRole('status').first()).toContainText('没有网络')
})

test('a heap is written down without a network and survives the telephone being closed', async () => {
  await page.getByRole('button', { name: '登记一处堆存点' }).click()
  await page.getByRole('button', { name: '用手机定位' }).click()
  await expect(page.getByText('在日土县')).toBeVisible()
  await page.getByLabel('排查任务').selectOption({ label: campaign })
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('从相册选').setInputFiles({ name: 'heap.png', mimeType: 'image/png', buffer: await picture(page) })
  await expect(page.getByText('1 张，最多 20 张')).toBeVisible()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('堆存点名称').fill(heap)
  await page.getByLabel('炉渣、冶炼渣堆场').check()
  await page.getByRole('searchbox', { name: '废物' }).fill('炉渣')
  await page.locator('.wastes button').first().click()
  await page.getByLabel('体积').fill('100')
  await page.getByLabel('堆密度').fill('1.25')
  await page.getByLabel('测定依据').fill('环刀法三点平均')
  await expect(page.getByText('堆存量 125 吨').or(page.locator('.mass').filter({ hasText: '125' }))).toBeVisible()
  await accessible(page, 'heap')
  await page.getByText('边填边存在本机').waitFor()
  await page.waitForTimeout(500)

  // the battery is empty; another day the page is opened again, still without a network
  await page.close()
  page = await telephone.newPage()
  await page.goto('/survey/field')
  await expect(page.getByText(heap)).toBeVisible()
  await page.getByRole('button', { name: '继续填写' }).click()
  for (let step = 0; step < 3; step++) await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('中风险').check()
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByText('还差')).toHaveCount(0)
  await page.getByRole('button', { name: '存好，有网络时自动发送' }).click()
  await expect(page.getByText('等待发送').first()).toBeVisible()
})

test('the network returns: the heap arrives once, with its photo, and waits for review', async () => {
  await telephone.setOffline(false)
  await expect(page.getByRole('status').first()).toContainText('都已发送', { timeout: 30_000 })
  await page.getByRole('link', { name: heap }).click()
  await expect(page.getByText('等待生态环境部门审核')).toBeVisible()
  await expect(page.getByRole('img', { name: '照片 1' })).toBeVisible()
  await expect(page.getByText('125.000').first()).toBeVisible()
  await accessible(page, 'record')
  await page.goto('/survey/records')
  await expect(page.getByText(heap)).toHaveCount(1)
})

/** A photo as a telephone takes it, drawn by the browser itself. */
async function picture(of: Page): Promise<Buffer> {
  const address = await of.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 640
    canvas.height = 480
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D
    pen.fillStyle = '#8a6f55'
    pen.fillRect(0, 240, 640, 240)
    pen.fillStyle = '#4d4a47'
    pen.beginPath()
    pen.moveTo(80, 360)
    pen.lineTo(320, 140)
    pen.lineTo(560, 360)
    pen.fill()
    return canvas.toDataURL('image/png')
  })
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
}
