import { type Page, expect, test } from '@playwright/test'
import { accessible, at, call, creditCode, fresh, pick, signIn, today, type } from './field.js'

/** Every document of recycling, filed as its people file it: sludge, an old car, a battery, a product and its refund. */
test.describe.configure({ mode: 'serial' })

const no = fresh()
const password = 'Lake-Pangong-4300'
const plant = { name: `噶尔净水${no}有限公司`, login: `plant${no}`, code: creditCode(`91542523MA8${no.slice(0, 6)}`), county: '542523', trait: 'SEWAGE', point: [80.1, 32.5] }
const works = { name: `日土利用${no}有限公司`, login: `works${no}`, code: creditCode(`91542524MA9${no.slice(0, 6)}`), county: '542524', trait: 'RECYCLER', point: [79.73, 33.38] }
const vin = `LSVAA49J1320${no.slice(0, 5)}`
const battery = `0${no}ABCDEFGH00000000`.slice(0, 24)
const day = today()
/** 城镇污水污泥 */
const SLUDGE = { pick: '462-001-S90', search: true }

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await (await browser.newContext()).newPage()
})
test.afterAll(() => page.context().close())

const as = async (login: string, secret?: string) => {
  await page.context().clearCookies()
  await signIn(page, login, secret)
}
/** Fills a form by the names of its fields; a choice is picked, a day typed. */
async function fill(fields: Record<string, string | { pick: string; search?: boolean } | { day: string }>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    if (typeof value === 'string') await type(page, label, value)
    else if ('pick' in value) await pick(page, label, value.pick, value.search)
    else await at(page, label, value.day)
  }
}
const submits = async (said = '提交') => {
  await page.getByRole('button', { name: said, exact: true }).last().click()
}
const kept = async (text = '已登记') => {
  await expect(page.getByText(text).first()).toBeVisible()
}
/** The state of a document, in its list or on its page. */
const stands = async (state: string) => expect(page.locator('.tag:visible, td:visible').filter({ hasText: state }).first()).toBeVisible()
/** A step of a document in its drawer. */
async function step(name: string, fields: Parameters<typeof fill>[0]): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click()
  const before = page.getByRole('dialog').last()
  await expect(before).toBeVisible()
  await fill(fields)
  await before.getByRole('button', { name, exact: true }).last().click()
  await kept(`${name}`)
}

test('two firms register, are admitted, and say where they work', async () => {
  for (const firm of [plant, works]) {
    await page.context().clearCookies()
    await page.goto('/register')
    await page.evaluate(
      async ([body]) => {
        const answer = await fetch('/api/v1/identity/registrations', { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }, body: JSON.stringify(body) })
        if (!answer.ok) throw new Error(await answer.text())
      },
      [{ code: firm.code, name: firm.name, county: firm.county, address: '工业路1号', trait: firm.trait, contactName: '扎西顿珠', phone: '13908970002', login: firm.login, password: 'Lake-Pangong-4300' }] as const,
    )
    await as('bureau')
    const waiting = await call<{ items: { id: string; name: string; version: number }[] }>(page, 'GET', '/api/v1/identity/registrations?state=WAITING&size=200')
    const asked = waiting.items.find((one) => one.name === firm.name)
    await call(page, 'POST', `/api/v1/identity/registrations/${asked?.id}/admit`, undefined, asked?.version)
    await as(firm.login, password)
    const me = await call<{ unit: string }>(page, 'GET', '/api/v1/identity/me')
    const site = await call<{ id: string }>(page, 'POST', '/api/v1/registry/places', { unit: me.unit, kind: 'SITE', name: '厂区', longitude: firm.point[0], latitude: firm.point[1], validFrom: '2024-01-01' })
    await call(page, 'POST', '/api/v1/registry/places', { unit: me.unit, kind: 'FACILITY', name: '处理线', method: firm === plant ? 'D1' : 'R5', site: site.id, longitude: firm.point[0], latitude: firm.point[1], validFrom: '2024-01-01' })
  }
})

test('a plant files a day of sludge, dries it, disposes of a part and sends the rest', async () => {
  await as(plant.login, password)
  await page.goto('/recycling/sludge/days/new')
  await fill({ 场所: { pick: '厂区' }, 废物: SLUDGE, 产生量: '10', 含水率: '80' })
  await accessible(page, 'sludge day')
  await submits()
  await kept()
  await page.goto('/recycling/sludge/dryings/new')
  await fill({ 场所: { pick: '厂区' }, 废物: SLUDGE, 干化的污泥: '10', 干化前含水率: '80', 干化后含水率: '60' })
  await submits()
  await kept()
  await page.goto('/recycling/sludge/deliveries/new')
  await fill({ 场所: { pick: '厂区' }, 废物: SLUDGE, 发出量: '1', 去向: { pick: '填埋' }, 方式代码: { pick: 'D1' }, 处置设施: { pick: '处理线' } })
  await submits()
  await kept()
  await page.goto('/recycling/sludge/deliveries/new')
  await fill({ 场所: { pick: '厂区' }, 废物: SLUDGE, 发出量: '4', 去向: { pick: '堆肥' }, 方式代码: { pick: 'R3' }, 接收单位: { pick: works.name, search: true }, 运输单位: '阿里货运', 车牌: '藏FA1234' })
  await accessible(page, 'delivery')
  await submits()
  await kept()
  await page.goto('/recycling/sludge/deliveries')
  await stands('运输中')
})

