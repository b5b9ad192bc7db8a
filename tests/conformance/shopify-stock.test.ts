/** What happens to an order and its stock after the create: moved, shipped, cancelled, restocked, changed. */
import { afterAll, expect, test } from 'vitest'
import { closeShopify, nodesOf, openShopify, type ShopifyHost } from './shopify-host.ts'
import { create, line, stockAt } from './shopify-orders.ts'

afterAll(closeShopify)

const claim = { inventoryBehaviour: 'DECREMENT_OBEYING_POLICY' }

type FulfillmentOrderRow = {
  readonly id: string
  readonly status: string
  readonly assignedLocation: { readonly location: { readonly id: string; readonly name: string } }
}

async function fulfillmentOrder(host: ShopifyHost, orderId: string): Promise<FulfillmentOrderRow> {
  const text =
    'query ($id: ID!) { order(id: $id) { fulfillmentOrders(first: 5) { nodes { id status assignedLocation { location { id name } } } } } }'
  const { data } = await host.query(text, { id: orderId })
  const order = data?.order as { fulfillmentOrders: { nodes: FulfillmentOrderRow[] } }
  const [row] = order.fulfillmentOrders.nodes
  if (row === undefined) throw new Error('no fulfilment order')
  return row
}

test('a moved fulfilment order takes its claim along', async () => {
  const host = await openShopify()
  const { order } = await create(host, {}, claim)
  const row = await fulfillmentOrder(host, order?.id ?? '')
  const places = nodesOf<{ id: string; name: string }>(
    await host.query('{ locations(first: 5) { nodes { id name } } }'),
    'locations',
  )
  const store = places.find((one) => one.name === 'Store')
  const move =
    'mutation ($id: ID!, $to: ID!) { fulfillmentOrderMove(id: $id, newLocationId: $to) { movedFulfillmentOrder { id assignedLocation { location { name } } } userErrors { code message } } }'
  const { data } = await host.query(move, { id: row.id, to: store?.id })
  expect(data).toEqual({
    fulfillmentOrderMove: {
      movedFulfillmentOrder: { id: row.id, assignedLocation: { location: { name: 'Store' } } },
      userErrors: [],
    },
  })
  expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([10, 0, 10])
  expect(stockAt(host, 'MUG-S', 'Store')).toEqual([3, 1, 4])
  const again = await host.query(move, { id: row.id, to: store?.id })
  expect(again.data).toMatchObject({
    fulfillmentOrderMove: { userErrors: [{ message: 'Cannot change location.' }] },
  })
})

test('a move to a location or of a fulfilment order that nobody knows is refused with words, without a code', async () => {
  const host = await openShopify()
  const { order } = await create(host, {}, claim)
  const row = await fulfillmentOrder(host, order?.id ?? '')
  const move =
    'mutation ($id: ID!, $to: ID!) { fulfillmentOrderMove(id: $id, newLocationId: $to) { movedFulfillmentOrder { id } userErrors { code field message } } }'
  const nowhere = 'gid://shopify/Location/1'
  const told = await host.query(move, { id: row.id, to: nowhere })
  expect(told.data).toEqual({
    fulfillmentOrderMove: {
      movedFulfillmentOrder: null,
      userErrors: [{ code: null, field: ['newLocationId'], message: 'Location not found.' }],
    },
  })
  const none = await host.query(move, { id: 'gid://shopify/FulfillmentOrder/1', to: nowhere })
  expect(none.data).toMatchObject({
    fulfillmentOrderMove: { movedFulfillmentOrder: null, userErrors: [{ code: null }] },
  })
  expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([9, 1, 10])
})

test('what is shipped leaves the building: committed and on hand fall', async () => {
  const host = await openShopify()
  const { order } = await create(host, { lineItems: [line(host, 'MUG-S', 2, '12.00')] }, claim)
  expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([8, 2, 10])
  host.simulator.control.merchantFulfil({ orderId: order?.id ?? '', trackingNumber: '1Z' })
  expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([8, 0, 8])
  expect((await fulfillmentOrder(host, order?.id ?? '')).status).toBe('CLOSED')
})

