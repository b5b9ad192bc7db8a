/** The product's own documents of an order's life run on the simulated shop, and read what happened there. */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { closeShopify, graphqlPath, openShopify, type ShopifyHost } from './shopify-host.ts'
import { bigOrder, life, saleOf, texts } from './shopify-life.ts'

afterAll(closeShopify)

const folder = fileURLToPath(new URL('../../src/platforms/shopify/operations', import.meta.url))
const files = globSync('*.graphql', { cwd: folder }).sort()
const query = files.map((file) => readFileSync(`${folder}/${file}`, 'utf8')).join('\n')

async function run(host: ShopifyHost, operationName: string, variables: object): Promise<unknown> {
  const headers = { 'x-shopify-access-token': await host.token() }
  const { body } = await host.post(graphqlPath, { query, operationName, variables }, headers)
  const { data, errors } = body as { data?: unknown; errors?: unknown }
  expect(errors, operationName).toBeUndefined()
  return data
}

/** What only a merchant does: we read it. */
async function actAsMerchant(host: ShopifyHost, text: string, variables: object): Promise<void> {
  const headers = { 'x-shopify-access-token': await host.token() }
  const { body } = await host.post(graphqlPath, { query: text, variables }, headers)
  expect((body as { errors?: unknown }).errors).toBeUndefined()
}

test('ship, track, deliver and bring back a parcel', async () => {
  const host = await openShopify()
  const id = await bigOrder(host)
  const from = (await life(host, id)).fulfillmentOrders.nodes[0]?.id
  const parts = [{ fulfillmentOrderId: from }]
  const tracking = { company: 'DHL', numbers: ['1'] }
  expect(await run(host, 'FulfillmentCreate', { parts, tracking })).toMatchObject({
    fulfillmentCreate: { userErrors: [] },
  })
  const shipment = (await life(host, id)).fulfillments[0]?.id
  const other = { id: shipment, t: { company: 'DHL', number: '2' }, notify: false }
  await actAsMerchant(host, texts.track, other)
  const event = { id: shipment, status: 'DELIVERED', happenedAt: '2026-11-22T10:00:00Z' }
  await run(host, 'FulfillmentEventCreate', event)
  expect(await run(host, 'OrderLife', { id })).toMatchObject({
    order: { fulfillments: [{ displayStatus: 'DELIVERED', trackingInfo: [{ number: '2' }] }] },
  })
  await actAsMerchant(host, texts.unfulfil, { id: shipment })
  expect(await run(host, 'OrderLife', { id })).toMatchObject({
    order: { fulfillments: [{ status: 'CANCELLED' }], transactions: [{ kind: 'SALE' }] },
  })
})

test('hold with a deadline, release, refund, return, and read each', async () => {
  const host = await openShopify()
  const id = await bigOrder(host)
  const from = (await life(host, id)).fulfillmentOrders.nodes[0]?.id
  const hold = { id: from, reason: 'OTHER', notes: 'asked to cancel', handle: 'cancel' }
  await run(host, 'FulfillmentOrderHold', hold)
  const deadline = { ids: [from], fulfillBy: '2026-11-25T00:00:00Z' }
  await run(host, 'FulfillmentOrdersSetFulfillmentDeadline', deadline)
  const [held] = (await life(host, id)).fulfillmentOrders.nodes
  const holdIds = held?.fulfillmentHolds.map((one) => one.id)
  await run(host, 'FulfillmentOrderReleaseHold', { id: from, holdIds })
  host.simulator.control.merchantFulfil({ orderId: id, notify: false })
  const parentId = await saleOf(host, id)
  const transactions = [
    { orderId: id, parentId, amount: '5.00', gateway: 'manual', kind: 'REFUND' },
  ]
  const refund = { id, currency: 'EUR', note: 'ours', processedAt: '2026-11-21T00:00:00Z' }
  const variables = { ...refund, lines: [], transactions, key: 'k' }
  expect(await run(host, 'RefundCreate', variables)).toMatchObject({
    refundCreate: { userErrors: [] },
  })
  const row = (await life(host, id)).fulfillments[0]?.fulfillmentLineItems.nodes[0]?.id
  const reasons = (await run(host, 'ReturnReasons', { handles: ['defective'] })) as {
    returnReasonDefinitions: { nodes: { id: string }[] }
  }
  const reason = reasons.returnReasonDefinitions.nodes[0]?.id
  const lines = [{ fulfillmentLineItemId: row, quantity: 1, returnReasonDefinitionId: reason }]
  await run(host, 'ReturnCreate', { id, lines })
  expect(await run(host, 'LifeReturns', { id })).toMatchObject({
    order: { returns: { nodes: [{ status: 'OPEN', returnLineItems: { nodes: [{}] } }] } },
  })
  await run(host, 'LifeAddress', { id })
  expect(await run(host, 'OrderLife', { id })).toMatchObject({
    order: { refunds: [{ note: 'ours', processedAt: '2026-11-21T00:00:00Z' }] },
  })
  expect(host.simulator.control.truth()).toMatchObject({ mailsAsked: [], doubled: [] })
})

test('cancel with the money going back', async () => {
  const host = await openShopify()
  const id = await bigOrder(host)
  const cancel = { id, reason: 'CUSTOMER', restock: true, refund: true, staffNote: 'ours' }
  await run(host, 'OrderCancel', cancel)
  await host.advance(2000)
  expect(await run(host, 'OrderLife', { id })).toMatchObject({
    order: { cancelledAt: '2026-11-22T10:00:02Z', cancellation: { staffNote: 'ours' } },
  })
})
