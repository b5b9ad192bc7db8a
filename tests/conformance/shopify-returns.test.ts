/** Returns in the simulated shop over HTTP, in Shopify's words. */
import { afterAll, expect, test } from 'vitest'
import { closeShopify, nodesOf, openShopify, type ShopifyHost } from './shopify-host.ts'
import { bigOrder, call, control, life, messages, saleOf, texts } from './shopify-life.ts'
import { stockAt } from './shopify-orders.ts'

afterAll(closeShopify)

const coded = 'userErrors { code message }'
const reasonText =
  '{ returnReasonDefinitions(first: 1, handles: ["too-small"]) { nodes { id handle } } }'
const process = `mutation ($i: ReturnProcessInput!) { returnProcess(input: $i) { return { id status } ${coded} } }`
const read = `query ($id: ID!) { return(id: $id) { status closedAt totalQuantity
  returnLineItems(first: 5) { nodes { id quantity processedQuantity unprocessedQuantity refundableQuantity
    returnReasonDefinition { handle } ... on ReturnLineItem { fulfillmentLineItem { id } } } }
  reverseFulfillmentOrders(first: 5) { nodes { id status lineItems(first: 5) { nodes { id totalQuantity dispositions { type quantity } } } } }
  refunds(first: 5) { nodes { id totalRefundedSet { shopMoney { amount } } } } } }`

type Shipped = { host: ShopifyHost; id: string; row: string; reason: string }

async function shipped(): Promise<Shipped> {
  const host = await openShopify()
  const id = await bigOrder(host)
  host.simulator.control.merchantFulfil({ orderId: id })
  const rows = (await life(host, id)).fulfillments[0]?.fulfillmentLineItems.nodes
  const row = rows?.find((one) => one.lineItem.sku === 'MUG-S')?.id ?? ''
  const nodes = nodesOf<{ id: string }>(await host.query(reasonText), 'returnReasonDefinitions')
  return { host, id, row, reason: nodes[0]?.id ?? '' }
}

function wanted({ id, row, reason }: Shipped, quantity: number, more: object = {}): object {
  const line = { fulfillmentLineItemId: row, quantity, returnReasonDefinitionId: reason }
  return { r: { orderId: id, returnLineItems: [{ ...line, ...more }] } }
}

test('a return needs a reason, and units that shipped and are not on the way back already', async () => {
  const order = await shipped()
  const { host } = order
  const make = (quantity: number, more?: object) =>
    call(host, texts.returnCreate, wanted(order, quantity, more))
  expect(messages(await make(1, { returnReasonDefinitionId: null }))).toEqual([
    "Return reason can't be blank",
  ])
  const unknown = { returnReasonDefinitionId: 'gid://shopify/ReturnReasonDefinition/999' }
  expect(messages(await make(1, unknown))).toEqual([
    'Either return reason or return reason definition must be provided',
  ])
  const other = { returnReasonDefinitionId: null, returnReason: 'OTHER' }
  expect(messages(await make(1, other))).toEqual(["Return reason note can't be blank"])
  expect((await make(4)).userErrors[0]?.code).toBe('INVALID')
  expect((await make(2)).return).toMatchObject({ name: '#1001-R1', status: 'OPEN' })
  expect((await make(2)).userErrors[0]?.code).toBe('INVALID')
  expect((await make(1)).return).toMatchObject({ name: '#1001-R2' })
})

