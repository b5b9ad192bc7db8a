/**
 * cancelOrder of Orders 2026-01-01 as it stood for hours in Amazon's public models (adc5701, dff2711, c5f589c) before it was
 * taken out again: whole orders only, 202, done later. Amazon has not released it, so it is there only with the setting
 * `restCancelOrder`; without it the answer is that of a right one does not have.
 */
import { z } from 'zod'
import { invalidInput, notFound, unauthorized } from './answers.ts'
import type { Call, Operation } from './operation.ts'
import { isPending, type OrderRecord } from './order-shape.ts'
import type { AmazonWorld } from './world.ts'

export const cancelOrder: Operation = {
  name: 'cancelOrder',
  method: 'PUT',
  path: /^\/orders\/2026-01-01\/orders\/([^/]+)\/cancellation$/,
  plan: { ratePerSecond: 1, burst: 5 },
  token: 'seller',
  status: 202,
  run,
  refusal: () => invalidInput('Invalid Input', 'cancelReasonCode'),
}

const bodySchema = z.object({
  cancelReasonCode: z.enum([
    'NO_INVENTORY',
    'BUYER_CANCELLED',
    'SHIPPING_ADDRESS_UNDELIVERABLE',
    'CUSTOMER_EXCHANGE',
    'PRICING_ERROR',
  ]),
})

function run({ world, request, parameters, note }: Call): unknown {
  if (!world.settings().restCancelOrder) throw unauthorized('')
  const orderId = parameters[0] ?? ''
  if (!/^\d{3}-\d{7}-\d{7}$/.test(orderId)) {
    throw invalidInput(`OrderId: ${orderId} should be in 3-7-7 format.`)
  }
  const reason = readReason(request.body)
  const record = world.store.get(orderId)
  if (record === undefined) throw notFound(`Order ${orderId} was not found.`)
  checkWhole(record)
  const { clock } = world
  clock.at(clock.nowMs() + world.settings().cancelOrderMs, () =>
    cancelLater(world, orderId, reason),
  )
  note(`asked to cancel ${orderId}`)
  return {}
}

function readReason(text: string): string {
  try {
    return bodySchema.parse(JSON.parse(text)).cancelReasonCode
  } catch {
    throw invalidInput('Invalid Input', 'cancelReasonCode')
  }
}

function checkWhole({ order, status }: OrderRecord): void {
  if (order.fulfillment.fulfilledBy === 'AMAZON') {
    throw invalidInput('The order is fulfilled by Amazon and cannot be cancelled.')
  }
  if (isPending(status)) throw invalidInput('The order is pending and cannot be cancelled yet.')
  if (status === 'CANCELLED') throw invalidInput('The order is already cancelled.')
  if (status !== 'UNSHIPPED') throw invalidInput('Partial cancellations are not supported.')
}

/** What was shipped or cancelled in the meantime stays so. */
function cancelLater(world: AmazonWorld, orderId: string, reason: string): void {
  if (world.store.get(orderId)?.status !== 'UNSHIPPED') return
  const lagMs = world.settings().writeLagMs
  world.account.cancelUnits(orderId, { by: 'SELLER_APPLICATION', reason, lagMs })
  world.journal.record({
    atMs: world.clock.nowMs(),
    on: 'amazon.cancelOrder.done',
    method: 'APPLY',
    path: `/${orderId}`,
    status: 200,
    effect: `cancelled: ${orderId}`,
  })
}
