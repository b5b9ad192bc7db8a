/** getOrder, driven by the generated client: blocks by includedData, roles, statuses, errors, quotas. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Kind, kinds } from '../../simulators/amazon/orders-of-every-kind.ts'
import { type AmazonHost, everyBlock, firstError, openAmazon } from './amazon-host.ts'
import { modelFaults } from './amazon-model.ts'

let amazon: AmazonHost
beforeEach(async () => {
  amazon = await openAmazon({ quotas: 'off' })
})
afterEach(() => amazon.close())

type Shape = Record<string, unknown>

async function read(orderId: string, includedData = everyBlock): Promise<Shape> {
  const { body } = await amazon.get(
    `/orders/2026-01-01/orders/${orderId}?includedData=${encodeURIComponent(includedData)}`,
  )
  return body.order as Shape
}

/** Made to break the model, each in its own way. */
const outOfModel: Readonly<Partial<Record<Kind, RegExp>>> = {
  'unknown-status': /fulfillmentStatus: AWAITING_HANDOVER/,
  'unknown-program': /program: DRONE_ONLY_DELIVERY/,
  'unknown-proceeds-type': /orderType: ENVIRONMENT_FEE/,
  'unknown-fulfilled-by': /fulfilledBy: PARTNER/,
  'broken-without-items': /orderItems is missing/,
  'broken-amount': /not an amount/,
  'broken-item-id': /orderItemId is missing/,
}

describe('getOrder', () => {
  it('answers the generated client with an order of the model', async () => {
    const orderId = amazon.simulator.control.placeOrder()
    const api = await amazon.orders()
    const { status, data } = await api.getOrder({
      orderId,
      includedData: ['BUYER', 'RECIPIENT', 'PROCEEDS', 'FULFILLMENT'],
    })
    expect(status).toBe(200)
    expect(data.order.orderId).toBe(orderId)
    expect(data.order.fulfillment?.fulfillmentStatus).toBe('UNSHIPPED')
    expect(modelFaults(data.order as unknown as Shape)).toEqual([])
  })

  it.each(kinds)('shows an order of the kind %s as the model says', async (kind) => {
    const orderId = amazon.simulator.control.placeEveryKind()[kind]
    const faults = modelFaults(await read(orderId))
    const wanted = outOfModel[kind]
    if (wanted === undefined) expect(faults).toEqual([])
    else expect(faults.join('\n')).toMatch(wanted)
  })

  it('shows the sample orders of Amazon with their figures', async () => {
    const ids = amazon.simulator.control.placeSamples()
    expect(ids).toHaveLength(6)
    const orders = await Promise.all(ids.map((id) => read(id)))
    expect(orders.flatMap((order) => modelFaults(order))).toEqual([])
    const totals = orders.map((order) => (order.proceeds as { grandTotal: unknown }).grandTotal)
    expect(totals).toEqual([
      { amount: '19940', currencyCode: 'JPY' },
      { amount: '34.99', currencyCode: 'GBP' },
      { amount: '1599.90', currencyCode: 'BRL' },
      { amount: '299.90', currencyCode: 'BRL' },
      { amount: '125.00', currencyCode: 'TRY' },
      { amount: '49.99', currencyCode: 'USD' },
    ])
  })
})

