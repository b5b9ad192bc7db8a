/** Acts of the demo about cancellations, by the merchant, by Amazon and by a buyer who asks for it. */
import { sayAboutOrder } from '../operations/life/say-about-order.ts'
import { defaultAccountId } from './connect.ts'
import { until, untilCancelledInShop, untilHeld } from './demo-books.ts'
import { tellSimulator } from './demo-simulator.ts'
import { type Candidate, cancelInAdmin, onAmazon, type Stage, tell } from './demo-stage.ts'

export async function cancelInShopify(stage: Stage, order: Candidate) {
  await cancelInAdmin(stage, order)
  await until(stage, order, 'Amazon shows it as cancelled', async () => {
    return (await onAmazon(stage, order)).status === 'CANCELLED'
  })
  tell(stage, order, 'cancelled in Shopify; Amazon shows it as cancelled')
  return ['cancelledFromShopify'] as const
}

export async function cancelOnAmazon(stage: Stage, order: Candidate) {
  const cancel = { orderId: order.orderId, by: 'AMAZON' }
  await tellSimulator(stage.to.amazonUrl, 'orders/cancel', cancel)
  await untilCancelledInShop(stage, order)
  tell(stage, order, 'cancelled on Amazon; Shopify shows it as cancelled')
  return ['cancelledFromAmazon'] as const
}

export async function buyerAsks(stage: Stage, order: Candidate) {
  const wish = { orderId: order.orderId, reason: 'Ordered by mistake' }
  await tellSimulator(stage.to.amazonUrl, 'orders/request-cancel', wish)
  await untilHeld(stage, order, 'BUYER_ASKS_TO_CANCEL')
  tell(stage, order, 'its buyer asks to cancel; the shop owner says yes')
  const deps = { db: stage.db, newId: () => crypto.randomUUID() }
  const { orderId } = order
  const word = { accountId: defaultAccountId, orderId, verb: 'accept-cancel' } as const
  const about = { subject: null, detail: null, confirm: true }
  await sayAboutOrder(deps, { kind: 'cli', user: 'demo' }, { ...word, ...about })
  await untilCancelledInShop(stage, order)
  tell(stage, order, 'cancelled on both sides, as its buyer asked')
  return ['cancelledForBuyer'] as const
}
