/**
 * Amazon's notifications, taken from the queue: each says only "look at order X again". The message is
 * removed from the queue after the commit of its id and mark, so a crash repeats it and loses nothing.
 */
import type { AccountId, AmazonOrderId, SellerSku } from '../../core/ids.ts'
import { givesMoneyBack } from '../../core/refunds/money-back.ts'
import { hearFba } from '../../store/fba-stock.ts'
import { noteMoneyHeard } from '../../store/finances.ts'
import { putOnDesk, takeDeliveries } from '../../store/intake.ts'
import { hearEvents } from '../../store/orders.ts'
import { openIncident } from '../../store/outcomes.ts'
import { ownEchoes } from '../../store/own-echoes.ts'
import type { Database } from '../../store/pool.ts'
import { learnSellerId } from '../../store/seller-id.ts'
import { appendTraces } from '../../store/traces.ts'
import { mark } from '../../work/mark.ts'
import { type HeardListing, hearListings } from '../catalogue-heard.ts'
import {
  amazonDesk,
  deskKey,
  feedDeskKey,
  listingsKey,
  orderKey,
  stockDeskKey,
  stockSweepKey,
} from '../keys.ts'
import type { FeedType } from '../life-ports.ts'
import { type HeardQuantity, hearQuantities } from '../stock-heard.ts'

export type Heard =
  | {
      readonly kind: 'order-change'
      readonly orderId: AmazonOrderId
      readonly notificationId: string
      readonly eventTimeMs: number
      /** Left out where nobody needs to learn it. */
      readonly sellerId?: string | null
    }
  | {
      /** Amazon booked money for these orders. */
      readonly kind: 'money'
      readonly orderIds: readonly AmazonOrderId[]
      readonly notificationId: string
      readonly transactionType: string
    }
  | { readonly kind: 'feed'; readonly notificationId: string; readonly feedType: string }
  /** Amazon's figure of a listing changed: our echo, a sale, or somebody else. */
  | (HeardQuantity & { readonly kind: 'quantity'; readonly notificationId: string })
  | { readonly kind: 'fba'; readonly notificationId: string; readonly sku: SellerSku }
  | (HeardListing & { readonly kind: 'listing'; readonly notificationId: string })
  | { readonly kind: 'unreadable'; readonly messageId: string; readonly paths: readonly string[] }
  | { readonly kind: 'other'; readonly messageId: string }

/** Stores what was heard in one transaction. After it the messages may leave the queue. */
export async function takeNotifications(
  db: Database,
  accountId: AccountId,
  messages: readonly Heard[],
): Promise<void> {
  const changes = messages.flatMap((one) => (one.kind === 'order-change' ? [one] : []))
  const booked = messages.flatMap((one) => (one.kind === 'money' ? [one] : []))
  const feeds = messages.flatMap((one) => (one.kind === 'feed' ? [one] : []))
  const quantities = messages.flatMap((one) => (one.kind === 'quantity' ? [one] : []))
  const ofFba = messages.flatMap((one) => (one.kind === 'fba' ? [one] : []))
  const listings = messages.flatMap((one) => (one.kind === 'listing' ? [one] : []))
  const unreadable = messages.flatMap((one) => (one.kind === 'unreadable' ? [one] : []))
  await db.transaction().execute(async (trx) => {
    const fresh = await takeDeliveries(
      trx,
      accountId,
      'sqs',
      [...changes, ...booked, ...feeds, ...quantities, ...ofFba, ...listings].map(notificationIdOf),
    )
    const isFresh = (one: { readonly notificationId: string }) => fresh.has(one.notificationId)
    // Before the first mark: whoever stores a listing marks after it.
    const skus = await hearQuantities(trx, accountId, quantities.filter(isFresh))
    const ofListings = await hearListings(trx, accountId, listings.filter(isFresh))
    const fba = await hearFba(
      trx,
      accountId,
      ofFba.filter(isFresh).map(({ sku }) => sku),
    )
    await takeChanges(trx, accountId, changes.filter(isFresh))
    if (unreadable.length > 0) await tellUnreadable(trx, accountId, unreadable)
    await takeMoney(trx, accountId, booked.filter(isFresh))
    await takeFeeds(trx, accountId, feeds.filter(isFresh))
    const ofStock = fba > 0 ? [stockSweepKey(accountId, 'fba-news')] : []
    await mark(trx, [...skus, ...ofListings, ...ofStock])
  })
}

