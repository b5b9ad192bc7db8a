/** orderCreate of the simulated shop with the traps that the real one has. */
import { afterAll, describe, expect, test } from 'vitest'
import { closeShopify, nodesOf, openShopify } from './shopify-host.ts'
import { create, eur, line, stockAt, tax } from './shopify-orders.ts'

afterAll(closeShopify)

describe('stock', () => {
  test('is not claimed unless asked: BYPASS is the default', async () => {
    const host = await openShopify()
    await create(host)
    expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([10, 0, 10])
  })

  test('is claimed at the first location that has enough', async () => {
    const host = await openShopify()
    const { order } = await create(host, {}, { inventoryBehaviour: 'DECREMENT_OBEYING_POLICY' })
    expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([9, 1, 10])
    expect(order?.fulfillmentOrders.nodes[0]).toMatchObject({
      status: 'OPEN',
      assignedLocation: { location: { name: 'Warehouse' } },
    })
  })

  test('is spread over locations when none has enough alone', async () => {
    const host = await openShopify()
    const lineItems = [line(host, 'MUG-S', 12, '12.00')]
    const options = { inventoryBehaviour: 'DECREMENT_OBEYING_POLICY' }
    const { order } = await create(host, { lineItems }, options)
    expect(
      order?.fulfillmentOrders.nodes.map((one) => one.lineItems.nodes[0]?.totalQuantity),
    ).toEqual([10, 2])
    expect(stockAt(host, 'MUG-S', 'Store')).toEqual([2, 2, 4])
  })

  test('that is not there refuses the whole order, in the recorded words', async () => {
    const host = await openShopify()
    const lineItems = [line(host, 'MUG-S', 1, '12.00'), line(host, 'HAT', 1, '20.00')]
    const options = { inventoryBehaviour: 'DECREMENT_OBEYING_POLICY' }
    expect(await create(host, { lineItems }, options)).toEqual({
      order: null,
      userErrors: [
        {
          code: 'INVALID',
          field: ['order', 'lineItems'],
          message: 'Line items Unable to reserve inventory',
        },
      ],
    })
    expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([10, 0, 10])
    expect(host.simulator.control.counts().orders).toBe(0)
  })

  test('may go below zero when the policy is ignored or the variant sells on', async () => {
    const host = await openShopify()
    await create(
      host,
      { lineItems: [line(host, 'HAT', 2, '20.00')] },
      { inventoryBehaviour: 'DECREMENT_IGNORING_POLICY' },
    )
    expect(stockAt(host, 'HAT', 'Warehouse')).toEqual([-2, 2, 0])
    await create(
      host,
      { lineItems: [line(host, 'FREE', 1, '8.00')] },
      { inventoryBehaviour: 'DECREMENT_OBEYING_POLICY' },
    )
    expect(stockAt(host, 'FREE', 'Warehouse')).toEqual([-1, 1, 0])
  })
})

