import { type Page, expect, test } from '@playwright/test'
import { TELEPHONE, accessible, at, call, creditCode, everyPage, field, fresh, keyPick, lastMonth, pick, signIn, tabTo, totp, type } from './field.js'

/**
 * From a mine's weighbridge to the prefecture's figure: a firm registers, is admitted, files a month; the officer sees it;
 * the leader opens the utilisation rate down to the weigh ticket that moved it.
 */
test.describe.configure({ mode: 'serial' })

const no = fresh()
const month = lastMonth()
const password = 'Lake-Pangong-4300'
const mine = { name: `日土班公湖铬铁矿${no}有限公司`, login: `mine${no}`, code: creditCode(`91542524MA6${no.slice(0, 6)}`) }
const kiln = { name: `日土玛嘎砖厂${no}`, login: `kiln${no}`, code: creditCode(`91542524MA7${no.slice(0, 6)}`) }
const ticketNo = `BGH-${no}`
/** 高炉渣以外的废石: what a mine has most of. */
const WASTE = '900-099-S59'

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await (await browser.newContext()).newPage()
})
test.afterAll(() => page.context().close())

async function registers(firm: typeof mine, trait: string) {
  await page.goto('/register')
  await type(page, '统一社会信用代码', firm.code)
  await type(page, '单位名称', firm.name)
  await pick(page, '所在县', '日土县')
  await type(page, '地址', '日土县日松乡')
  await pick(page, '单位类型', trait)
  await type(page, '负责人姓名', '次仁卓玛')
  await type(page, '电话', '13908970001')
  await type(page, '账号', firm.login)
  await field(page, '密码').first().locator('input').fill(password)
  await field(page, '再输一次').locator('input').fill(password)
}

async function submits() {
  await page.getByRole('button', { name: '提交注册' }).click()
  await expect(page.getByText('注册已提交')).toBeVisible()
}

async function signOut() {
  await page.context().clearCookies()
}

let before: string | null
const RATE = '一般工业固体废物(尾矿除外)综合利用率'
const rate = () => page.getByRole('button', { name: `${RATE}的由来` }).first()

test('the leader sees the rate as it stands', async () => {
  await signIn(page, 'leader')
  await expect(page.getByText(RATE).first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  // on a platform where nobody has filed anything, no rate stands
  before = (await rate().count()) > 0 ? await rate().textContent() : null
  await signOut()
})

test('a mine and a brickworks register themselves', async () => {
  await registers(mine, '矿山')
  await accessible(page, 'register')
  await submits()
  await registers(kiln, '砖厂')
  await submits()
})

test('the county admits them', async () => {
  await signIn(page, 'rutog')
  await page.goto('/identity/applications')
  for (const firm of [mine, kiln]) {
    await page.getByText(firm.name).first().click()
    const drawer = page.getByRole('dialog').filter({ hasText: firm.code })
    await expect(drawer).toBeVisible()
    await accessible(page, 'application')
    await drawer.getByRole('button', { name: '通过', exact: true }).click()
    await page.getByRole('dialog').last().getByRole('button', { name: '确定', exact: true }).click()
    await expect(page.getByText('已通过，账号已开通').first()).toBeVisible()
    await page.goto('/identity/applications')
  }
  await signOut()
})

test('the brickworks and the mine enter where they keep waste', async () => {
  for (const [firm, places] of [
    [kiln, [{ kind: 'SITE', name: '砖厂' }, { kind: 'FACILITY', name: '制砖生产线', method: 'R5' }]],
    [mine, [{ kind: 'SITE', name: '矿区' }, { kind: 'STOCKPILE', name: '排土场' }]],
  ] as const) {
    await signIn(page, firm.login, password)
    const me = await call<{ unit: string }>(page, 'GET', '/api/v1/identity/me')
    let site: string | undefined
    for (const place of places) {
      const made = await call<{ id: string }>(page, 'POST', '/api/v1/registry/places', { unit: me.unit, longitude: 79.73, latitude: 33.38, validFrom: '2024-01-01', ...place, ...(site ? { site } : {}) })
      site ??= made.id
    }
    if (firm === kiln) await signOut()
  }
})

test('the mine lists what it makes', async () => {
  await page.goto('/industrial/home')
  await expect(page.getByRole('heading', { name: '本单位该办什么' })).toBeVisible()
  await accessible(page, 'home')
  await page.goto(`/industrial/lists/new?year=${month.slice(0, 4)}`)
  await pick(page, '废物', WASTE, true)
  await pick(page, '类别', '第Ⅰ类')
  await type(page, '产生环节', '露天剥离')
  await pick(page, '物理性状', '固态')
  await type(page, '年产生量', '1200')
  await accessible(page, 'list')
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText('清单已保存为第 1 版').first()).toBeVisible()
})

