/**
 * The verbs of an order's later life as plain functions: what is cancelled, refunded, returned and claimed by a buyer, the
 * seller in Seller Central, or Amazon; and the truth about it.
 */
import type { ReturnRecord, Who } from './books.ts'
import { type ClaimState, claim } from './claims.ts'
import { releaseFeed } from './feed-processing.ts'
import type { FeedRecord } from './feeds.ts'
import { linesOf, type RefundSpec } from './refund-spec.ts'
import { refundFault } from './refunds.ts'
import { moveReturn, type ReturnMove, type ReturnSpec, requestReturn } from './returns.ts'
import {
  type BackOnSale,
  backOnSale,
  type Doubles,
  doubledEffects,
  type OrderTruth,
  orderTruth,
} from './truth.ts'
import type { AmazonWorld } from './world.ts'

export type CancelSpec = {
  readonly by?: 'BUYER' | 'SELLER_CENTRAL' | 'AMAZON' | undefined
  readonly reason?: string | undefined
  readonly items: readonly { readonly orderItemId: string; readonly quantity: number }[]
}

export type LifeControl = {
  /** Some units are cancelled before they are shipped. */
  cancelItems(orderId: string, spec: CancelSpec): void
  autoCancel(orderId: string): void
  /** In Seller Central, or by Amazon; whole, or by item and component. Gives back the refund's id. */
  refundOrder(orderId: string, spec?: RefundSpec): string
  changeQuantity(orderId: string, orderItemId: string, quantity: number): void
  /** A return is asked for; one of an FBA order is received and refunded by Amazon at once. Gives back its RMA ids. */
  returnOrder(orderId: string, spec?: ReturnSpec): string[]
  moveReturn(rmaId: string, move: ReturnMove): ReturnRecord
  claimOrder(orderId: string, state: ClaimState): void
  feeds(): readonly FeedRecord[]
  releaseFeed(feedId: string): void
  truth(orderId: string): OrderTruth
  doubles(): Doubles
  backOnSale(): BackOnSale[]
}

export function createLifeControl(world: AmazonWorld): LifeControl {
  const { account } = world
  return {
    cancelItems: (orderId, { by = 'SELLER_CENTRAL', reason = 'GeneralAdjustment', items }) => {
      const cuts = new Map(items.map((one) => [one.orderItemId, one.quantity]))
      account.cancelUnits(orderId, { by, reason, cuts })
    },
    autoCancel: account.autoCancel,
    refundOrder: (orderId, spec = {}) => refundOrder(world, orderId, spec),
    changeQuantity: account.changeQuantity,
    returnOrder: (orderId, spec = {}) => requestReturn(world, orderId, spec),
    moveReturn: (rmaId, move) => moveReturn(world, rmaId, move),
    claimOrder: (orderId, state) => claim(world, orderId, state),
    feeds: () => world.feeds.all(),
    releaseFeed: (feedId) => releaseFeed(world, feedId),
    truth: (orderId) => orderTruth(world, orderId),
    doubles: () => doubledEffects(world),
    backOnSale: () => backOnSale(world),
  }
}

function refundOrder(world: AmazonWorld, orderId: string, spec: RefundSpec): string {
  const record = world.store.get(orderId)
  if (record === undefined) throw new Error(`no order ${orderId}`)
  const by: Who = spec.by ?? 'SELLER_CENTRAL'
  const reason = spec.reason ?? 'CustomerReturn'
  const lines = linesOf(record, spec)
  const agoMs = spec.postedAgoMs ?? 0
  if (lines === undefined) return world.account.refund(orderId, { by, reason, agoMs })
  if (by === 'SELLER_CENTRAL') {
    const fault = refundFault(record, world.books.of(record), lines)
    if (fault !== undefined) throw new Error(fault.words)
  }
  return world.account.refund(orderId, { by, reason, lines, agoMs })
}
