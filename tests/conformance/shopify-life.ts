/** What the tests of an order's life say to the simulated shop: mutations as an app would write them, and the reads. */
import { expect } from 'vitest'
import type { Reply, ShopifyHost } from './shopify-host.ts'
import { create, eur, line } from './shopify-orders.ts'

const errors = 'userErrors { field message }'
const coded = 'userErrors { code field message }'

export const texts = {
  fulfil: `mutation ($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) {
    fulfillment { id status displayStatus totalQuantity trackingInfo { company number url }
      fulfillmentLineItems(first: 5) { nodes { id quantity lineItem { sku } } } } ${errors} } }`,
  track: `mutation ($id: ID!, $t: FulfillmentTrackingInput!, $notify: Boolean) {
    fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $t, notifyCustomer: $notify) {
      fulfillment { id trackingInfo { company number } } ${errors} } }`,
  unfulfil: `mutation ($id: ID!) { fulfillmentCancel(id: $id) { fulfillment { status displayStatus } ${errors} } }`,
  event: `mutation ($e: FulfillmentEventInput!) { fulfillmentEventCreate(fulfillmentEvent: $e) {
    fulfillmentEvent { status happenedAt } ${errors} } }`,
  hold: `mutation ($id: ID!, $h: FulfillmentOrderHoldInput!) { fulfillmentOrderHold(id: $id, fulfillmentHold: $h) {
    fulfillmentHold { id reason handle heldByRequestingApp } fulfillmentOrder { id status }
    remainingFulfillmentOrder { id status } ${coded} } }`,
  release: `mutation ($id: ID!, $ids: [ID!]) { fulfillmentOrderReleaseHold(id: $id, holdIds: $ids) {
    fulfillmentOrder { id status } ${coded} } }`,
  split: `mutation ($s: [FulfillmentOrderSplitInput!]!) { fulfillmentOrderSplit(fulfillmentOrderSplits: $s) {
    fulfillmentOrderSplits { fulfillmentOrder { id } remainingFulfillmentOrder { id } } ${coded} } }`,
  deadline: `mutation ($ids: [ID!]!, $at: DateTime!) {
    fulfillmentOrdersSetFulfillmentDeadline(fulfillmentOrderIds: $ids, fulfillmentDeadline: $at) { success ${coded} } }`,
  cancel: `mutation ($id: ID!, $restock: Boolean!, $refund: OrderCancelRefundMethodInput, $note: String, $notify: Boolean) {
    orderCancel(orderId: $id, reason: CUSTOMER, restock: $restock, refundMethod: $refund, staffNote: $note, notifyCustomer: $notify) {
      job { id done } orderCancelUserErrors { code field message } } }`,
  refund: `mutation ($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) {
    refund { id note totalRefundedSet { shopMoney { amount } } } order { id displayFinancialStatus } ${errors} } }`,
  returnCreate: `mutation ($r: ReturnInput!) { returnCreate(returnInput: $r) {
    return { id name status returnLineItems(first: 5) { nodes { id quantity } } } ${coded} } }`,
} as const

/** One look at everything that the life of an order moves. */
export const lifeQuery = `query ($id: ID!) { order(id: $id) {
  displayFulfillmentStatus displayFinancialStatus closed cancelledAt cancelReason edited returnStatus
  currentTotalPriceSet { shopMoney { amount } } totalPriceSet { shopMoney { amount } }
  totalOutstandingSet { shopMoney { amount } } netPaymentSet { shopMoney { amount } }
  lineItems(first: 10) { nodes { id sku quantity currentQuantity unfulfilledQuantity refundableQuantity } }
  fulfillments(first: 10) { id status displayStatus deliveredAt trackingInfo { number }
    events(first: 5) { nodes { status } }
    fulfillmentLineItems(first: 5) { nodes { id quantity lineItem { sku } } } }
  fulfillmentOrders(first: 10) { nodes { id status fulfillBy fulfillmentHolds { id reason } assignedLocation { location { name } }
    lineItems(first: 5) { nodes { id totalQuantity remainingQuantity sku } } } }
  refunds(first: 10) { id note processedAt totalRefundedSet { shopMoney { amount } }
    refundLineItems(first: 5) { nodes { quantity restockType lineItem { sku } subtotalSet { shopMoney { amount } } totalTaxSet { shopMoney { amount } } } }
    refundShippingLines(first: 5) { nodes { subtotalAmountSet { shopMoney { amount } } } }
    orderAdjustments(first: 5) { nodes { reason amountSet { shopMoney { amount } } } }
    transactions(first: 5) { nodes { kind status gateway amountSet { shopMoney { amount } } parentTransaction { id } } } }
  transactions(first: 10) { id kind gateway manualPaymentGateway amountSet { shopMoney { amount } } }
  returns(first: 5) { nodes { id name status } }
} }`

