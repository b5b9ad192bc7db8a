/**
 * Acts of the demo about refunds. Amazon's Finances list nothing of the last 48 hours, and Crossdock looks at
 * them two days after the goods left. The demo cannot wait so long: the goods and the money of these orders
 * went two days ago, and Seller Central says so only now. Nothing of Amazon or Crossdock is made faster.
 */

import { showHolds } from '../operations/life/show-holds.ts'
import { defaultAccountId } from './connect.ts'
import { moneyCalls, skuInShop, until, untilHeld, untilImported } from './demo-books.ts'
import { shipWhole } from './demo-shipments.ts'
import { tellSimulator } from './demo-simulator.ts'
import {
  type Candidate,
  giveBack,
  inShopify,
  onAmazon,
  placeOnAmazon,
  type Stage,
  tell,
  trackingOf,
} from './demo-stage.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** Crossdock looks 48 hours and 10 minutes after the goods left: some seconds from now. */
const leftAgoMs = 48 * hourMs + 10 * minuteMs - 12_000
const givenBackAgoMs = 48 * hourMs + 5 * minuteMs
const placedAgoMs = 50 * hourMs

/** Shipped first: Amazon gives nothing back for goods that have not left. */
export async function refundInShopify(stage: Stage, order: Candidate) {
  await shipWhole(stage, order)
  await giveBack(stage, order, [{ sku: await skuInShop(stage, order), quantity: 1 }])
  await until(stage, order, 'the same refund on Amazon', () => isSameOnBothSides(stage, order))
  tell(stage, order, 'refunded in Shopify; Amazon gave back the same, to the cent')
  return ['shipmentsConfirmed', 'refundedFromShopify'] as const
}

export async function refundOnAmazon(stage: Stage, model: Candidate) {
  const order = await refundedTwoDaysAgo(stage, model)
  await until(stage, order, 'the same refund in Shopify', () => isSameOnBothSides(stage, order))
  tell(stage, order, 'refunded in Seller Central; Shopify shows the same, to the cent')
  return ['refundedFromAmazon'] as const
}

/** The merchant does not know of the refund in Seller Central, and gives the same back in Shopify. */
export async function refundTwice(stage: Stage, model: Candidate) {
  const order = await refundedTwoDaysAgo(stage, model)
  const sku = await skuInShop(stage, order)
  await giveBack(stage, order, [{ sku, quantity: 1 }], { shipping: 'all' })
  tell(stage, order, 'refunded in Seller Central, and now once more in Shopify')
  await untilHeld(stage, order, 'ALREADY_REFUNDED')
  const filter = { orderId: order.orderId, concern: 'refund', limit: 1 }
  const deps = { db: stage.db, newId: () => crypto.randomUUID() }
  const holds = await showHolds(deps, { kind: 'cli', user: 'demo' }, defaultAccountId, filter)
  for (const { text } of holds) tell(stage, order, text)
  if ((await moneyCalls(stage, order)) > 0) throw new Error('Amazon was called all the same')
  return ['secondRefundsRefused'] as const
}

async function refundedTwoDaysAgo(stage: Stage, model: Candidate): Promise<Candidate> {
  const sku = (await onAmazon(stage, model)).items[0]?.sku ?? ''
  const spec = { sku, shipping: '4.99', createdAgoMs: placedAgoMs }
  const order = await untilImported(stage, await placeOnAmazon(stage, spec))
  const { orderId } = order
  const trackingNumber = trackingOf(order, 1)
  const parcel = { orderId, carrier: 'DHL', trackingNumber, shippedAgoMs: leftAgoMs }
  await tellSimulator(stage.to.amazonUrl, 'orders/ship', parcel)
  const refund = { orderId, postedAgoMs: givenBackAgoMs }
  await tellSimulator(stage.to.amazonUrl, 'orders/refund', refund)
  return order
}

/** To the cent, and on Amazon once. */
async function isSameOnBothSides(stage: Stage, order: Candidate): Promise<boolean> {
  const { refundedTotal, refunds } = await onAmazon(stage, order)
  const { refunded } = await inShopify(stage, order)
  return refunds.length === 1 && Number(refunded) > 0 && Number(refundedTotal) === Number(refunded)
}