describe('money', () => {
  test('adds up to the cent from lines, shipping and tax', async () => {
    const host = await openShopify()
    const { order } = await create(host, {
      lineItems: [line(host, 'MUG-S', 2, '12.00', { taxLines: [tax('0.1', '2.40')] })],
      shippingLines: [{ title: 'Post', priceSet: eur('5.00'), taxLines: [tax('0.1', '0.50')] }],
      transactions: [{ gateway: 'manual', amountSet: eur('31.90') }],
    })
    expect(order).toMatchObject({
      subtotalPriceSet: { shopMoney: { amount: '24.0' } },
      totalTaxSet: { shopMoney: { amount: '2.9' } },
      totalPriceSet: { shopMoney: { amount: '31.9', currencyCode: 'EUR' } },
      totalOutstandingSet: { shopMoney: { amount: '0.0' } },
      displayFinancialStatus: 'PAID',
      paymentGatewayNames: ['manual'],
    })
  })

  test('with taxesIncluded leaves the tax inside the prices', async () => {
    const host = await openShopify()
    const { order } = await create(host, {
      taxesIncluded: true,
      lineItems: [line(host, 'MUG-S', 1, '11.90', { taxLines: [tax('0.19', '1.90')] })],
    })
    expect(order?.totalPriceSet.shopMoney.amount).toBe('11.9')
    expect(order?.totalTaxSet.shopMoney.amount).toBe('1.9')
  })

  test('of the order itself is spread over taxable lines, the remainder to the last', async () => {
    const host = await openShopify()
    const { order } = await create(host, {
      lineItems: [1, 2, 3].map(() => line(host, 'MUG-S', 1, '10.00')),
      taxLines: [tax('0.1', '1.00')],
    })
    expect(order?.totalTaxSet.shopMoney.amount).toBe('1.0')
    expect(order?.totalPriceSet.shopMoney.amount).toBe('31.0')
  })

  test('in yen has no decimals to lose', async () => {
    const host = await openShopify()
    const jpy = { shopMoney: { amount: '1200', currencyCode: 'JPY' } }
    const { order } = await create(host, {
      currency: 'JPY',
      lineItems: [line(host, 'MUG-S', 3, '0', { priceSet: jpy })],
      transactions: [],
    })
    expect(order?.totalPriceSet.shopMoney).toEqual({ amount: '3600.0', currencyCode: 'JPY' })
  })

  test.each([
    ['nothing paid', [], null],
    ['less than the total', [{ amountSet: eur('2.00') }], 'PARTIALLY_PAID'],
    ['only authorised', [{ kind: 'AUTHORIZATION', amountSet: eur('12.00') }], 'AUTHORIZED'],
  ])('%s', async (_title, transactions, status) => {
    const host = await openShopify()
    const { order } = await create(host, { transactions })
    expect(order?.displayFinancialStatus).toBe(status)
  })

  test('in the wrong currency is refused', async () => {
    const host = await openShopify()
    const usd = {
      title: 'Tax',
      rate: '0.1',
      priceSet: { shopMoney: { amount: '1', currencyCode: 'USD' } },
    }
    const { userErrors } = await create(host, {
      lineItems: [line(host, 'MUG-S', 1, '12.00', { taxLines: [usd] })],
    })
    expect(userErrors[0]).toMatchObject({
      code: 'INVALID',
      message:
        'Line items tax lines currency does not match the order currency (which defaults to the shop currency if not given)',
    })
  })

  test('cannot be taxed on the order and on its lines at once', async () => {
    const host = await openShopify()
    const { order, userErrors } = await create(host, {
      lineItems: [line(host, 'MUG-S', 1, '12.00', { taxLines: [tax('0.1', '1.20')] })],
      taxLines: [tax('0.1', '1.20')],
    })
    expect(order).toBeNull()
    expect(userErrors[0]).toMatchObject({ code: 'INVALID', field: ['order', 'taxLines'] })
  })
})

