/**
 * Solicitations v1 (model of 2026-08-05; models#4927 for the window, docs#121 and models#19 for the words): one request for a
 * review an order, from 5 days after the earliest to 30 days after the latest delivery date, of a shipped order. A 403 of
 * this API is about the order and not about the token.
 */
import { invalidInput, notFound, Refusal, unauthorized } from './answers.ts'
import { listOf } from './list-query.ts'
import type { Call, Operation } from './operation.ts'
import type { OrderRecord } from './order-shape.ts'
import type { AmazonWorld } from './world.ts'

const name = 'productReviewAndSellerFeedback'
const plan = { ratePerSecond: 1, burst: 5 }
const dayMs = 86_400_000

export const solicitationOperations: readonly Operation[] = [
  {
    name: 'getSolicitationActionsForOrder',
    method: 'GET',
    path: /^\/solicitations\/v1\/orders\/([^/]+)$/,
    plan,
    token: 'seller',
    run: getActions,
    refusal: notAvailable,
  },
  {
    name: 'createProductReviewAndSellerFeedbackSolicitation',
    method: 'POST',
    path: new RegExp(`^/solicitations/v1/orders/([^/]+)/solicitations/${name}$`),
    plan,
    token: 'seller',
    status: 201,
    run: solicit,
    refusal: notAvailable,
  },
]

function getActions(call: Call): unknown {
  const record = orderOf(call)
  const { orderId, salesChannel } = record.order
  const query = `?marketplaceIds=${salesChannel.marketplaceId}`
  const self = `/solicitations/v1/orders/${orderId}`
  const action = { href: `${self}/solicitations/${name}${query}`, name }
  const actions = refusalFor(call.world, record) === undefined ? [action] : []
  return {
    _links: { actions, self: { href: `${self}${query}` } },
    _embedded: { actions: [] },
  }
}

function solicit(call: Call): unknown {
  const record = orderOf(call)
  const refusal = refusalFor(call.world, record)
  if (refusal !== undefined) throw refusal
  call.world.books.of(record).solicitedMs = call.world.clock.nowMs()
  call.note(`asked for a review of ${record.order.orderId}`)
  return {}
}

function refusalFor({ books, clock }: AmazonWorld, record: OrderRecord): Refusal | undefined {
  if (record.status !== 'SHIPPED') return notAvailable()
  const { earliestDateTime, latestDateTime } = record.order.fulfillment.deliverByWindow ?? {}
  // Orders that Amazon ships show no window; theirs is taken to be two days after the order.
  const guessMs = record.createdMs + 2 * dayMs
  const fromMs = (earliestDateTime ? Date.parse(earliestDateTime) : guessMs) + 5 * dayMs
  const untilMs = (latestDateTime ? Date.parse(latestDateTime) : guessMs) + 30 * dayMs
  const nowMs = clock.nowMs()
  if (nowMs < fromMs || nowMs > untilMs) return forbidden(outside)
  return books.of(record).solicitedMs === undefined ? undefined : notAvailable()
}

const outside =
  "You can't use this feature to request a review outside the 5-30 day range after the order delivery date."

function notAvailable(): Refusal {
  return forbidden('The requested solicitation is not available for this amazonOrderId.')
}

function forbidden(message: string): Refusal {
  return new Refusal({ ...unauthorized('').body, message })
}

function orderOf({ world, request, parameters }: Call): OrderRecord {
  const marketplaceIds = listOf(request.query, 'marketplaceIds')
  if (marketplaceIds.length !== 1) throw invalidInput('marketplaceIds must be exactly one.')
  const record = world.store.get(parameters[0] ?? '')
  if (record?.order.salesChannel.marketplaceId !== marketplaceIds[0]) {
    throw notFound('The order was not found in this marketplace.')
  }
  return record as OrderRecord
}
