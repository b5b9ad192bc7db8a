/**
 * B47: the rules of shipping, refunding and cancelling (B31 to B41) in a Swedish shop: kronor, amazon.se,
 * goods, carriers and notes in Swedish. Nothing of it may hang on a word that a person wrote.
 */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OrderSpec } from '../../simulators/amazon/order-spec.ts'
import type { ShopifyControl } from '../../simulators/shopify/control/control-types.ts'
import type { CatalogueItem } from '../../simulators/worlds/catalogue.ts'
import { createLifeWorld, type Imported, type LifeWorld } from '../reconcile/life-world.ts'
import { dayMs, hourMs, minuteMs } from '../reconcile/small-world.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const sku = 'MUGG-RÖD'
const mugg: CatalogueItem = {
  ...{ asin: 'B0MUGG0000', amazonSku: sku, shopifySku: sku, productKey: 'mugg' },
  ...{ variantKey: 'mugg', productTitle: 'Kaffemugg', amazonTitle: 'Kaffemugg i stengods, röd' },
  options: [{ name: 'Färg', value: 'Röd' }],
  ...{ fulfilledBy: 'MERCHANT', priceByCurrency: { SEK: '149.00' }, stock: 50 },
  ...{ barcode: '', oddity: 'none' },
}

const order: OrderSpec = {
  ...{ marketplaceId: 'A2NODRKZP88ZB9', serviceLevel: 'EXPEDITED', taxMode: 'included' },
  ...{ taxPercent: 25, buyerName: 'Åsa Öberg' },
  recipient: { name: 'Örjan Åkesson', city: 'Växjö', postalCode: '352 30' },
  lines: [{ sku, unitPrice: '149.00', shipping: '39.00' }],
}

const postnord = { trackingCompany: 'PostNord', trackingNumber: 'UA123456785SE' }

async function createSwedishWorld(): Promise<LifeWorld> {
  const world = await createLifeWorld(database.db, {
    catalogue: [mugg],
    home: { currency: 'SEK', countryCode: 'SE' },
    furnish: (shopify: ShopifyControl) => {
      const variant = { sku, price: '149.00', stock: mugg.stock, options: mugg.options }
      shopify.addProduct({ title: mugg.productTitle, variants: [variant] })
    },
    settings: {
      ship: { methods: [{ serviceLevel: 'EXPEDITED', shopify: 'Expressfrakt' }] },
    },
  })
  world.amazon.control.subscribe('TRANSACTION_UPDATE')
  world.amazon.control.changeSettings({ financesLagMs: 0 })
  return world
}

async function bringShipped(world: LifeWorld): Promise<Imported> {
  const brought = await world.bring(order)
  world.shopify.control.merchantFulfil({ orderId: brought.gid, ...postnord, notify: false })
  await world.pass(10 * minuteMs)
  expect(world.onAmazon(brought.orderId)).toBe('SHIPPED')
  return brought
}

function quiet(world: LifeWorld): void {
  expect(world.mails()).toBe(0)
  expect(world.doubled()).toBe(0)
  expect(world.thrown).toEqual([])
}

test('B47, B31 to B33: fulfilled in Shopify with PostNord is shipped on Amazon, on the same date, with no mail', async () => {
  const world = await createSwedishWorld()
  const { orderId, gid } = await world.bring(order)
  const record = world.shopify.control.orderRecord(gid)
  expect(record?.lines).toMatchObject([{ title: 'Kaffemugg', sku }])
  expect(record?.shippingLines).toMatchObject([{ title: 'Expressfrakt' }])
  expect(world.inShop(orderId)).toMatchObject({ received: '188.00', currency: 'SEK' })
  await world.pass(3 * hourMs)
  const leftMs = world.clock.nowMs()
  world.shopify.control.merchantFulfil({ orderId: gid, ...postnord, notify: false })
  await world.pass(10 * minuteMs)
  expect(world.onAmazon(orderId)).toBe('SHIPPED')
  const [parcel] = world.packages(orderId)
  expect(parcel).toMatchObject({
    trackingNumber: postnord.trackingNumber,
    shippingService: 'Expedited',
  })
  expect(parcel?.carrier).toContain('PostNord')
  const shipTime = Date.parse(parcel?.shipTime ?? '')
  expect(Math.floor(shipTime / 1_000)).toBe(Math.floor(leftMs / 1_000))
  quiet(world)
})