test('it files what it generated', async () => {
  await page.goto('/industrial/generations/new')
  await pick(page, '废物', WASTE)
  await type(page, '数量', '100')
  await at(page, '产生时间', `${month}-05 10:00`)
  await pick(page, '去处', '排土场')
  await accessible(page, 'generation')
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page).toHaveURL(/\/industrial\/generations$/)
  await expect(page.getByText('100').first()).toBeVisible()
})

test('it weighs a load and sends it to the brickworks', async () => {
  await page.goto('/industrial/exits/new')
  await pick(page, '废物', WASTE)
  await pick(page, '出自', '排土场')
  await type(page, '磅单号', ticketNo)
  await type(page, '毛重', '52.5')
  await type(page, '皮重', '12.5')
  await at(page, '出厂时间', `${month}-06 09:30`)
  await type(page, '车牌号', '藏FA2026')
  await type(page, '运输单位', '阿里地区货运有限公司')
  await pick(page, '接收单位', kiln.name, true)
  await pick(page, '利用处置方式', 'R5')
  await accessible(page, 'exit')
  await page.getByRole('button', { name: '确认出厂' }).click()
  await expect(page.getByText('在途').first()).toBeVisible()
  await expect(page.getByText(ticketNo).first()).toBeVisible()
  await signOut()
})

test('the brickworks confirms what arrived', async () => {
  await signIn(page, kiln.login, password)
  await page.goto('/industrial/receive')
  await page.getByText(mine.name).first().click()
  await page.getByRole('button', { name: '确认接收' }).first().click()
  const form = page.getByRole('dialog').last()
  await at(page, '接收时间', `${month}-06 16:00`)
  await form.getByLabel('没有磅单').check()
  await type(page, '接收量', '40')
  await pick(page, '接收后', '直接利用')
  await pick(page, '去处', '制砖生产线')
  await pick(page, '利用处置方式', 'R5')
  await accessible(page, 'receipt')
  await form.getByRole('button', { name: '确认接收' }).click()
  await expect(page.locator('.tag:visible, td:visible').filter({ hasText: '已接收' }).first()).toBeVisible()
  await signOut()
})

test('the mine counts its stock and closes the month', async () => {
  await signIn(page, mine.login, password)
  await page.goto('/industrial/stocktakes/new')
  await pick(page, '贮存场所', '排土场')
  await pick(page, '废物', WASTE)
  await at(page, '盘点时间', `${month}-28 18:00`)
  await type(page, '盘点量', '60')
  await page.getByRole('button', { name: '登记盘点' }).click()
  await expect(page.getByText('账实一致').first()).toBeVisible()
  await page.goto(`/industrial/months/${month}`)
  await accessible(page, 'month')
  await page.getByRole('button', { name: '关账' }).first().click()
  await page.getByRole('dialog').last().getByRole('button', { name: '关账' }).click()
  await expect(page.getByText(`已关账`).first()).toBeVisible()
  await signOut()
})

test('the officer sees the unit and its closed month', async () => {
  await signIn(page, 'rutog')
  await page.goto('/industrial/units')
  await expect(page.getByText(mine.name).first()).toBeVisible()
  await accessible(page, 'units')
  await signOut()
})

test('the leader opens the rate down to the weigh ticket that moved it', async () => {
  await signIn(page, 'leader')
  await page.goto('/')
  await expect(rate()).toBeVisible()
  await accessible(page, 'overview')
  const after = await rate().textContent()
  expect(after, 'the rate moved').not.toBe(before)
  await rate().click()
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByText('公式')).toBeVisible()
  await accessible(page, 'lineage')
  await drawer.getByRole('row').filter({ hasText: '综合利用量' }).getByRole('button').first().click()
  const arrival = drawer.getByRole('row').filter({ hasText: kiln.name })
  await expect(arrival).toContainText('40.000')
  await arrival.getByRole('button').click()
  await expect(drawer.getByText('分录')).toBeVisible()
  await accessible(page, 'entry')
  await drawer.getByRole('link', { name: new RegExp(ticketNo) }).click()
  await expect(page.getByText(ticketNo).first()).toBeVisible()
  await expect(page.getByText('52.5').first()).toBeVisible()
  await accessible(page, 'ticket')
})