test('a cancellation by the merchant gives money and stock back and writes to nobody without an address', async () => {
  const host = await openShopify()
  const { order } = await create(host, {}, claim)
  host.simulator.control.merchantCancel({ orderId: order?.id ?? '' })
  expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([10, 0, 10])
  const text =
    'query ($id: ID!) { order(id: $id) { cancelledAt cancelReason displayFinancialStatus refunds { totalRefundedSet { shopMoney { amount } } } transactions(first: 5) { kind parentTransaction { kind } } } }'
  expect((await host.query(text, { id: order?.id })).data).toEqual({
    order: {
      cancelledAt: '2026-11-22T10:00:00Z',
      cancelReason: 'CUSTOMER',
      displayFinancialStatus: 'REFUNDED',
      refunds: [{ totalRefundedSet: { shopMoney: { amount: '12.0' } } }],
      transactions: [
        { kind: 'SALE', parentTransaction: null },
        { kind: 'REFUND', parentTransaction: { kind: 'SALE' } },
      ],
    },
  })
  expect(host.simulator.control.mailsSent()).toEqual([])
})

test('orderCancel answers a job and takes two seconds', async () => {
  const host = await openShopify()
  const { order } = await create(host)
  const cancel =
    'mutation ($id: ID!) { orderCancel(orderId: $id, reason: OTHER, restock: false) { job { id done } orderCancelUserErrors { code message } } }'
  const { data } = await host.query(cancel, { id: order?.id })
  expect(data).toMatchObject({ orderCancel: { job: { done: false }, orderCancelUserErrors: [] } })
  const state = 'query ($id: ID!) { order(id: $id) { cancelledAt } }'
  expect((await host.query(state, { id: order?.id })).data).toEqual({
    order: { cancelledAt: null },
  })
  await host.advance(2000)
  expect((await host.query(state, { id: order?.id })).data).toEqual({
    order: { cancelledAt: '2026-11-22T10:00:02Z' },
  })
  const again = await host.query(cancel, { id: order?.id })
  expect(again.data).toMatchObject({
    orderCancel: {
      orderCancelUserErrors: [
        { code: 'INVALID', message: 'Cannot cancel an order that has already been canceled' },
      ],
    },
  })
})

test('after a restock the refused order goes through', async () => {
  const host = await openShopify()
  const lineItems = [line(host, 'HAT', 1, '20.00')]
  expect((await create(host, { lineItems }, claim)).order).toBeNull()
  host.simulator.control.restock({ sku: 'HAT', quantity: 1 })
  expect((await create(host, { lineItems }, claim)).order).not.toBeNull()
  expect(stockAt(host, 'HAT', 'Warehouse')).toEqual([0, 1, 1])
})

test('a closed location is not routed to', async () => {
  const host = await openShopify()
  host.simulator.control.setLocationActive({ name: 'Warehouse', isActive: false })
  const { order } = await create(host, {}, claim)
  const row = await fulfillmentOrder(host, order?.id ?? '')
  expect(row.assignedLocation.location.name).toBe('Store')
})

test('tags, note and attributes change; what is not simulated says so', async () => {
  const host = await openShopify()
  const { order } = await create(host, { tags: ['Amazon'] })
  const tags =
    'mutation ($id: ID!) { tagsAdd(id: $id, tags: ["amazon", "Prime"]) { node { ... on Order { tags } } userErrors { message } } }'
  expect((await host.query(tags, { id: order?.id })).data).toEqual({
    tagsAdd: { node: { tags: ['Amazon', 'Prime'] }, userErrors: [] },
  })
  const update =
    'mutation ($input: OrderInput!) { orderUpdate(input: $input) { order { note customAttributes { key value } } userErrors { message } } }'
  const input = { id: order?.id, note: 'kept', customAttributes: [{ key: 'k', value: 'v' }] }
  expect((await host.query(update, { input })).data).toEqual({
    orderUpdate: {
      order: { note: 'kept', customAttributes: [{ key: 'k', value: 'v' }] },
      userErrors: [],
    },
  })
  const fields = { id: order?.id, localizedFields: [{ key: 'TAX_CREDENTIAL_BR', value: '1' }] }
  const { errors } = await host.query(update, { input: fields })
  expect(errors?.networkStatusCode).toBe(501)
})
