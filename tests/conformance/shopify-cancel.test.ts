/** Cancellations and the merchant's changes of an order in the simulated shop over HTTP, in Shopify's words. */
import { afterAll, describe, expect, test } from 'vitest'
import { closeShopify, openShopify, type ShopifyHost } from './shopify-host.ts'
import { bigOrder, call, control, life, type Payload, saleOf, texts } from './shopify-life.ts'
import { eur, stockAt } from './shopify-orders.ts'

afterAll(closeShopify)

type Opened = { host: ShopifyHost; id: string; sale: string }

async function paid(more: Record<string, unknown> = {}): Promise<Opened> {
  const host = await openShopify()
  const id = await bigOrder(host, more)
  return { host, id, sale: await saleOf(host, id) }
}

describe('orderCancel', () => {
  const refundMethod = { originalPaymentMethodsRefund: true }
  const cancel = (host: ShopifyHost, id: string, more = {}) =>
    call(host, texts.cancel, { id, restock: true, refund: refundMethod, note: 'ours', ...more })

  test('answers a job, and two seconds later money and stock are back', async () => {
    const { host, id, sale } = await paid({ email: 'buyer@example.com' })
    const { job, orderCancelUserErrors } = await cancel(host, id)
    expect([job, orderCancelUserErrors]).toMatchObject([{ done: false }, []])
    const again = (await cancel(host, id)).orderCancelUserErrors
    expect(again).toMatchObject([
      { code: 'INVALID', message: 'Cancellation is already in progress' },
    ])
    expect((await life(host, id)).cancelledAt).toBeNull()
    await host.advance(2000)
    const done = 'query ($id: ID!) { job(id: $id) { done } }'
    expect((await host.query(done, { id: (job as { id: string }).id })).data).toEqual({
      job: { done: true },
    })
    expect(await life(host, id)).toMatchObject({
      cancelledAt: '2026-11-22T10:00:02Z',
      cancelReason: 'CUSTOMER',
      closed: true,
      displayFinancialStatus: 'REFUNDED',
      fulfillmentOrders: {
        nodes: [{ status: 'CLOSED', lineItems: { nodes: [{ remainingQuantity: 0 }, {}] } }],
      },
      refunds: [
        {
          note: null,
          totalRefundedSet: { shopMoney: { amount: '53.0' } },
          transactions: { nodes: [{ gateway: 'manual', parentTransaction: { id: sale } }] },
        },
      ],
    })
    expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([10, 0, 10])
    expect(host.simulator.control.truth()).toMatchObject({ mails: [], mailsAsked: [], doubled: [] })
    expect((await cancel(host, id)).orderCancelUserErrors).toMatchObject([
      { message: 'Cannot cancel an order that has already been canceled' },
    ])
  })

  test('keeps its note on the order, and on the refund where the shop is told so', async () => {
    const { host, id } = await paid()
    await control(host, 'behaviour', { cancelNoteOnRefund: true })
    await cancel(host, id)
    await host.advance(2000)
    const text =
      'query ($id: ID!) { order(id: $id) { cancellation { staffNote } refunds(first: 1) { note } } }'
    expect((await host.query(text, { id })).data).toEqual({
      order: { cancellation: { staffNote: 'ours' }, refunds: [{ note: 'ours' }] },
    })
  })

  test('without refund leaves the money and a refund row of nothing', async () => {
    const { host, id } = await paid()
    await cancel(host, id, { refund: null, restock: false })
    await host.advance(2000)
    expect(await life(host, id)).toMatchObject({
      displayFinancialStatus: 'PAID',
      refunds: [{ totalRefundedSet: { shopMoney: { amount: '0.0' } } }],
    })
    expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([7, 0, 7])
  })

  test('is refused for what has shipped or comes back, and two ways of refund at once', async () => {
    const { host, id } = await paid()
    host.simulator.control.merchantFulfil({ orderId: id, lines: [{ sku: 'MUG-S', quantity: 1 }] })
    expect((await cancel(host, id)).orderCancelUserErrors).toMatchObject([
      { code: 'INVALID', message: 'Cannot cancel an order that has outstanding fulfillments' },
    ])
    const text = `mutation ($id: ID!) { orderCancel(orderId: $id, reason: OTHER, restock: true) { job { id } orderCancelUserErrors { code message } } }`
    expect((await call(host, text, { id: 'gid://shopify/Order/1' })).orderCancelUserErrors).toEqual(
      [{ code: 'NOT_FOUND', message: 'Order does not exist' }],
    )
  })

  test('comes to nothing when the merchant ships meanwhile', async () => {
    const { host, id } = await paid()
    await cancel(host, id)
    host.simulator.control.merchantFulfil({ orderId: id })
    await host.advance(2000)
    expect(await life(host, id)).toMatchObject({ cancelledAt: null, refunds: [] })
  })

  test('gives back what several payments brought, each to its own', async () => {
    const { host, id } = await paid({
      transactions: [
        { gateway: 'manual', amountSet: eur('50.00') },
        { gateway: 'gift', amountSet: eur('3.00') },
      ],
    })
    await cancel(host, id)
    await host.advance(2000)
    expect((await life(host, id)).refunds).toMatchObject([
      {
        transactions: {
          nodes: [
            { gateway: 'manual', amountSet: { shopMoney: { amount: '50.0' } } },
            { gateway: 'gift', amountSet: { shopMoney: { amount: '3.0' } } },
          ],
        },
      },
    ])
  })
})