test('the clerk files without touching the mouse', async () => {
  await signOut()
  await page.goto('/sign-in')
  await tabTo(page, page.getByLabel('账号'))
  await page.keyboard.type(mine.login)
  await tabTo(page, page.getByLabel('密码', { exact: true }))
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(/sign-in/)
  await page.goto('/industrial/generations')
  await tabTo(page, page.getByRole('main').getByRole('link', { name: '登记产生' }).first())
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/generations\/new/)
  await keyPick(page, '废物', WASTE)
  await expect(field(page, '去处').first(), 'as last time').toContainText('排土场')
  await tabTo(page, field(page, '数量').first().locator('input'))
  await page.keyboard.type('0')
  await tabTo(page, page.getByRole('button', { name: '提交' }))
  await page.keyboard.press('Enter')
  const wrong = page.getByRole('alert').filter({ hasText: '重量须大于 0' })
  await expect(wrong, 'each thing to mend is named').toBeVisible()
  await tabTo(page, wrong.locator('a, button').filter({ hasText: '数量' }), 3)
  await page.keyboard.press('Enter')
  await expect(field(page, '数量').first().locator('input'), 'and leads to its field').toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('3.25')
  await tabTo(page, page.getByRole('button', { name: '提交' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/industrial\/generations$/)
  await expect(page.getByText('3.25').first()).toBeVisible()
})

test('the clerk binds an authenticator, and a password alone no longer opens the account', async () => {
  await page.goto('/me')
  await page.getByRole('button', { name: '绑定验证器' }).click()
  await page.getByLabel('请先输入现用密码').fill(password)
  await page.getByRole('button', { name: '下一步' }).click()
  await accessible(page, 'authenticator')
  const secret = (await page.locator('.scan code').textContent()) ?? ''
  await page.getByLabel('动态码').fill('000000')
  await expect(page.getByRole('alert').first(), 'a wrong code is said').toBeVisible()
  await page.getByLabel('动态码').fill(totp(secret))
  const codes = page.locator('.codes code')
  await expect(codes.first()).toBeVisible()
  const recovery = (await codes.first().textContent()) ?? ''
  await expect(page.getByRole('button', { name: '完成' }), 'not before the codes are kept').toBeDisabled()
  await page.getByLabel('我已把恢复码保存在手机以外的地方').check()
  await page.getByRole('button', { name: '完成' }).click()
  await expect(page.getByText('账号受两重保护')).toBeVisible()

  const asks = async () => {
    await signOut()
    await page.goto('/sign-in')
    await page.getByLabel('账号').fill(mine.login)
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await expect(page.getByLabel('动态码')).toBeVisible()
  }
  await asks()
  await accessible(page, 'code')
  await page.getByLabel('动态码').fill(totp(secret, 1))
  await expect(page).not.toHaveURL(/sign-in/)
  await asks()
  await page.getByRole('button', { name: '手机不在身边，用恢复码' }).click()
  await page.getByLabel('恢复码').fill(recovery)
  await page.getByRole('button', { name: '验证并登录' }).click()
  await expect(page).not.toHaveURL(/sign-in/)
  await asks()
  await page.getByRole('button', { name: '手机不在身边，用恢复码' }).click()
  await page.getByLabel('恢复码').fill(recovery)
  await page.getByRole('button', { name: '验证并登录' }).click()
  await expect(page.getByRole('alert').first(), 'a recovery code opens once').toBeVisible()
  await page.getByLabel('恢复码').fill('')
  await page.getByRole('button', { name: '改用动态码' }).click()
  // a code serves once: the one for the step after the last used
  await expect(async () => {
    await page.getByLabel('动态码').fill(totp(secret, 1))
    await expect(page).not.toHaveURL(/sign-in/, { timeout: 3000 })
  }).toPass({ timeout: 70_000, intervals: [5000] })
  await page.goto('/me')
  await page.getByRole('button', { name: '停用' }).click()
  await page.getByLabel('请输入现用密码').fill(password)
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByText('验证器已停用')).toBeVisible()
})

test('every page of the mine fits a telephone in the dark', async () => {
  test.setTimeout(900_000)
  await signOut()
  await signIn(page, mine.login, password)
  await everyPage(page, [TELEPHONE])
})