type Money = { shopMoney: { amount: string } }
export type Life = {
  displayFulfillmentStatus: string
  displayFinancialStatus: string | null
  closed: boolean
  cancelledAt: string | null
  edited: boolean
  returnStatus: string
  currentTotalPriceSet: Money
  totalPriceSet: Money
  totalOutstandingSet: Money
  lineItems: { nodes: { id: string; sku: string; currentQuantity: number }[] }
  fulfillments: {
    id: string
    status: string
    fulfillmentLineItems: { nodes: { id: string; quantity: number; lineItem: { sku: string } }[] }
  }[]
  fulfillmentOrders: {
    nodes: {
      id: string
      status: string
      fulfillmentHolds: { id: string; reason: string }[]
      lineItems: { nodes: { id: string; remainingQuantity: number; sku: string }[] }
    }[]
  }
  refunds: { id: string; totalRefundedSet: Money }[]
  transactions: { id: string; kind: string; gateway: string }[]
  returns: { nodes: { id: string; status: string }[] }
}

export async function life(host: ShopifyHost, id: string): Promise<Life> {
  const { data, errors: failed } = await host.query(lifeQuery, { id })
  if (failed) throw new Error(JSON.stringify(failed))
  return data?.order as Life
}

/** Three mugs at 12.00 and one red one at 13.00, 4.00 of shipping, paid by hand: 53.00, from the warehouse. */
export async function bigOrder(
  host: ShopifyHost,
  more: Record<string, unknown> = {},
  options: Record<string, unknown> = { inventoryBehaviour: 'DECREMENT_IGNORING_POLICY' },
): Promise<string> {
  const { order, userErrors } = await create(
    host,
    {
      sourceIdentifier: '306-1',
      lineItems: [line(host, 'MUG-S', 3, '12.00'), line(host, 'MUG-S-RED', 1, '13.00')],
      shippingLines: [{ title: 'Standard', priceSet: eur('4.00') }],
      transactions: [{ gateway: 'manual', amountSet: eur('53.00') }],
      ...more,
    },
    options,
  )
  if (order === null) throw new Error(JSON.stringify(userErrors))
  return order.id
}

export type Payload = {
  readonly userErrors: { code?: string; field: string[] | null; message: string }[]
} & Record<string, unknown>

/** The payload of the first root field. */
export async function call(host: ShopifyHost, text: string, variables: object): Promise<Payload> {
  const reply = await host.query(text, { ...variables })
  return payloadOf(reply)
}

export function payloadOf(reply: Reply): Payload {
  if (reply.errors) throw new Error(JSON.stringify(reply.errors))
  return Object.values(reply.data ?? {})[0] as Payload
}

export function messages(payload: Payload): string[] {
  return payload.userErrors.map((one) => one.message)
}

export async function control(host: ShopifyHost, path: string, body: unknown): Promise<unknown> {
  const answer = await host.post(`/_control/${path}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}

/** The sale of an order, which a refund names as its parent. */
export async function saleOf(host: ShopifyHost, orderId: string): Promise<string> {
  const { transactions } = await life(host, orderId)
  return transactions.find((one) => one.kind === 'SALE')?.id ?? ''
}

export function refundOf(
  orderId: string,
  parentId: string | null,
  amount: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    orderId,
    transactions: [{ orderId, parentId, amount, gateway: 'manual', kind: 'REFUND' }],
    ...more,
  }
}