describe('the rest of an order', () => {
  test('needs no shipping unless every line says so', async () => {
    const host = await openShopify()
    const lineItems = [line(host, 'MUG-S', 1, '12.00', { requiresShipping: false })]
    const { order } = await create(host, { lineItems })
    expect(order).toMatchObject({
      requiresShipping: false,
      displayFulfillmentStatus: 'FULFILLMENT_NOT_REQUIRED',
    })
  })

  test('a custom line needs a title', async () => {
    const host = await openShopify()
    const { userErrors } = await create(host, {
      lineItems: [{ quantity: 1, priceSet: eur('1.00') }],
    })
    expect(userErrors.map((one) => one.message)).toEqual([
      "Line items Title can't be blank",
      "Line items Name can't be blank",
      'Order Line items is invalid',
    ])
  })

  test('a time in the future is clamped to now', async () => {
    const host = await openShopify()
    const { order } = await create(host, { processedAt: '2027-01-01T00:00:00Z' })
    expect(order?.processedAt).toBe('2026-11-22T10:00:00Z')
    const past = await create(host, { processedAt: '2026-11-01T08:30:00Z' })
    expect(past.order?.processedAt).toBe('2026-11-01T08:30:00Z')
  })

  test.each([
    ['email', { email: 'buyer@example.com' }],
    ['phone', { phone: '+4612345678' }],
    ['customer', { customer: { toUpsert: { email: 'buyer@example.com' } } }],
  ])('%s makes a buyer whom Shopify may write to', async (_title, contact) => {
    const host = await openShopify()
    const { order } = await create(host, contact)
    expect(order?.canNotifyCustomer).toBe(true)
    host.simulator.control.merchantFulfil({ orderId: order?.id ?? '' })
    expect(host.simulator.control.mailsSent()).toMatchObject([{ kind: 'shipping-notice' }])
  })

  test('a phone inside the address and a name alone do not', async () => {
    const host = await openShopify()
    const { order } = await create(
      host,
      {
        shippingAddress: { lastName: 'Ek', phone: '+4612345678', countryCode: 'SE' },
        customer: { toUpsert: { firstName: 'Eva', lastName: 'Ek' } },
      },
      { sendReceipt: true },
    )
    expect(order?.canNotifyCustomer).toBe(false)
    host.simulator.control.merchantFulfil({ orderId: order?.id ?? '' })
    expect(host.simulator.control.mailsSent()).toEqual([])
  })

  test('a note of 5,001 and a tag of 41 characters are refused', async () => {
    const host = await openShopify()
    const { userErrors } = await create(host, { note: 'x'.repeat(5001), tags: ['y'.repeat(41)] })
    expect(userErrors.map((one) => one.field.at(-1))).toEqual(['note', 'tags'])
  })

  test('numbers count from #1001; a name replaces only what is shown', async () => {
    const host = await openShopify()
    const first = await create(host)
    const named = await create(host, { name: 'AMZ-306' })
    const third = await create(host)
    expect([first, named, third].map(({ order }) => order?.name)).toEqual([
      '#1001',
      'AMZ-306',
      '#1003',
    ])
  })

  test('with a fulfilment is born shipped', async () => {
    const host = await openShopify()
    const reply = await host.query('{ locations(first: 1) { nodes { id } } }')
    const nodes = nodesOf<{ id: string }>(reply, 'locations')
    const { order } = await create(host, {
      fulfillment: { locationId: nodes[0]?.id, trackingCompany: 'DHL', trackingNumber: '123' },
    })
    expect(order?.displayFulfillmentStatus).toBe('FULFILLED')
    expect(order?.fulfillmentOrders.nodes[0]?.status).toBe('CLOSED')
  })

  test('the same order twice is two orders: nothing guards against it', async () => {
    const host = await openShopify()
    await create(host, { sourceIdentifier: '306-1' })
    await create(host, { sourceIdentifier: '306-1' })
    expect(host.simulator.control.ordersBySourceIdentifier('306-1')).toHaveLength(2)
  })

  test('a development shop takes five orders a minute and says so in a 200', async () => {
    const host = await openShopify({ ordersPerMinute: 5 })
    for (let at = 0; at < 5; at += 1) expect((await create(host)).order).not.toBeNull()
    const sixth = await create(host)
    expect(sixth.userErrors).toMatchObject([
      { message: 'Too many attempts. Please try again later.' },
    ])
    await host.advance(60_000)
    expect((await create(host)).order).not.toBeNull()
  })

  test('fulfilment orders may come later than the order', async () => {
    const host = await openShopify({ routingDelayMs: 3000 })
    const { order } = await create(host)
    expect(order?.fulfillmentOrders.nodes).toEqual([])
    await host.advance(3000)
    const text =
      'query ($id: ID!) { order(id: $id) { fulfillmentOrders(first: 1) { nodes { status } } } }'
    const { data } = await host.query(text, { id: order?.id })
    expect(data).toEqual({ order: { fulfillmentOrders: { nodes: [{ status: 'OPEN' }] } } })
  })
})
