/** POST_ORDER_ACKNOWLEDGEMENT_DATA and units cancelled by POST_PAYMENT_ADJUSTMENT_DATA: what they do to an order. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OrderSpec } from '../../simulators/amazon/order-spec.ts'
import {
  acknowledgements,
  adjustment,
  adjustments,
  envelope,
  failure,
  submitAndRead,
} from './amazon-feeds.ts'
import { type AmazonHost, everyBlock, openAmazon } from './amazon-host.ts'

let amazon: AmazonHost
beforeEach(async () => {
  amazon = await openAmazon()
})
afterEach(() => amazon.close())

const twoLines = [
  { sku: 'ONE', quantity: 3, unitPrice: '10.00' },
  { sku: 'TWO', quantity: 1, unitPrice: '5.00' },
]
function place(spec: OrderSpec = {}) {
  const { control } = amazon.simulator
  const orderId = control.placeOrder({ lines: twoLines, ...spec })
  const items = control.truth(orderId).items.map((item) => item.orderItemId)
  return { orderId, items }
}
const truth = (orderId: string) => amazon.simulator.control.truth(orderId)
const acknowledge = (...bodies: string[]) =>
  submitAndRead(amazon, acknowledgements, envelope('OrderAcknowledgement', bodies))
const adjust = (...bodies: string[]) =>
  submitAndRead(amazon, adjustments, envelope('OrderAdjustment', bodies))

describe('an acknowledgement of failure', () => {
  it('cancels a whole order that is not shipped, seen in getOrder after the lag', async () => {
    const { orderId, items } = place()
    expect(await acknowledge(failure(orderId, items))).toMatchObject({ successful: 1 })
    expect(truth(orderId).status).toBe('CANCELLED')
    const path = `/orders/2026-01-01/orders/${orderId}?includedData=${everyBlock}`
    const read = async () => (await amazon.get(path)).body.order as Record<string, unknown>
    expect((await read()).fulfillment).toMatchObject({ fulfillmentStatus: 'UNSHIPPED' })
    await amazon.simulator.control.advance(120_000)
    const order = await read()
    expect(order.fulfillment).toMatchObject({ fulfillmentStatus: 'CANCELLED' })
    expect((order.orderItems as Record<string, unknown>[])[0]?.cancellation).toEqual({
      cancellationExecution: { cancelledBy: 'MERCHANT', cancelReason: 'NoInventory' },
    })
  })

  it('cancels only the listed items', async () => {
    const { orderId, items } = place()
    await acknowledge(failure(orderId, items.slice(1), 'BuyerCanceled'))
    expect(truth(orderId)).toMatchObject({
      status: 'UNSHIPPED',
      items: [{ quantityUnfulfilled: 3 }, { quantityUnfulfilled: 0, quantityCancelled: 1 }],
    })
  })

  it('puts units back on sale, but not for a lack of stock', async () => {
    const gone = place()
    const unwanted = place()
    await acknowledge(
      failure(gone.orderId, gone.items),
      failure(unwanted.orderId, unwanted.items, 'BuyerCanceled'),
    )
    expect(amazon.simulator.control.backOnSale()).toEqual([
      { sku: 'ONE', quantity: 3, orderId: unwanted.orderId },
      { sku: 'TWO', quantity: 1, orderId: unwanted.orderId },
    ])
  })

  it('refunds the whole order once anything of it was confirmed shipped', async () => {
    const { orderId, items } = place()
    amazon.simulator.control.shipOrder(orderId, {
      items: [{ orderItemId: items[0] ?? '', quantity: 2 }],
    })
    await acknowledge(failure(orderId, items.slice(1)))
    expect(truth(orderId)).toMatchObject({
      status: 'SHIPPED',
      chargedTotal: '20.00',
      refundedTotal: '20.00',
      items: [{ quantityCancelled: 1 }, { quantityCancelled: 1 }],
    })
    expect(amazon.simulator.control.doubles().cancelledAfterShipment).toEqual([orderId])
  })

  it.each([
    ['an FBA order', { fulfilledBy: 'AMAZON' }, '19002'],
    ['a cancelled order', { status: 'CANCELLED' }, '19003'],
    ['a pending order', { status: 'PENDING' }, '19004'],
    ['an order of another marketplace', { marketplaceId: 'A13V1IB3VIYZZH' }, '19001'],
  ] as const)('is refused for %s', async (_, spec, code) => {
    const { orderId, items } = place({ ...spec })
    const { results } = await acknowledge(failure(orderId, items))
    expect(results).toMatchObject([{ messageId: '1', result: 'Error', code }])
  })

  it('is refused without items, with a foreign item, and a second time', async () => {
    const { orderId, items } = place()
    const codes = async (body: string) => (await acknowledge(body)).results.map((one) => one.code)
    expect(await codes(failure(orderId, []))).toEqual(['19005'])
    expect(await codes(failure(orderId, ['1']))).toEqual(['19006'])
    await acknowledge(failure(orderId, items.slice(1)))
    expect(await codes(failure(orderId, items.slice(1)))).toEqual(['19008'])
    expect(truth(orderId).cancellations).toHaveLength(1)
  })

  it('applies the good messages of a feed and names the bad one', async () => {
    const good = place()
    const bad = place({ fulfilledBy: 'AMAZON' })
    const report = await acknowledge(
      failure(bad.orderId, bad.items),
      failure(good.orderId, good.items),
    )
    expect(report).toMatchObject({ processed: 2, successful: 1, failed: 1 })
    expect(report.results.map((one) => one.messageId)).toEqual(['1'])
    expect(truth(good.orderId).status).toBe('CANCELLED')
  })

  it('of success does nothing to the order', async () => {
    const { orderId } = place()
    const body = `<OrderAcknowledgement><AmazonOrderID>${orderId}</AmazonOrderID><MerchantOrderID>A1</MerchantOrderID><StatusCode>Success</StatusCode></OrderAcknowledgement>`
    expect(await acknowledge(body)).toMatchObject({ successful: 1 })
    expect(truth(orderId).status).toBe('UNSHIPPED')
  })
})

describe('QuantityCancelled', () => {
  const reason = 'NoInventory'

  it('takes units that are not shipped, and the order is SHIPPED when the rest was', async () => {
    const { orderId, items } = place()
    amazon.simulator.control.shipOrder(orderId, {
      items: [{ orderItemId: items[0] ?? '', quantity: 2 }],
    })
    const cut = items.map((itemId) => ({ itemId, cancelled: 1, reason }))
    expect(await adjust(adjustment(orderId, cut))).toMatchObject({ successful: 1 })
    expect(truth(orderId)).toMatchObject({
      status: 'SHIPPED',
      refundedTotal: '0.00',
      items: [
        { quantityFulfilled: 2, quantityUnfulfilled: 0, quantityCancelled: 1 },
        { quantityFulfilled: 0, quantityUnfulfilled: 0, quantityCancelled: 1 },
      ],
    })
  })

  it('keeps or lowers the ordered quantity, as the setting says', async () => {
    const ordered = async () => {
      const { orderId, items } = place()
      await adjust(adjustment(orderId, [{ itemId: items[0] ?? '', cancelled: 2, reason }]))
      return truth(orderId).items[0]?.quantityOrdered
    }
    expect(await ordered()).toBe(3)
    amazon.simulator.control.changeSettings({ cancelledKeepsQuantity: false })
    expect(await ordered()).toBe(1)
  })

  it('without amounts breaks the whole feed where the setting says so', async () => {
    amazon.simulator.control.changeSettings({ cancelledQuantityNeedsAmounts: true })
    const { orderId, items } = place()
    const itemId = items[0] ?? ''
    const cut = (components?: Record<string, string>) =>
      adjust(
        adjustment(orderId, [{ itemId, cancelled: 1, reason, ...(components && { components }) }]),
      )
    expect((await cut()).results).toMatchObject([{ messageId: '0', code: '5001' }])
    expect(await cut({ Principal: '0.00' })).toMatchObject({ successful: 1, failed: 0 })
  })

  it('is refused beyond what is left, and its amounts give nothing back', async () => {
    const { orderId, items } = place()
    const itemId = items[0] ?? ''
    const cut = (cancelled: number, amount: string) =>
      adjust(
        adjustment(orderId, [{ itemId, cancelled, reason, components: { Principal: amount } }]),
      )
    expect((await cut(4, '10.00')).results).toMatchObject([{ code: '18035' }])
    expect((await cut(1, '10.01')).results).toMatchObject([{ code: '18030' }])
    expect(await cut(1, '10.00')).toMatchObject({ successful: 1 })
    expect(truth(orderId)).toMatchObject({ refundedTotal: '0.00', refunds: [] })
  })
})