test('the receiver weighs less, and the difference waits for the bureau', async () => {
  await as(works.login, password)
  await page.goto('/recycling/sludge/deliveries')
  await page.getByText(plant.name).first().click()
  await step('确认接收', { 接收量: '3.5', 存放或处理场所: { pick: '厂区' } })
  await stands('重量不符')
  await as('bureau')
  await page.goto('/recycling/sludge/deliveries?state=DIFFERING')
  await page.getByText(plant.name).first().click()
  await accessible(page, 'difference')
  await step('处理差额', { 处理方式: { pick: '途中损失' }, 理由: '运输途中沥水，双方过磅单核对一致' })
  await stands('已接收')
})

test('an old car is taken in and taken apart', async () => {
  await as(plant.login, password)
  await page.goto('/recycling/vehicles/new')
  await fill({ 场所: { pick: '厂区' }, 回收证明编号: `ELV${no}`, 车辆识别代号: vin, 号牌号码: '藏F12345', 整备质量: '1.5' })
  await pick(page, '废物', '900-001-S63', true)
  await submits()
  await kept()
  await page.goto('/recycling/dismantlings/new')
  await fill({ 场所: { pick: '厂区' } })
  await page.getByLabel(new RegExp(vin)).check()
  const line = page.locator('.outputs .line').first()
  await line.locator('.el-select').nth(1).click()
  await line.getByRole('combobox').nth(1).fill('900-003-S62')
  await page.locator('.el-select-dropdown__item:visible').filter({ hasText: '900-003-S62' }).first().click()
  await line.locator('input').last().fill('1.5')
  await accessible(page, 'dismantling')
  await submits()
  await kept()
  await stands('平衡')
})

test('a battery goes from its holder through a channel to its end', async () => {
  await as('bureau')
  await page.goto('/recycling/producers/new')
  await fill({ 生产者: `高原电池${no}公司`, 县: { pick: '噶尔县' }, 种类: { pick: '动力电池' }, 年度: day.slice(0, 4), 销售量: '200', 目标回收率: '50' })
  await submits()
  await kept()
  await page.goto('/recycling/channels/new')
  await fill({ 渠道名称: `动力电池渠道${no}`, 种类: { pick: '动力电池' }, 持有单位: { pick: plant.name, search: true }, 接收单位: { pick: works.name, search: true }, 有效期止: { day: `${Number(day.slice(0, 4)) + 1}-12-31` } })
  await accessible(page, 'channel')
  await submits()
  await kept()

  await as(plant.login, password)
  await page.goto('/recycling/items/new')
  await fill({ 种类: { pick: '动力电池' }, 追溯编码: battery, 场所: { pick: '厂区' }, 废物: { pick: '900-012-S17', search: true }, 生产者: { pick: `高原电池${no}公司` }, 重量: '0.25' })
  await accessible(page, 'battery')
  await submits()
  await kept()
  await page.goto('/recycling/items')
  await page.getByText(battery).first().click()
  await step('交出', { '“点对点”渠道': { pick: `动力电池渠道${no}` } })
  await as(works.login, password)
  await page.goto('/recycling/items')
  await page.getByText(battery).first().click()
  await step('确认接收', { 存放或处理场所: { pick: '厂区' } })
  await step('登记处理', { 处理方式: { pick: '再生利用' }, 方式代码: { pick: 'R4' } })
  await stands('已处理')
  await as('bureau')
  await page.goto('/recycling/producers')
  await expect(page.getByText(`高原电池${no}公司`).first()).toBeVisible()
})

test('a product is registered; its refund is claimed, judged by the checked list, and paid', async () => {
  await as(works.login, password)
  await page.goto('/recycling/products/new')
  await fill({ 产品: `再生砌块${no}`, 规格: '390×190×190', 掺兑比例: '75' })
  await pick(page, '所用废物', '462-001-S90', true)
  await pick(page, '优惠目录条目', '砖瓦')
  await accessible(page, 'product')
  await submits()
  await kept()
  await as('bureau')
  await page.goto('/recycling/benefits')
  await page.getByText('砖瓦（不含烧结普通砖）').first().click()
  await page.getByRole('dialog').getByRole('link', { name: '核对条目', exact: true }).click()
  await expect(page).toHaveURL(/benefits\/new/)
  await submits()
  await kept()
  await as(works.login, password)
  await page.goto('/recycling/claims/new')
  const month = day.slice(0, 7)
  const figures = { 产品: { pick: `再生砌块${no}` }, 所属期起: { day: month }, 所属期止: { day: month }, 废物用量: '3', 原料总量: '4', 销售额: '1000', 已缴增值税: '100' }
  await fill({ ...figures, 申请退税: '70.01' })
  await accessible(page, 'claim')
  await submits()
  await expect(page.getByRole('alert').first(), 'more than 70 % of the tax paid').toBeVisible()
  await type(page, '申请退税', '70')
  await submits()
  await kept()
  await as('bureau')
  await page.goto('/recycling/claims')
  await page.getByText(`再生砌块${no}`).first().click()
  await step('审核通过', {})
  await step('登记退付', {})
  await stands('已退付')
})
