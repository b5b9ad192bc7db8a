/** Refunds in the simulated shop over HTTP, in Shopify's words. */
import { afterAll, describe, expect, test } from 'vitest'
import { closeShopify, openShopify, type ShopifyHost } from './shopify-host.ts'
import {
  bigOrder,
  call,
  control,
  life,
  messages,
  type Payload,
  refundOf,
  saleOf,
  texts,
} from './shopify-life.ts'
import { create, stockAt } from './shopify-orders.ts'

afterAll(closeShopify)

type Opened = { host: ShopifyHost; id: string; sale: string }

async function paid(more: Record<string, unknown> = {}): Promise<Opened> {
  const host = await openShopify()
  const id = await bigOrder(host, more)
  return { host, id, sale: await saleOf(host, id) }
}

function refund(host: ShopifyHost, input: object, key = 'key-1'): Promise<Payload> {
  return call(host, texts.refund, { input, key })
}

async function lineId(host: ShopifyHost, id: string, sku: string): Promise<string> {
  const { nodes } = (await life(host, id)).lineItems
  return nodes.find((one) => one.sku === sku)?.id ?? ''
}

describe('refundCreate', () => {
  test('needs its key on the field', async () => {
    const { host, id, sale } = await paid()
    const text = `mutation ($input: RefundInput!) { refundCreate(input: $input) { refund { id } userErrors { message } } }`
    const headers = { 'x-shopify-access-token': await host.token() }
    const variables = { input: refundOf(id, sale, '1.00') }
    const path = '/admin/api/2026-10/graphql.json'
    expect((await host.post(path, { query: text, variables }, headers)).body).toMatchObject({
      data: { refundCreate: null },
      errors: [
        {
          message: 'The @idempotent directive is required for this mutation but was not provided.',
          path: ['refundCreate'],
          extensions: { code: 'BAD_REQUEST' },
        },
      ],
    })
  })

  test('answers the first refund to a repeat, refuses other parameters, and forgets in time', async () => {
    const { host, id, sale } = await paid()
    const input = refundOf(id, sale, '5.00', { note: 'ours 1' })
    const first = await refund(host, input)
    expect(first).toMatchObject({
      refund: { totalRefundedSet: { shopMoney: { amount: '5.0' } } },
      order: { displayFinancialStatus: 'PARTIALLY_REFUNDED' },
    })
    expect((await refund(host, input)).refund).toEqual(first.refund)
    expect(messages(await refund(host, refundOf(id, sale, '6.00')))).toEqual([
      'The same idempotency key cannot be used with different operation parameters.',
    ])
    expect((await life(host, id)).refunds).toHaveLength(1)
    await control(host, 'behaviour', { idempotencyRefusal: 'top-level' })
    const { errors } = await host.query(texts.refund, {
      input: refundOf(id, sale, '6'),
      key: 'key-1',
    })
    expect(errors?.graphQLErrors?.[0]?.extensions).toMatchObject({
      code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
    })
    host.simulator.control.setBehaviour({ idempotencyKeptMs: 1000 })
    expect(host.simulator.control.doubledEffects()).toEqual([])
    await host.advance(1000)
    expect((await refund(host, input)).refund).not.toEqual(first.refund)
    expect(host.simulator.control.doubledEffects()).toMatchObject([{ kind: 'refund' }])
  })

  test('after a refusal wants another key', async () => {
    const { host, id, sale } = await paid()
    const tooMuch = refundOf(id, sale, '53.01')
    expect(messages(await refund(host, tooMuch))).toEqual([
      'Refund amount €53.01 is greater than net payment received €53.00',
    ])
    expect(messages(await refund(host, tooMuch))).toEqual([
      'A previous request with this idempotency key failed. Retry with a new idempotency key.',
    ])
    expect((await refund(host, refundOf(id, sale, '53.00'), 'key-2')).order).toMatchObject({
      displayFinancialStatus: 'REFUNDED',
    })
  })

  test('wants a parent of this order, the kind REFUND, and something to do', async () => {
    const { host, id, sale } = await paid()
    const { order } = await create(host)
    const foreign = await saleOf(host, order?.id ?? '')
    const parent = 'Transactions require a parent_id associated with the order'
    expect(messages(await refund(host, refundOf(id, null, '1'), 'a'))).toEqual([parent])
    expect(messages(await refund(host, refundOf(id, foreign, '1'), 'b'))).toEqual([parent])
    const transactions = [
      { orderId: id, parentId: sale, amount: '1', gateway: 'manual', kind: 'AUTHORIZATION' },
    ]
    expect(messages(await refund(host, { orderId: id, transactions }, 'c'))).toEqual([
      'Kind authorization is not a valid transaction',
    ])
    expect(messages(await refund(host, { orderId: id }, 'd'))).toEqual([
      'either refund line items or refund duties or transactions or refund methods must be present',
    ])
    expect(messages(await refund(host, refundOf('gid://shopify/Order/1', sale, '1'), 'e'))).toEqual(
      ['Order does not exist'],
    )
    expect((await life(host, id)).refunds).toEqual([])
  })

  test('keeps the day and the note it was given, and writes to nobody unless asked', async () => {
    const { host, id, sale } = await paid({ email: 'buyer@example.com' })
    const processedAt = '2026-11-20T08:00:00Z'
    await refund(host, refundOf(id, sale, '3.00', { processedAt, note: 'ours' }))
    expect((await life(host, id)).refunds).toMatchObject([
      {
        processedAt,
        note: 'ours',
        transactions: {
          nodes: [{ kind: 'REFUND', gateway: 'manual', parentTransaction: { id: sale } }],
        },
        orderAdjustments: {
          nodes: [{ reason: 'REFUND_DISCREPANCY', amountSet: { shopMoney: { amount: '-3.0' } } }],
        },
      },
    ])
    expect(host.simulator.control.truth().mails).toEqual([])
    await refund(host, refundOf(id, sale, '1.00', { notify: true }), 'key-2')
    expect(host.simulator.control.truth().mails).toMatchObject([{ kind: 'refund-notice' }])
  })

  test('without money refunds units, and says that the money is missing', async () => {
    const { host, id } = await paid()
    const red = await lineId(host, id, 'MUG-S-RED')
    const input = { orderId: id, refundLineItems: [{ lineItemId: red, quantity: 1 }] }
    expect((await refund(host, input)).refund).toMatchObject({
      totalRefundedSet: { shopMoney: { amount: '0.0' } },
    })
    expect(messages(await refund(host, input, 'key-2'))).toEqual([
      'Quantity cannot refund more items than were purchased',
    ])
    expect(await life(host, id)).toMatchObject({
      currentTotalPriceSet: { shopMoney: { amount: '40.0' } },
      totalOutstandingSet: { shopMoney: { amount: '-13.0' } },
      refunds: [{ orderAdjustments: { nodes: [{ reason: 'PENDING_REFUND_DISCREPANCY' }] } }],
    })
  })

  test('moves stock as the restock type says', async () => {
    const { host, id } = await paid()
    const mugs = await lineId(host, id, 'MUG-S')
    const units = (restockType: string, quantity: number) => ({
      orderId: id,
      refundLineItems: [{ lineItemId: mugs, quantity, restockType }],
    })
    expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([7, 3, 10])
    await refund(host, units('CANCEL', 1), 'a')
    expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([8, 2, 10])
    await refund(host, units('NO_RESTOCK', 1), 'b')
    expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([8, 2, 10])
    host.simulator.control.merchantFulfil({ orderId: id })
    expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([8, 0, 8])
    expect(messages(await refund(host, units('CANCEL', 1), 'c'))).toHaveLength(1)
    await refund(host, units('RETURN', 1), 'd')
    expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([9, 0, 9])
  })

  test('is suggested by the order itself', async () => {
    const { host, id, sale } = await paid()
    const text = `query ($id: ID!) { order(id: $id) { suggestedRefund(suggestFullRefund: true) {
      amountSet { shopMoney { amount } } refundLineItems { quantity } shipping { amountSet { shopMoney { amount } } }
      suggestedTransactions { gateway kind parentTransaction { id } amountSet { shopMoney { amount } } } } } }`
    expect((await host.query(text, { id })).data).toMatchObject({
      order: {
        suggestedRefund: {
          amountSet: { shopMoney: { amount: '53.0' } },
          refundLineItems: [{ quantity: 3 }, { quantity: 1 }],
          shipping: { amountSet: { shopMoney: { amount: '4.0' } } },
          suggestedTransactions: [
            { gateway: 'manual', kind: 'SUGGESTED_REFUND', parentTransaction: { id: sale } },
          ],
        },
      },
    })
  })
})