test('a processed return refunds at once, and restocks and closes later', async () => {
  const order = await shipped()
  const { host, id } = order
  await control(host, 'orders/archive', { orderId: id })
  const made = await call(host, texts.returnCreate, wanted(order, 2))
  const returnId = (made.return as { id: string }).id
  expect(await life(host, id)).toMatchObject({ closed: false, returnStatus: 'IN_PROGRESS' })
  const seen = (await host.query(read, { id: returnId })).data?.return as {
    returnLineItems: { nodes: { id: string }[] }
    reverseFulfillmentOrders: { nodes: { lineItems: { nodes: { id: string }[] } }[] }
  }
  const lineId = seen.returnLineItems.nodes[0]?.id
  const reverse = seen.reverseFulfillmentOrders.nodes[0]?.lineItems.nodes[0]?.id
  const input = (quantity: number) => ({
    returnId,
    returnLineItems: [
      {
        id: lineId,
        quantity,
        dispositions: [
          {
            reverseFulfillmentOrderLineItemId: reverse,
            quantity,
            dispositionType: 'RESTOCKED',
          },
        ],
      },
    ],
  })
  expect(messages(await call(host, process, { i: input(3) }))).toHaveLength(1)
  const parentId = await saleOf(host, id)
  const amount = { amount: '24.00', currencyCode: 'EUR' }
  const issueRefund = { orderTransactions: [{ parentId, transactionAmount: amount }] }
  const whole = { ...input(2), financialTransfer: { issueRefund } }
  expect((await call(host, process, { i: whole })).userErrors).toEqual([])
  expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([7, 0, 7])
  expect((await host.query(read, { id: returnId })).data?.return).toMatchObject({
    status: 'OPEN',
    refunds: { nodes: [{ totalRefundedSet: { shopMoney: { amount: '24.0' } } }] },
    returnLineItems: { nodes: [{ processedQuantity: 2, unprocessedQuantity: 0 }] },
  })
  await host.advance(2000)
  expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([9, 0, 9])
  expect((await host.query(read, { id: returnId })).data?.return).toMatchObject({
    status: 'CLOSED',
    closedAt: '2026-11-22T10:00:02Z',
    reverseFulfillmentOrders: {
      nodes: [{ status: 'CLOSED', lineItems: { nodes: [{ dispositions: [{ quantity: 2 }] }] } }],
    },
  })
  expect(await life(host, id)).toMatchObject({
    returnStatus: 'RETURNED',
    displayFinancialStatus: 'PARTIALLY_REFUNDED',
    lineItems: { nodes: [{ currentQuantity: 1, refundableQuantity: 1 }, {}] },
  })
})

test('a request waits for a yes or no; a cancelled order or a begun return has no way back', async () => {
  const order = await shipped()
  const { host, id } = order
  const { control: verbs } = host.simulator
  const lines = [{ sku: 'MUG-S', quantity: 1 }]
  const asked = verbs.buyerRequestReturn({ orderId: id, lines })
  expect((await life(host, id)).returnStatus).toBe('RETURN_REQUESTED')
  const approve = `mutation ($id: ID!) { returnApproveRequest(input: { id: $id }) { return { status } ${coded} } }`
  expect((await call(host, approve, { id: asked.returnId })).return).toEqual({ status: 'OPEN' })
  expect((await call(host, approve, { id: asked.returnId })).userErrors[0]?.code).toBe(
    'INVALID_STATE',
  )
  const second = verbs.buyerRequestReturn({ orderId: id, lines })
  const decline = `mutation ($id: ID!) { returnDeclineRequest(input: { id: $id, declineReason: FINAL_SALE }) { return { status decline { reason } } ${coded} } }`
  expect((await call(host, decline, { id: second.returnId })).return).toEqual({
    status: 'DECLINED',
    decline: { reason: 'FINAL_SALE' },
  })
  const close = `mutation ($id: ID!) { returnClose(id: $id) { return { status } ${coded} } }`
  expect((await call(host, close, { id: asked.returnId })).return).toEqual({ status: 'CLOSED' })
  const reopen = `mutation ($id: ID!) { returnReopen(id: $id) { return { status } ${coded} } }`
  expect((await call(host, reopen, { id: asked.returnId })).return).toEqual({ status: 'OPEN' })
  verbs.merchantReceiveReturn({ returnId: asked.returnId, amount: '12.00' })
  const cancel = `mutation ($id: ID!) { returnCancel(id: $id) { return { status } ${coded} } }`
  expect((await call(host, cancel, { id: asked.returnId })).userErrors[0]?.code).toBe(
    'INVALID_STATE',
  )
  expect(verbs.truth({ orderId: id }).orders[0]).toMatchObject({
    refunded: '12.00',
    refunds: [{ by: 'Shopify admin', amount: '12.00' }],
  })
})
