/** What a merchant asks of one order, answered by the pages: where is it, why does it wait, what fits it? */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OrderSpec } from '../support/control.ts'
import { eventually } from '../support/eventually.ts'
import { type ConsoleStage, openConsole } from './console-stage.ts'

const minuteMs = 60_000

type Notices = { readonly notices: readonly { orderId: string | null }[] }

describe('an order at the console', () => {
  let stage: ConsoleStage
  beforeAll(async () => {
    stage = await openConsole({ flags: { world: 'empty' }, before: furnish })
  })
  afterAll(() => stage?.end())

  const place = (sku: string, title: string, spec: OrderSpec = {}) =>
    stage.story.amazon.placeOrder({ lines: [{ sku, title, unitPrice: '20.00' }], ...spec })
  const held = async (orderId: string, code: string) => {
    await stage.story.comesTo(orderId, 'held', code)
    return orderId
  }
  const button = (name: string | RegExp) => stage.page.getByRole('button', { name })
  const heading = (name: string | RegExp) => stage.page.getByRole('heading', { name })
  const isInShopify = () => heading(/^#\d+ in Shopify$/).waitFor()
  const openOrder = (orderId: string) => stage.open(`/orders/${orderId}`)
  /** Says by which step the only line found its product. */
  const matched = (step: string) =>
    stage.page.getByRole('article').getByText(step, { exact: true }).first().waitFor()

  test('B1, B7: orders of both platforms in one list, each with its channel and a filter', async () => {
    const fromAmazon = await place('MUG-1', 'Enamel mug')
    const lines = [{ sku: 'MUG-1', quantity: 1 }]
    const own = (await stage.story.shopify.act('orders/web', { lines })) as { name: string }
    await stage.open('/orders?view=everything')
    const { page } = stage
    await page.getByRole('row', { name: new RegExp(fromAmazon) }).waitFor()
    const ownRow = page.getByRole('row', { name: new RegExp(`${own.name}\\b`) })
    await ownRow.getByRole('img', { name: 'Shopify’s own' }).waitFor()
    const link = ownRow.getByRole('link', { name: own.name })
    expect(await link.getAttribute('href')).toMatch(/[/]admin[/]orders[/]\d+$/)
    await page.getByLabel('From').selectOption('shopify')
    await page.getByRole('row', { name: new RegExp(fromAmazon) }).waitFor({ state: 'detached' })
    expect(await page.getByRole('row').count()).toBe(2)
  })

  test('B26: a new order shows on the open Overview by itself, and what was told of it names Amazon', async () => {
    await stage.open('/')
    const orderId = await place('MUG-1', 'Enamel mug')
    await stage.page.getByRole('row', { name: new RegExp(orderId) }).waitFor()
    await stage.page.getByText(/from Amazon, \d+ of them shipped by Amazon/).waitFor()
    await eventually(async () => {
      const { notices } = await stage.story.api.get<Notices>('/api/notices')
      return notices.some((notice) => notice.orderId === orderId)
    })
    await stage.open('/settings/notices')
    const told = stage.page.getByRole('listitem').filter({ hasText: orderId })
    await told.getByText('A', { exact: true }).waitFor()
  })

  test('B27: each order leads to its page in the Seller Central of its marketplace', async () => {
    const { page } = stage
    const leadsTo = async (orderId: string, host: string) => {
      await stage.story.comesTo(orderId, 'imported', 'IMPORTED')
      await openOrder(orderId)
      const link = page.getByRole('link', { name: /^Seller Central/ })
      const wanted = `https://sellercentral.${host}/orders-v3/order/${orderId}`
      expect(await link.getAttribute('href')).toBe(wanted)
    }
    await leadsTo(await place('MUG-1', 'Enamel mug'), 'amazon.de')
    const marketplaceId = 'A1F83G8C2ARO7P'
    await leadsTo(await place('MUG-1', 'Enamel mug', { marketplaceId }), 'amazon.co.uk')
  })

  test('B75, B81: stock 0 creates nothing; the order stays in the list with its reason, searchable, raw record kept', async () => {
    const { page } = stage
    const orderId = await held(await place('BLANKET-1', 'Blanket'), 'UNABLE_TO_RESERVE_INVENTORY')
    expect(await stage.story.inShop(orderId)).toEqual([])
    for (const search of [orderId, 'BLANKET-1']) {
      await stage.open('/orders')
      await page.getByRole('searchbox').fill(search)
      await page.keyboard.press('Enter')
      await page.waitForURL(/search=/)
      const row = page.getByRole('row', { name: new RegExp(orderId) })
      await row.getByText('Unable to reserve inventory').waitFor()
      await row.getByRole('img', { name: 'Held before Shopify' }).waitFor()
    }
    await page.getByRole('link', { name: orderId }).click()
    await page.getByText('BLANKET-1: needed 1, available 0').first().waitFor()
    await page.getByText('How it was decided').click()
    await page.getByText('UNABLE_TO_RESERVE_INVENTORY', { exact: true }).waitFor()
    await button(/^Raw record/).click()
    await page.getByText(`"orderId": "${orderId}"`).waitFor()
  })

  test('B77, B78: FBM and Prime go to Shopify, FBA stays here; each says how it is fulfilled', async () => {
    const { page } = stage
    const lines = [{ sku: 'MUG-1', title: 'Enamel mug', unitPrice: '20.00' }]
    const byAmazon = await stage.story.amazon.placeOrder({ lines, fulfilledBy: 'AMAZON' })
    const prime = await stage.story.amazon.placeOrder({ lines, programs: ['PRIME'] })
    const plain = await stage.story.amazon.placeOrder({ lines })
    await stage.open('/orders?view=amazon-ships')
    const row = page.getByRole('row', { name: new RegExp(byAmazon) })
    await row.getByRole('img', { name: 'Stays on Amazon' }).waitFor()
    await row.getByText('FBA', { exact: true }).waitFor()
    await openOrder(byAmazon)
    await page.getByText('Shipped by Amazon (FBA)').waitFor()
    await heading('Not in Shopify yet').waitFor()
    expect(await stage.story.inShop(byAmazon)).toEqual([])
    await openOrder(prime)
    await isInShopify()
    await page.getByText('Prime, shipped by you (SFP)').waitFor()
    await openOrder(plain)
    await isInShopify()
    await page.getByText('Shipped by you (FBM)').waitFor()
  })

  test('B79: same SKU, then title and variation, then your link; two that fit are not guessed', async () => {
    const { page } = stage
    await openOrder(await place('MUG-1', 'Anything at all'))
    await matched('Same SKU')
    await openOrder(await place('AMZ-TS-4', 'T-Shirt: Size XL'))
    await matched('Title and variation')
    await page.getByText('SHOP-TS-XL', { exact: true }).waitFor()
    const lamp = await held(await place('AMZ-LAMP', 'Lamp'), 'SKU_AMBIGUOUS')
    expect(await stage.story.inShop(lamp)).toEqual([])
    await openOrder(lamp)
    await heading('Held: Several Shopify variants fit one SKU').waitFor()
    await page
      .getByText(/LAMP-A.*LAMP-B/)
      .first()
      .waitFor()
    await stage.open('/mapping?sku=AMZ-LAMP')
    await page.getByLabel('Shopify SKU').fill('LAMP-B')
    await page.getByLabel('Units').press('Enter')
    await page.getByText('Linked. 1 order is on its way.').waitFor()
    await openOrder(lamp)
    await isInShopify()
    await matched('Your link')
  })

  test('B83, B85, B86: renamed since the order came, Export still works, step by step and within a minute', async () => {
    const { page } = stage
    const { shopify } = stage.story
    const orderId = await held(await place('KET-1', 'Kettle'), 'UNABLE_TO_RESERVE_INVENTORY')
    await shopify.act('skus/rename', { from: 'KET-1', to: 'KET-2027' })
    await shopify.addFault({ on: 'shopify.webhook', fault: 'silently-dropped' })
    await shopify.setStock({ sku: 'KET-2027', quantity: 5 })
    await openOrder(orderId)
    const beganMs = performance.now()
    await button('Export now').click()
    await isInShopify()
    expect(performance.now() - beganMs).toBeLessThan(minuteMs)
    await matched('Earlier SKU')
    const steps = page.getByRole('complementary').getByRole('listitem')
    for (const step of ['Asked to try it again', 'Asked Shopify to create the order', 'Done']) {
      await steps.filter({ hasText: step }).first().waitFor()
    }
    expect(await stage.story.inShop(orderId)).toHaveLength(1)
  })

  test('B72: somebody new puts a failed import right in three clicks at most', async () => {
    await held(await place('JUG-20-BLUE', 'A jug'), 'SKU_UNMAPPED')
    await stage.open('/settings/people')
    await stage.page.getByLabel('E-mail of the person').fill('new@example.org')
    await stage.page.getByLabel('Role', { exact: true }).selectOption('operator')
    await button('Invite').click()
    const link = await stage.page.locator('[data-once]').getAttribute('data-once')
    const page = await stage.asInvited(link ?? '', 'Jonas Ek')
    const need = page.getByRole('article').filter({ hasText: 'No Shopify variant for a SKU' })
    let clicks = 0
    const click = async (target: ReturnType<typeof need.getByRole>) => {
      clicks += 1
      await target.click()
    }
    await click(need.getByRole('link'))
    await click(page.getByRole('button', { name: 'Link and release 1 order' }).first())
    await page.getByText('Linked. 1 order is on its way.').waitFor()
    expect(clicks).toBeLessThanOrEqual(3)
    await page.getByRole('heading', { name: 'No order waits for a product.' }).waitFor()
    await page.context().close()
  })
})

async function furnish({ shopify }: Parameters<Before>[0]): Promise<void> {
  await shopify.act('locations', { name: 'Malmö warehouse' })
  const product = (title: string, sku: string, stock: number) =>
    shopify.addProduct({ title, variants: [{ sku, price: '20.00', stock }] })
  await product('Enamel mug', 'MUG-1', 500)
  await product('Wool blanket', 'BLANKET-1', 0)
  await product('Kettle', 'KET-1', 0)
  await product('Lamp', 'LAMP-A', 50)
  await product('Lamp', 'LAMP-B', 50)
  await product('Blue jug', 'JUG-2O-BLUE', 500)
  const size = (value: string) => ({
    ...{ sku: `SHOP-TS-${value}`, price: '20.00', stock: 50 },
    options: [{ name: 'Size', value }],
  })
  await shopify.addProduct({ title: 'T-Shirt', variants: [size('L'), size('XL')] })
}

type Before = NonNullable<Parameters<typeof openConsole>[0]['before']>
