/** What an owner sets up: both doors, how orders cross, and what is told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { type SmtpServer, startSmtp } from '../support/smtp-server.ts'
import { type ConsoleStage, openConsole } from './console-stage.ts'

describe('an owner at the console', () => {
  let stage: ConsoleStage
  let smtp: SmtpServer
  beforeAll(async () => {
    smtp = await startSmtp()
    const to = ['owner@example.com']
    const mail = { host: '127.0.0.1', port: smtp.port, tls: 'none', from: 'shop@example.com', to }
    stage = await openConsole({
      flags: { world: 'empty' },
      settings: { notices: { mail } },
      before: async ({ shopify }) => {
        const variant = (sku: string, stock: number) => ({ sku, price: '12.00', stock })
        await shopify.addProduct({ title: 'Bowl', variants: [variant('BOWL-1', 10)] })
        await shopify.addProduct({ title: 'Scarf', variants: [variant('SCARF-1', 0)] })
      },
    })
  })
  afterAll(async () => {
    await stage?.end()
    await smtp?.close()
  })

  const place = (sku = 'BOWL-1') =>
    stage.story.amazon.placeOrder({ lines: [{ sku, unitPrice: '12.00' }] })
  const button = (name: string | RegExp) => stage.page.getByRole('button', { name })
  const setting = (title: string) =>
    stage.page.locator('.setting').filter({ has: stage.page.getByRole('heading', { name: title }) })
  const save = async () => {
    await button('Save 1 change').click()
    await button('Save 1 change').waitFor({ state: 'detached' })
  }
  const isInShopify = async (orderId: string) => {
    await stage.open(`/orders/${orderId}`)
    await stage.page.getByRole('heading', { name: /^#\d+ in Shopify$/ }).waitFor()
  }

  test('B4, B25: each prerequisite of both doors is tried live and named; what is missing comes with its fix', async () => {
    const { page } = stage
    await stage.open('/setup')
    await page.getByRole('heading', { name: 'Both doors are connected' }).waitFor()
    const line = (text: string | RegExp) => page.getByRole('listitem').filter({ hasText: text })
    await button('Try everything now').click()
    await line('Amazon accepts the credentials.').getByText('fine').waitFor()
    await line('The selling plan is professional.').getByText('fine').waitFor()
    await line(/^Shopify accepts the credentials/)
      .getByText('fine')
      .waitFor()
    await stage.story.shopify.act('scopes/remove', { scope: 'write_orders' })
    await button('Try everything now').click()
    const missing = line('The scope write_orders is missing')
    await missing.getByText('does not work').waitFor()
    await missing.getByText('Add it to the app, release the version').waitFor()
    await stage.story.shopify.act('scopes/grant', { scope: 'write_orders' })
  })

  test('B5, B76: the import is on; switched off orders still come here, none goes over, and one is sent by hand', async () => {
    const { page, story } = stage
    await stage.open('/settings')
    const importing = setting('Bring Amazon’s orders into Shopify')
    const toggle = importing.getByRole('switch')
    expect(await toggle.isChecked()).toBe(true)
    await toggle.click()
    await page.getByText(/of your last 30 days’ \d+ orders \d+ import and \d+ hold/).waitFor()
    await save()
    await page.reload()
    await importing.getByText('None is created by itself.').waitFor()
    const orderId = await place()
    await stage.open('/orders?view=everything')
    const row = page.getByRole('row', { name: new RegExp(orderId) })
    await row.getByText('Import is off').waitFor()
    expect(await story.inShop(orderId)).toEqual([])
    await row.getByRole('link', { name: orderId }).click()
    await button('Export now').click()
    await page.getByRole('heading', { name: /^#\d+ in Shopify$/ }).waitFor()
    await stage.open('/settings')
    await toggle.click()
    await save()
  })

  test('B5: fulfilment and stock are set in words, judged, kept, and change what is decided next', async () => {
    const { page, story } = stage
    const short = await place('SCARF-1')
    await story.comesTo(short, 'held', 'UNABLE_TO_RESERVE_INVENTORY')
    await stage.open('/settings')
    await setting('When Shopify has too little stock')
      .getByRole('combobox')
      .selectOption('Import, stock below zero')
    // The dry run tells of the order that waits before anything is saved.
    const becomes = page.getByRole('row', { name: /Unable to reserve inventory/ })
    await becomes.getByText('−1', { exact: true }).waitFor()
    await save()
    await isInShopify(short)
    const fba = { fulfilledBy: 'AMAZON', status: 'SHIPPED' } as const
    const lines = [{ sku: 'BOWL-1', unitPrice: '12.00' }]
    const byAmazon = await story.amazon.placeOrder({ lines, ...fba })
    await story.comesTo(byAmazon, 'resting', 'FBA_LISTED')
    await stage.open('/settings')
    const fbaOrders = setting('Orders that Amazon ships (FBA)')
    await fbaOrders.getByRole('combobox').selectOption('Bring in as shipped')
    await save()
    await story.comesTo(byAmazon, 'imported', 'IMPORTED')
    await isInShopify(byAmazon)
    await stage.open('/settings')
    await setting('Wait for the address').getByRole('spinbutton').fill('999')
    await button('Save 1 change').click()
    await page
      .getByText(/import[.]addressWaitMinutes/)
      .first()
      .waitFor()
    await page.reload()
    await fbaOrders.getByText(/^They arrive in Shopify as already shipped/).waitFor()
    expect(await setting('Wait for the address').getByRole('spinbutton').inputValue()).not.toBe(
      '999',
    )
  })

  test('B25e: each event goes the ways that its row says, here and by mail', async () => {
    const { page, story } = stage
    const tell = (way: string) => page.getByRole('checkbox', { name: `An order came by ${way}` })
    await stage.open('/settings/notices')
    await tell('E-mail').click()
    await expect.poll(() => tell('E-mail').isChecked()).toBe(true)
    await tell('Here').click()
    await expect.poll(() => tell('Here').isChecked()).toBe(false)
    await page.reload()
    await expect.poll(() => tell('E-mail').isChecked()).toBe(true)
    const orderId = await place()
    await story.comesTo(orderId, 'imported', 'IMPORTED')
    const mailed = () => smtp.mails.some(({ text }) => text.includes(orderId))
    await eventually(mailed, { what: 'the mail of the order', withinMs: 60_000 })
    await page.reload()
    await page.getByRole('heading', { name: 'Told last' }).waitFor()
    expect(await page.getByRole('listitem').filter({ hasText: orderId }).count()).toBe(0)
  })
})