function notificationIdOf(one: { readonly notificationId: string }): string {
  return one.notificationId
}

type Change = Extract<Heard, { kind: 'order-change' }>

/** Orders that changed are put on the desk that reads them. */
async function takeChanges(
  trx: Database,
  accountId: AccountId,
  told: readonly Change[],
): Promise<void> {
  const news = await withoutEchoes(trx, accountId, told)
  const behind = await hearEvents(
    trx,
    accountId,
    news.map((change) => ({ orderId: change.orderId, eventMs: change.eventTimeMs })),
  )
  await appendTraces(
    trx,
    accountId,
    behind.map(({ orderId, eventMs }) => ({
      orderId,
      kind: 'heard',
      body: { by: 'sqs', eventMs },
    })),
  )
  const rows = behind.map(({ orderId: key, eventMs }) => ({ key, lane: 'intake', eventMs }))
  await putOnDesk(trx, accountId, amazonDesk, rows)
  const sellerId = told.find((change) => change.sellerId != null)?.sellerId
  const isNews = sellerId != null && (await learnSellerId(trx, accountId, sellerId))
  if (behind.length > 0) await mark(trx, [deskKey(accountId, 'intake')])
  // Listings are asked for by the seller's id.
  if (isNews) await mark(trx, [listingsKey(accountId)])
}

async function tellUnreadable(
  trx: Database,
  accountId: AccountId,
  unreadable: readonly Extract<Heard, { kind: 'unreadable' }>[],
): Promise<void> {
  const paths = [...new Set(unreadable.flatMap((one) => one.paths))].slice(0, 20)
  const detail = { paths }
  await openIncident(trx, accountId, { orderId: null, code: 'NOTIFICATION_UNREADABLE', detail })
}

/** What Amazon tells of our own confirmations moves nothing: they are read back by themselves. */
async function withoutEchoes(
  trx: Database,
  accountId: AccountId,
  told: readonly Change[],
): Promise<readonly Change[]> {
  const events = told.map(({ orderId, eventTimeMs }) => ({ orderId, eventMs: eventTimeMs }))
  const echoes = await ownEchoes(trx, accountId, events)
  return told.filter(({ orderId, eventTimeMs }) => !echoes.has(`${orderId} ${eventTimeMs}`))
}

/** Money that went back: the finances of the order are read again. A payment changes no decision. */
async function takeMoney(
  trx: Database,
  accountId: AccountId,
  booked: readonly Extract<Heard, { kind: 'money' }>[],
): Promise<void> {
  const back = booked.filter(({ transactionType }) => givesMoneyBack(transactionType))
  const heard = back.flatMap(({ orderIds, notificationId }) =>
    orderIds.map((orderId) => ({ orderId, notificationId })),
  )
  const orderIds = await noteMoneyHeard(trx, accountId, heard)
  if (orderIds.length === 0) return
  await mark(
    trx,
    [...new Set(orderIds)].map((orderId) => orderKey(accountId, orderId, 'money')),
  )
}

/** A feed is through: its desk looks at it. */
async function takeFeeds(
  trx: Database,
  accountId: AccountId,
  feeds: readonly Extract<Heard, { kind: 'feed' }>[],
): Promise<void> {
  const types = new Set(feeds.map(({ feedType }) => feedType).filter((type) => ours.has(type)))
  if (feeds.some(({ feedType }) => feedType === 'JSON_LISTINGS_FEED')) {
    await mark(trx, [stockDeskKey(accountId)])
  }
  if (types.size === 0) return
  await mark(
    trx,
    [...types].map((type) => feedDeskKey(accountId, type, 'money')),
  )
}

const ours: ReadonlySet<string> = new Set([
  'POST_ORDER_ACKNOWLEDGEMENT_DATA',
  'POST_PAYMENT_ADJUSTMENT_DATA',
] satisfies FeedType[])
