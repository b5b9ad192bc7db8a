/** The control verbs of an order's later life over HTTP, and the truth that tests may ask for. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OrderSpec } from '../../simulators/amazon/order-spec.ts'
import { type AmazonHost, everyBlock, openAmazon, readAnswer } from './amazon-host.ts'

let amazon: AmazonHost
beforeEach(async () => {
  amazon = await openAmazon({ quotas: 'off' })
})
afterEach(() => amazon.close())

const lines = [
  { sku: 'ONE', quantity: 3, unitPrice: '10.00', shipping: '6.00' },
  { sku: 'TWO', quantity: 1, unitPrice: '5.00' },
]
const place = (spec: OrderSpec = {}) => amazon.simulator.control.placeOrder({ lines, ...spec })
const ask = async (path: string) =>
  (await readAnswer(await fetch(`${amazon.url}/_control/${path}`))).body
const truth = (orderId: string) => amazon.simulator.control.truth(orderId)
const itemOf = (orderId: string, at = 0) => truth(orderId).items[at]?.orderItemId ?? ''

describe('control verbs', () => {
  it('are all in the OpenAPI document', async () => {
    const { paths } = await ask('openapi.json')
    const names = [
      'cancel-items',
      'auto-cancel',
      'change-quantity',
      'refund',
      'return',
      'claim',
      'truth',
      'move-package',
    ]
    for (const name of names) expect(paths).toHaveProperty([`/_control/orders/${name}`])
    for (const name of ['returns/move', 'feeds', 'feeds/release', 'doubles', 'back-on-sale']) {
      expect(paths).toHaveProperty([`/_control/${name}`])
    }
  })

  it('cancel-items takes units; what is left is still to be shipped', async () => {
    const orderId = place()
    const items = [{ orderItemId: itemOf(orderId), quantity: 2 }]
    expect(await amazon.verb('orders/cancel-items', { orderId, items })).toEqual({
      orderId,
      status: 'UNSHIPPED',
    })
    expect(truth(orderId).items[0]).toMatchObject({ quantityUnfulfilled: 1, quantityCancelled: 2 })
    await expect(amazon.verb('orders/cancel-items', { orderId, items })).rejects.toThrow('409')
  })

  it('refund in Seller Central is whole or in part, and never over what is left', async () => {
    const orderId = place()
    await expect(amazon.verb('orders/refund', { orderId })).rejects.toThrow('nothing is left')
    amazon.simulator.control.shipOrder(orderId)
    const part = (Principal: string) =>
      amazon.verb('orders/refund', {
        orderId,
        items: [{ orderItemId: itemOf(orderId), components: { Principal } }],
      })
    await part('12.00')
    await expect(part('18.01')).rejects.toThrow('exceeds')
    await amazon.verb('orders/refund', { orderId })
    const body = await ask(`orders/truth?orderId=${orderId}`)
    expect(body).toMatchObject({ chargedTotal: '41.00', refundedTotal: '41.00' })
    expect(body.refunds).toMatchObject([{ by: 'SELLER_CENTRAL' }, { by: 'SELLER_CENTRAL' }])
  })

  it('auto-cancel is what Amazon does to an order that nobody confirmed', async () => {
    const orderId = place()
    await amazon.verb('orders/auto-cancel', { orderId })
    const path = `/orders/2026-01-01/orders/${orderId}?includedData=${everyBlock}`
    const { order } = (await amazon.get(path)).body as { order: Record<string, unknown> }
    expect((order.orderItems as Record<string, unknown>[])[0]?.cancellation).toMatchObject({
      cancellationExecution: { cancelledBy: 'AMAZON' },
    })
  })

  it('happens by itself seven business days after the ship-by date, where the setting says so', async () => {
    amazon.simulator.control.changeSettings({ autoCancelBusinessDays: 7 })
    const late = place()
    const shipped = place()
    amazon.simulator.control.shipOrder(shipped)
    // Sunday 2026-11-22, ship-by Tuesday the 24th, seven business days later is Thursday 2026-12-03.
    const until = (time: string) =>
      amazon.simulator.control.advance(Date.parse(time) - amazon.clock.nowMs())
    await until('2026-12-03T23:59:58Z')
    expect(truth(late).status).toBe('UNSHIPPED')
    await until('2026-12-04T00:00:00Z')
    expect([truth(late).status, truth(shipped).status]).toEqual(['CANCELLED', 'SHIPPED'])
  })

  it('change-quantity changes units and money', async () => {
    const orderId = place()
    await amazon.verb('orders/change-quantity', {
      orderId,
      orderItemId: itemOf(orderId),
      quantity: 1,
    })
    const path = `/orders/2026-01-01/orders/${orderId}?includedData=${everyBlock}`
    const { order } = (await amazon.get(path)).body as { order: Record<string, unknown> }
    expect(order.proceeds).toMatchObject({ grandTotal: { amount: '17.00' } })
    expect(truth(orderId).items[0]).toMatchObject({ quantityOrdered: 1, quantityUnfulfilled: 1 })
  })

  it('claim that is granted refunds what is left', async () => {
    const orderId = place()
    amazon.simulator.control.shipOrder(orderId)
    await amazon.verb('orders/claim', { orderId, state: 'OPEN' })
    expect(truth(orderId)).toMatchObject({ refundedTotal: '0.00', claim: { state: 'OPEN' } })
    await amazon.verb('orders/claim', { orderId, state: 'GRANTED' })
    expect(truth(orderId)).toMatchObject({ refundedTotal: '41.00', refunds: [{ by: 'A_TO_Z' }] })
    await expect(amazon.verb('orders/claim', { orderId, state: 'DENIED' })).rejects.toThrow(
      'GRANTED',
    )
  })

  it('return of an FBA order is refunded by Amazon, unit by unit', async () => {
    const orderId = place({ fulfilledBy: 'AMAZON' })
    amazon.simulator.control.shipOrder(orderId)
    const items = [{ orderItemId: itemOf(orderId), quantity: 1 }]
    await amazon.verb('orders/return', { orderId, items })
    expect(truth(orderId).items[0]).toMatchObject({
      quantityReturned: 1,
      refunded: { Principal: '10.00', Shipping: '2.00' },
    })
    expect(truth(orderId).refunds).toMatchObject([{ by: 'AMAZON' }])
  })
})

describe('doubled effects', () => {
  it('are none in a careful world, and a tracking number under two references is one', async () => {
    const orderId = place()
    const detail = (packageReferenceId: string, quantity: number) => ({
      packageReferenceId,
      carrierCode: 'DHL',
      trackingNumber: ' 0034 x',
      shipDate: '2026-11-22T10:00:00Z',
      orderItems: [{ orderItemId: itemOf(orderId), quantity }],
    })
    amazon.simulator.control.confirmPackage(orderId, detail('1', 2))
    expect(await ask('doubles')).toMatchObject({ parcels: [], count: 0 })
    amazon.simulator.control.confirmPackage(orderId, detail('2', 1))
    expect(await ask('doubles')).toMatchObject({
      parcels: [{ orderId, trackingNumber: '0034X', packageReferenceIds: ['1', '2'] }],
      count: 1,
    })
  })
})