describe('includedData', () => {
  const places: readonly (readonly [string, string, 'order' | 'item'])[] = [
    ['BUYER', 'buyer', 'order'],
    ['RECIPIENT', 'recipient', 'order'],
    ['PROCEEDS', 'proceeds', 'order'],
    ['PROCEEDS', 'proceeds', 'item'],
    ['EXPENSE', 'expense', 'item'],
    ['PROMOTION', 'promotion', 'item'],
    ['CANCELLATION', 'cancellation', 'item'],
    ['FULFILLMENT', 'fulfillment', 'order'],
    ['FULFILLMENT', 'fulfillment', 'item'],
    ['PACKAGES', 'packages', 'order'],
    ['TAX', 'tax', 'order'],
    ['TAX', 'tax', 'item'],
    ['PAYMENT', 'payment', 'order'],
  ]

  /** An order that has something in every block. */
  function placeFull(): string {
    const { control } = amazon.simulator
    const orderId = control.placeOrder({
      lines: [{ unitPrice: '20.00', promotionIds: ['P1'], pointsGranted: 5, quantity: 2 }],
      business: { companyName: 'Muster GmbH' },
      taxCollectedByAmazon: true,
    })
    control.requestCancel(orderId)
    return orderId
  }
  const itemOf = (order: Shape): Shape => (order.orderItems as Shape[])[0] ?? {}

  it.each(places)('%s alone brings %s of the %s', async (block, field, level) => {
    const orderId = placeFull()
    const bare = await read(orderId, '')
    const full = await read(orderId, block)
    const pick = (order: Shape): Shape => (level === 'order' ? order : itemOf(order))
    expect(pick(bare)).not.toHaveProperty(field)
    expect(pick(full)).toHaveProperty(field)
  })

  it('left out brings basic fields and items, without status and money', async () => {
    const order = await read(placeFull(), '')
    expect(Object.keys(order).sort()).toEqual([
      'createdTime',
      'lastUpdatedTime',
      'orderAliases',
      'orderId',
      'orderItems',
      'programs',
      'salesChannel',
    ])
    expect(Object.keys(itemOf(order)).sort()).toEqual(['orderItemId', 'product', 'quantityOrdered'])
  })

  it('with an unknown word is a 400', async () => {
    const orderId = placeFull()
    const answer = await amazon.get(`/orders/2026-01-01/orders/${orderId}?includedData=EVERYTHING`)
    expect(answer.status).toBe(400)
    expect(firstError(answer.body).code).toBe('InvalidInput')
  })
})

describe('getOrder refuses', () => {
  it('an id that is not 3-7-7 with a 400 that says so', async () => {
    const answer = await amazon.get('/orders/2026-01-01/orders/12-34')
    expect(answer.status).toBe(400)
    expect(firstError(answer.body)).toMatchObject({
      code: 'InvalidInput',
      message: expect.stringContaining('3-7-7'),
    })
    expect(answer.headers.get('x-amzn-ratelimit-limit')).not.toBeNull()
  })

  it('an unknown order with a 404', async () => {
    const answer = await amazon.get('/orders/2026-01-01/orders/306-1234567-1234567')
    expect(answer.status).toBe(404)
    expect(firstError(answer.body).code).toBe('NotFound')
  })

  it('orders older than two years, except those of Japan, Australia and Singapore', async () => {
    const { control } = amazon.simulator
    const createdAgoMs = 3 * 365 * 86_400_000
    const german = control.placeOrder({ createdAgoMs })
    const japanese = control.placeOrder({ createdAgoMs, marketplaceId: 'A1VC38T7YXB528' })
    expect((await amazon.get(`/orders/2026-01-01/orders/${german}`)).status).toBe(404)
    expect((await amazon.get(`/orders/2026-01-01/orders/${japanese}`)).status).toBe(200)
  })

  it('what it does not have with 501 and the name of it', async () => {
    const answer = await amazon.get('/orders/v0/orders')
    expect(answer.status).toBe(501)
    expect(firstError(answer.body).message).toContain('/orders/v0/orders')
  })
})

describe('the default quota of getOrder', () => {
  it('lets 30 pass at once, then one every two seconds of world time', async () => {
    amazon.simulator.control.setQuotas('default')
    const orderId = amazon.simulator.control.placeOrder()
    const token = await amazon.token('seller')
    const call = () =>
      fetch(`${amazon.url}/orders/2026-01-01/orders/${orderId}`, {
        headers: { 'x-amz-access-token': token },
      })
    for (let at = 0; at < 30; at += 1) expect((await call()).status).toBe(200)
    const over = await call()
    expect(over.status).toBe(429)
    expect(firstError(await over.json())).toEqual({
      code: 'QuotaExceeded',
      message: 'You exceeded your quota for the requested resource.',
      details: '',
    })
    await amazon.simulator.control.advance(1999)
    expect((await call()).status).toBe(429)
    await amazon.simulator.control.advance(1)
    const refilled = await call()
    expect(refilled.status).toBe(200)
    expect(refilled.headers.get('x-amzn-ratelimit-limit')).toBe('0.5')
    expect((await call()).status).toBe(429)
  })
})