test('B47, B34: its ship-by alarms by the clock of Sweden', async () => {
  const world = await createSwedishWorld()
  const { orderId } = await world.bring(order)
  await world.pass(4 * dayMs)
  expect(await world.concern(orderId, 'deadline')).toMatchObject({
    ...{ outcome: 'held', reason: 'SHIP_BY_OVER' },
    detail: { atRiskMinor: 18_800, currency: 'SEK' },
  })
})

test('B47, B36, B39, B41: refunded in Shopify is refunded on Amazon, to the öre', async () => {
  const world = await createSwedishWorld()
  const { orderId, gid } = await bringShipped(world)
  world.shopify.control.merchantRefund({
    ...{ orderId: gid, lines: [{ sku, quantity: 1 }], restock: 'RETURN', location: 'Warehouse' },
    ...{ note: 'Kunden ångrade sig, åter i originalförpackning', notify: false },
  })
  await world.pass(hourMs)
  const { refunds, refundedTotal } = world.amazon.control.truth(orderId)
  expect(refunds).toMatchObject([{ reason: 'CustomerReturn', by: 'SELLER_APPLICATION' }])
  expect(refundedTotal).toBe('149.00')
  expect(world.inShop(orderId)).toMatchObject({ refunded: '149.00' })
  quiet(world)
})

test('B47, B37: refunded on Amazon is written down in Shopify once, in kronor', async () => {
  const world = await createSwedishWorld()
  const { orderId } = await bringShipped(world)
  world.amazon.control.refundOrder(orderId)
  await world.pass(3 * dayMs)
  const { refunds, refunded } = world.inShop(orderId)
  expect(refunds).toMatchObject([{ amount: '188.00', gateways: ['manual'] }])
  expect(refunded).toBe('188.00')
  expect(world.amazon.control.feeds()).toEqual([])
  quiet(world)
})

test('B47, B38: refunded on Amazon first, the refund in Shopify fails and says when', async () => {
  const world = await createSwedishWorld()
  const { orderId, gid } = await bringShipped(world)
  world.amazon.control.refundOrder(orderId)
  await world.pass(minuteMs)
  world.shopify.control.merchantRefund({
    ...{ orderId: gid, lines: [{ sku, quantity: 1 }], shipping: 'all', notify: false },
  })
  const date = new Date(world.clock.nowMs()).toISOString().slice(0, 10)
  await world.pass(dayMs)
  expect(await world.concern(orderId, 'refund')).toMatchObject({
    ...{ outcome: 'held', reason: 'ALREADY_REFUNDED', detail: { date } },
  })
  expect(world.amazon.control.feeds()).toEqual([])
  quiet(world)
})

test('B47, B40: a cancellation in Shopify needs a refund; with one it is a cancellation on Amazon', async () => {
  const world = await createSwedishWorld()
  const [without, withMoney] = [await world.bring(order), await world.bring(order)]
  const staffNote = 'Slut i lager'
  const cancel = { reason: 'INVENTORY', staffNote, notify: false }
  world.shopify.control.merchantCancel({ orderId: without.gid, refund: false, ...cancel })
  world.shopify.control.merchantCancel({ orderId: withMoney.gid, refund: true, ...cancel })
  await world.pass(hourMs)
  expect(await world.concern(without.orderId, 'cancellation')).toMatchObject({
    ...{ outcome: 'held', reason: 'CANCELLED_WITHOUT_REFUND' },
  })
  expect(world.onAmazon(without.orderId)).toBe('UNSHIPPED')
  expect(world.onAmazon(withMoney.orderId)).toBe('CANCELLED')
  expect(world.amazon.control.truth(withMoney.orderId).cancellations).toMatchObject([
    { reason: 'NoInventory' },
  ])
  quiet(world)
})

test('B47, B31: cancelled on Amazon is cancelled in Shopify, and nobody is written to', async () => {
  const world = await createSwedishWorld()
  const { orderId } = await world.bring(order)
  world.amazon.control.cancelOrder(orderId, 'BUYER')
  await world.pass(hourMs)
  expect(world.inShop(orderId)).toMatchObject({ cancelled: true, refunded: '188.00' })
  expect(world.amazon.control.feeds()).toEqual([])
  quiet(world)
})
