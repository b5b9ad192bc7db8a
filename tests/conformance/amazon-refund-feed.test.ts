/** POST_PAYMENT_ADJUSTMENT_DATA: refunds by item and component, their caps, and the truth about them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OrderSpec } from '../../simulators/amazon/order-spec.ts'
import {
  type AdjustedItem,
  adjustment,
  adjustments,
  envelope,
  submit,
  submitAndRead,
} from './amazon-feeds.ts'
import { type AmazonHost, openAmazon } from './amazon-host.ts'

let amazon: AmazonHost
beforeEach(async () => {
  amazon = await openAmazon({ quotas: 'off' })
})
afterEach(() => amazon.close())

const lines = [{ sku: 'ONE', quantity: 2, unitPrice: '10.00', shipping: '4.00', giftWrap: '3.00' }]

function place(spec: OrderSpec = {}) {
  const { control } = amazon.simulator
  const orderId = control.placeOrder({ lines, ...spec })
  return { orderId, itemId: control.truth(orderId).items[0]?.orderItemId ?? '' }
}
function placeShipped(spec: OrderSpec = {}) {
  const placed = place(spec)
  amazon.simulator.control.shipOrder(placed.orderId)
  return placed
}
const truth = (orderId: string) => amazon.simulator.control.truth(orderId)
const item = (orderId: string) => truth(orderId).items[0]
async function refund(
  { orderId, itemId }: { orderId: string; itemId: string },
  components: Record<string, string>,
  more: Partial<AdjustedItem> = {},
): Promise<string> {
  const body = adjustment(orderId, [{ itemId, components, ...more }])
  const { results } = await submitAndRead(amazon, adjustments, envelope('OrderAdjustment', [body]))
  return results[0]?.code ?? 'ok'
}

describe('a refund of shipped units', () => {
  it('is by component, as often as something is left', async () => {
    const order = placeShipped()
    expect(item(order.orderId)?.charged).toEqual({
      Principal: '20.00',
      Shipping: '4.00',
      GiftWrap: '3.00',
    })
    expect(await refund(order, { Principal: '15.00', Shipping: '4.00' })).toBe('ok')
    expect(await refund(order, { Principal: '5.00' })).toBe('ok')
    expect(item(order.orderId)).toMatchObject({
      refunded: { Principal: '20.00', Shipping: '4.00' },
      left: { GiftWrap: '3.00' },
    })
    expect(truth(order.orderId).refundedTotal).toBe('24.00')
  })

  it('is refused over the charge of a component, and when repeated in full', async () => {
    const order = placeShipped()
    expect(await refund(order, { Principal: '20.01' })).toBe('18028')
    expect(await refund(order, { Shipping: '4.01' })).toBe('18029')
    expect(await refund(order, { GiftWrap: '3.01' })).toBe('18030')
    expect(await refund(order, { Principal: '20.00' })).toBe('ok')
    expect(await refund(order, { Principal: '20.00' })).toBe('18028')
    expect(truth(order.orderId).refundedTotal).toBe('20.00')
  })

  it('twice the same in part succeeds twice: nothing makes a repeat harmless', async () => {
    const order = placeShipped()
    const once = { adjustmentId: 'R-1' }
    expect(await refund(order, { Principal: '5.00' }, once)).toBe('ok')
    expect(await refund(order, { Principal: '5.00' }, once)).toBe('ok')
    expect(truth(order.orderId).refundedTotal).toBe('10.00')
    expect(amazon.simulator.control.doubles()).toMatchObject({
      refunds: [{ orderId: order.orderId, adjustmentId: 'R-1' }],
      overRefunded: [],
      count: 1,
    })
  })

  it('may keep a restocking fee, but must give something back', async () => {
    const order = placeShipped()
    expect(await refund(order, { RestockingFee: '-4.00' })).toBe('18031')
    expect(await refund(order, { Principal: '20.0000', RestockingFee: '-4.00' })).toBe('ok')
    expect(truth(order.orderId).refundedTotal).toBe('16.00')
  })

  it('takes a promotion back with it, and never gives more than was paid', async () => {
    const order = placeShipped({
      lines: [{ sku: 'ONE', unitPrice: '20.00', itemDiscount: '5.00' }],
    })
    expect(item(order.orderId)?.charged).toEqual({ Principal: '20.00', Promotion: '-5.00' })
    expect(await refund(order, { Principal: '20.00' })).toBe('18030')
    expect(await refund(order, { Principal: '20.00' }, { promotion: '5.00' })).toBe('ok')
    expect(item(order.orderId)?.left).toEqual({})
  })

  it('is only for units that were shipped', async () => {
    const order = place()
    expect(await refund(order, { Principal: '1.00' })).toBe('18033')
    amazon.simulator.control.shipOrder(order.orderId, {
      items: [{ orderItemId: order.itemId, quantity: 1 }],
    })
    expect(await refund(order, { Principal: '10.01' })).toBe('18028')
    expect(await refund(order, { Principal: '10.00' })).toBe('ok')
  })

  it('waits for the shipment where the setting says so, as Seller Central tells', async () => {
    amazon.simulator.control.changeSettings({ earlyRefunds: 'wait' })
    const order = place()
    expect(await refund(order, { Principal: '20.00' })).toBe('ok')
    expect(truth(order.orderId)).toMatchObject({ refundedTotal: '0.00', waitingRefunds: 1 })
    amazon.simulator.control.shipOrder(order.orderId)
    expect(truth(order.orderId)).toMatchObject({ refundedTotal: '20.00', waitingRefunds: 0 })
  })

  it('is refused for FBA, cancelled and pending orders, in another currency, for a foreign item', async () => {
    expect(await refund(placeShipped({ fulfilledBy: 'AMAZON' }), { Principal: '1.00' })).toBe(
      '18030',
    )
    expect(await refund(place({ status: 'CANCELLED' }), { Principal: '1.00' })).toBe('18002')
    expect(await refund(place({ status: 'PENDING' }), { Principal: '1.00' })).toBe('18003')
    const order = placeShipped()
    expect(await refund(order, { Principal: '1.00' }, { currency: 'USD' })).toBe('18037')
    expect(await refund(order, { Principal: '1.001' })).toBe('18038')
    expect(await refund({ ...order, itemId: '1' }, { Principal: '1.00' })).toBe('18034')
  })

  it('is applied whole or not at all', async () => {
    const order = placeShipped()
    expect(await refund(order, { Principal: '5.00', Shipping: '9.00' })).toBe('18029')
    expect(truth(order.orderId).refundedTotal).toBe('0.00')
  })
})

describe('tax', () => {
  it('inside the price is no component: the Principal holds it', async () => {
    const order = placeShipped()
    expect(await refund(order, { Principal: '1.00', Tax: '0.19' })).toBe('18032')
  })

  it('on top is a component of its own', async () => {
    const order = placeShipped({ taxMode: 'on-top', taxPercent: 10 })
    expect(item(order.orderId)?.charged).toMatchObject({
      Principal: '20.00',
      Tax: '2.00',
      ShippingTax: '0.40',
      GiftWrapTax: '0.30',
    })
    expect(await refund(order, { Tax: '2.01' })).toBe('18028')
    expect(await refund(order, { Principal: '20.00', Tax: '2.00' })).toBe('ok')
  })

  it('that Amazon collects is refused from the seller and given back by Amazon in proportion', async () => {
    const order = placeShipped({ taxMode: 'on-top', taxPercent: 10, taxCollectedByAmazon: true })
    expect(await refund(order, { Tax: '1.00' })).toBe('18032')
    expect(await refund(order, { Principal: '10.00' })).toBe('ok')
    expect(item(order.orderId)?.refunded).toEqual({ Principal: '10.00', Tax: '1.00' })
  })
})

describe('many refunds in one feed', () => {
  it('are told of one by one', async () => {
    const orders = [placeShipped(), place(), placeShipped()]
    const bodies = orders.map(({ orderId, itemId }) =>
      adjustment(orderId, [{ itemId, components: { Principal: '1.00' } }]),
    )
    const xml = envelope('OrderAdjustment', bodies)
    const report = await submitAndRead(amazon, adjustments, xml)
    expect(report).toMatchObject({ processed: 3, successful: 2, failed: 1 })
    expect(report.results.map((one) => one.messageId)).toEqual(['2'])
  })

  it('that are submitted again without ids are found as doubled', async () => {
    const order = placeShipped()
    const body = adjustment(order.orderId, [
      { itemId: order.itemId, components: { Principal: '1.00' } },
    ])
    const xml = envelope('OrderAdjustment', [body])
    await submit(amazon, adjustments, xml)
    await submit(amazon, adjustments, xml)
    await amazon.simulator.control.advance(90_000)
    expect(amazon.simulator.control.doubles().refunds).toHaveLength(1)
  })
})
