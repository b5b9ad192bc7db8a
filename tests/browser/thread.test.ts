/** A shop owner at the console, from the first start on: real pages, server, database and platforms. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ConsoleStage, openConsole } from './console-stage.ts'
import { axeFindings, tooWide } from './page-checks.ts'

describe('the console', () => {
  let stage: ConsoleStage
  beforeAll(async () => {
    stage = await openConsole({
      flags: { world: 'empty' },
      before: async ({ shopify }) => {
        await shopify.act('locations', { name: 'Malmö warehouse' })
        const product = (title: string, sku: string, stock: number) =>
          shopify.addProduct({ title, variants: [{ sku, price: '12.00', stock }] })
        await product('Enamel mug', 'MUG-1', 500)
        await product('Wool blanket', 'BLANKET-1', 0)
        await product('Wool scarf', 'SCARF-1', 0)
        await product('Blue jug', 'JUG-2O-BLUE', 500)
      },
    })
  })
  afterAll(() => stage?.end())

  const order = (sku: string, quantity = 1) =>
    stage.story.amazon.placeOrder({
      lines: [{ sku, title: `Amazon's ${sku}`, quantity, unitPrice: '12.00' }],
    })
  const button = (name: string | RegExp) => stage.page.getByRole('button', { name })

  test('B1, B7: first start to first order: it appears on the open page by itself', async () => {
    await stage.open('/orders')
    const orderId = await order('MUG-1')
    const row = stage.page.getByRole('row', { name: new RegExp(orderId) })
    await row.getByText('To ship').waitFor()
    expect(await row.getByRole('img').getAttribute('aria-label')).toBe('On both sides')
    await row.getByRole('link', { name: orderId }).click()
    await stage.page.getByRole('heading', { name: /^#\d+ in Shopify$/ }).waitFor()
    const out = stage.page.getByRole('link', { name: /Seller Central/ })
    expect(await out.getAttribute('href')).toContain(orderId)
  })

  test('B82, B83: "Unable to reserve inventory", then stock: the page follows by itself', async () => {
    const orderId = await order('BLANKET-1', 2)
    await stage.open('/')
    const need = stage.page.getByRole('article').filter({ hasText: 'Unable to reserve inventory' })
    await need.getByRole('link').click()
    await stage.page.getByRole('heading', { name: 'Held: Unable to reserve inventory' }).waitFor()
    await stage.page.getByText('BLANKET-1: needed 2, available 0 at Malmö warehouse').waitFor()
    await stage.story.shopify.setStock({ sku: 'BLANKET-1', quantity: 5 })
    await stage.page.getByRole('heading', { name: /^#\d+ in Shopify$/ }).waitFor()
    expect(await stage.story.inShop(orderId)).toHaveLength(1)
  })

  test('B84: force export says what it will do, and staying does nothing', async () => {
    const orderId = await order('SCARF-1')
    await stage.story.comesTo(orderId, 'held', 'UNABLE_TO_RESERVE_INVENTORY')
    await stage.open(`/orders/${orderId}`)
    await button('Export without stock…').click()
    const dialog = stage.page.getByRole('dialog', { name: 'Export this order without stock?' })
    await dialog.getByText('Stock in Shopify goes below zero').waitFor()
    expect(await axeFindings(stage.page)).toEqual([])
    await dialog.getByRole('button', { name: 'Keep holding' }).click()
    expect(await stage.story.inShop(orderId)).toEqual([])
    await button('Export without stock…').click()
    await dialog.getByRole('button', { name: 'Create order, stock below zero' }).click()
    await stage.page.getByRole('heading', { name: /^#\d+ in Shopify$/ }).waitFor()
    expect(await stage.story.inShop(orderId)).toHaveLength(1)
    await stage.open('/activity')
    await stage.page
      .getByRole('row', { name: /Åsa Lindqvist/ })
      .first()
      .waitFor()
  })

  test('B79, B80: a SKU without a product: suggested, linked, and 14 orders go on', async () => {
    const waiting = await Promise.all(Array.from({ length: 14 }, () => order('JUG-20-BLUE')))
    for (const orderId of waiting) await stage.story.comesTo(orderId, 'held', 'SKU_UNMAPPED')
    await stage.open('/mapping')
    await stage.page.getByText('SKU differs in 1 character').waitFor()
    await button('Link and release 14 orders').first().click()
    await stage.page.getByText('Linked. 14 orders are on their way.').waitFor()
    for (const orderId of waiting) await stage.story.comesTo(orderId, 'imported', 'IMPORTED')
    await stage.page.getByRole('heading', { name: 'No order waits for a product.' }).waitFor()
  })

  test('an invited viewer reads; what it may not is inactive here and refused by the API', async () => {
    const orderId = await order('BLANKET-1', 90)
    await stage.story.comesTo(orderId, 'held', 'UNABLE_TO_RESERVE_INVENTORY')
    await stage.open('/settings/people')
    await stage.page.getByLabel('E-mail of the person').fill('viewer@example.org')
    await stage.page.getByLabel('Role', { exact: true }).selectOption('viewer')
    await button('Invite').click()
    const link = await stage.page.locator('[data-once]').getAttribute('data-once')
    const viewer = await stage.asInvited(link ?? '', 'Jonas Ek')
    await viewer.goto(`${stage.story.crossdock.url()}/orders/${orderId}`)
    const verb = viewer.getByRole('button', { name: /^Export now/ })
    expect(await verb.getAttribute('aria-disabled')).toBe('true')
    const status = await viewer.evaluate(async (path) => {
      const headers = { 'x-crossdock': 'console', 'content-type': 'application/json' }
      return (await fetch(path, { method: 'POST', headers, body: '{}' })).status
    }, `/api/orders/${orderId}/export`)
    expect(status).toBe(403)
    await viewer.context().close()
  })

  test('all of it by keyboard: find, move, choose, open, and the sheet of all keys', async () => {
    await stage.open('/')
    const { keyboard } = stage.page
    await keyboard.press('g')
    await keyboard.press('r')
    await stage.page.getByRole('heading', { name: 'Orders', level: 1 }).waitFor()
    await stage.page.getByRole('row').nth(1).waitFor()
    await keyboard.press('j')
    await keyboard.press('x')
    await stage.page.getByText('1 chosen').waitFor()
    await keyboard.press('Escape')
    await keyboard.press('Enter')
    await stage.page.getByRole('heading', { name: 'Lines' }).waitFor()
    await keyboard.press('?')
    await stage.page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await keyboard.press('Escape')
    await keyboard.press('/')
    await stage.page.getByRole('searchbox').waitFor()
    await keyboard.type('JUG-20-BLUE')
    await keyboard.press('Enter')
    await stage.page.getByText('14 orders', { exact: true }).waitFor()
  })

  test('B48: all of it in Swedish', async () => {
    const page = await stage.inSwedish()
    const go = async (path: string) => page.goto(`${stage.story.crossdock.url()}${path}`)
    await go('/orders?view=need-you')
    await page.getByRole('columnheader', { name: 'Var den står' }).waitFor()
    await page.getByText('Unable to reserve inventory: lagret räcker inte').first().click()
    await go('/settings')
    await page.getByRole('heading', { name: 'Så går order över' }).waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('sv')
    await page.close()
  })

  test('no page breaks the accessibility rules, light and dark, wide and narrow', async () => {
    const held = await order('SCARF-1', 40)
    await stage.story.comesTo(held, 'held', 'UNABLE_TO_RESERVE_INVENTORY')
    const paths = ['/', '/orders?view=everything', `/orders/${held}`, '/mapping', '/quarantine']
    const others = ['/stock', '/activity', '/setup', '/settings', '/settings/notices', '/me']
    const looks = [
      { colorScheme: 'light', width: 1440 },
      { colorScheme: 'dark', width: 360 },
    ] as const
    const findings: string[] = []
    for (const path of [...paths, ...others, '/settings/people', '/settings/keys']) {
      await stage.open(path)
      await stage.page.locator('.waiting').first().waitFor({ state: 'detached' })
      for (const { colorScheme, width } of looks) {
        await stage.page.emulateMedia({ colorScheme })
        await stage.page.setViewportSize({ width, height: 900 })
        const found = await axeFindings(stage.page)
        const wide = await tooWide(stage.page)
        const all = [...found, ...wide.map((one) => `reaches out of the page: ${one}`)]
        findings.push(...all.map((one) => `${colorScheme} ${width} ${path}: ${one}`))
      }
    }
    expect(findings).toEqual([])
    expect(stage.complaints).toEqual([])
  })
})