describe('the merchant gives money back', () => {
  test('for lines, for nothing, less a fee, for shipping, and as a tip', async () => {
    const { host, id } = await paid()
    const { control: verbs } = host.simulator
    const lines = [{ sku: 'MUG-S', quantity: 1 }]
    expect(verbs.merchantRefund({ orderId: id, lines }).amount).toBe('12.00')
    expect(verbs.merchantRefund({ orderId: id, amount: '2.50' }).amount).toBe('2.50')
    expect(verbs.merchantRefund({ orderId: id, lines, restockingFee: '2.00' }).amount).toBe('10.00')
    expect(verbs.merchantRefund({ orderId: id, shipping: 'all' }).amount).toBe('4.00')
    expect(() => verbs.merchantRefund({ orderId: id, tip: true })).toThrow('no tip')
    verbs.merchantEdit({ orderId: id, add: [{ quantity: 1, price: '1.50', tip: true }] })
    expect(verbs.merchantRefund({ orderId: id, tip: true }).amount).toBe('1.50')
    const after = await life(host, id)
    expect(after.refunds.map((one) => one.totalRefundedSet.shopMoney.amount)).toEqual([
      '12.0',
      '2.5',
      '10.0',
      '4.0',
      '1.5',
    ])
    const fee = { reason: 'RESTOCK', amountSet: { shopMoney: { amount: '2.0' } } }
    expect(after.refunds[2]).toMatchObject({ orderAdjustments: { nodes: [fee] } })
    expect(after.refunds[3]).toMatchObject({
      refundShippingLines: { nodes: [{ subtotalAmountSet: { shopMoney: { amount: '4.0' } } }] },
    })
    expect(verbs.truth({ orderId: id }).orders[0]?.refunds.map((one) => one.by)).toEqual(
      Array.from({ length: 5 }, () => 'Shopify admin'),
    )
  })

  test('through a gateway that is not manual, which truth shows', async () => {
    const { host, id } = await paid()
    await control(host, 'orders/pay', { orderId: id, amount: '5.00', gateway: 'shopify_payments' })
    const { transactions } = await life(host, id)
    expect(transactions).toMatchObject([
      { gateway: 'manual', manualPaymentGateway: true },
      { gateway: 'shopify_payments', manualPaymentGateway: false },
    ])
    await refund(host, refundOf(id, transactions[1]?.id ?? null, '5.00'))
    expect(host.simulator.control.truth({ orderId: id }).orders[0]?.refunds[0]?.gateways).toEqual([
      'shopify_payments',
    ])
  })
})