test('orderUpdate of the address taxes again; of a mail address makes the buyer reachable', async () => {
  const { host, id } = await paid()
  const update = `mutation ($i: OrderInput!) { orderUpdate(input: $i) {
    order { canNotifyCustomer totalPriceSet { shopMoney { amount } } shippingAddress { city } } userErrors { message } } }`
  const moved = { id, shippingAddress: { city: 'Bergen', countryCode: 'NO' } }
  expect((await call(host, update, { i: moved })).order).toEqual({
    canNotifyCustomer: false,
    totalPriceSet: { shopMoney: { amount: '66.25' } },
    shippingAddress: { city: 'Bergen' },
  })
  const reachable = { id, email: 'buyer@example.com' }
  expect((await call(host, update, { i: reachable })).order).toMatchObject({
    canNotifyCustomer: true,
  })
})

test('orderClose and orderOpen archive and open, silently when there is nothing to do', async () => {
  const { host, id } = await paid()
  const say = (name: string): Promise<Payload> =>
    call(
      host,
      `mutation ($id: ID!) { ${name}(input: { id: $id }) { order { closed } userErrors { message } } }`,
      { id },
    )
  for (const [name, closed] of [
    ['orderClose', true],
    ['orderClose', true],
    ['orderOpen', false],
  ] as const) {
    expect(await say(name)).toEqual({ order: { closed }, userErrors: [] })
  }
})

describe('the merchant', () => {
  test('takes units off an order: a refund row without money, and the current quantities fall', async () => {
    const { host, id } = await paid()
    await control(host, 'orders/edit', { orderId: id, set: [{ sku: 'MUG-S', quantity: 1 }] })
    expect(await life(host, id)).toMatchObject({
      edited: true,
      lineItems: { nodes: [{ quantity: 3, currentQuantity: 1, unfulfilledQuantity: 1 }, {}] },
      totalPriceSet: { shopMoney: { amount: '53.0' } },
      currentTotalPriceSet: { shopMoney: { amount: '29.0' } },
      totalOutstandingSet: { shopMoney: { amount: '-24.0' } },
      refunds: [{ totalRefundedSet: { shopMoney: { amount: '0.0' } } }],
    })
    expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([9, 1, 10])
  })

  test('changes the address of an order that has not shipped: its taxes are new', async () => {
    const { host, id } = await paid()
    const address = { city: 'Bergen', countryCode: 'NO' }
    await control(host, 'orders/address', { orderId: id, address })
    expect((await life(host, id)).totalPriceSet.shopMoney.amount).toBe('66.25')
    await control(host, 'behaviour', { taxRateOnAddressChange: null })
    const other = await bigOrder(host, { sourceIdentifier: '306-2' })
    await control(host, 'orders/address', { orderId: other, address })
    expect((await life(host, other)).totalPriceSet.shopMoney.amount).toBe('53.0')
  })

  test('archives, opens and deletes an order', async () => {
    const { host, id } = await paid()
    await control(host, 'orders/archive', { orderId: id })
    expect((await life(host, id)).closed).toBe(true)
    await control(host, 'orders/reopen', { orderId: id })
    expect((await life(host, id)).closed).toBe(false)
    await control(host, 'orders/delete', { orderId: id })
    expect(await life(host, id)).toBeNull()
  })
})
