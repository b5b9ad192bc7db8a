/**
 * One story for each write of order life: what is there before, what calls for the write, and how the ledger
 * names it. The table is typed by the closed unions of the core, so that a new write without a story is an error
 * of the compiler.
 */

import { sql } from 'kysely'
import { id } from '../../src/core/ids.ts'
import type { LifeInput } from '../../src/core/life/life-view.ts'
import type { Write } from '../../src/core/step.ts'
import { purgeKey } from '../../src/reconcile/keys.ts'
import { mark } from '../../src/work/mark.ts'
import type { OrderSpec } from '../support/control.ts'
import { eventually } from '../support/eventually.ts'
import { putLifeInput } from '../support/life-input.ts'
import type { Stage } from '../support/scenario.ts'
import { leap } from './world-leap.ts'

type Acting = Extract<Write, { readonly act: object }>

/** Creates have crash tests of their own (`failpoints.test.ts`); records of what is there send nothing. */
type Alone = Exclude<
  Exclude<Write, Acting>['kind'],
  'create-shopify-order' | 'record-shopify-order' | 'record-effect'
>

export type Act = Acting['act']['do'] | Alone

/** An order of a story, and the number of its parcel. */
export type Play = {
  readonly stage: Stage
  readonly orderId: string
  readonly gid: string
  readonly number: string
}

/** Lines that name no SKU are of the story's own. */
type StoryOrder = { readonly lines: readonly Partial<NonNullable<OrderSpec['lines']>[number]>[] }

type Deed = (play: Play) => Promise<unknown>

export type Story = {
  /** The ledger's name of the write (docs/rules/writes.md). */
  readonly effect: string
  readonly order: StoryOrder
  /** Before anybody is killed: what is done, and the effect that follows from it. */
  readonly before?: { readonly deed: Deed; readonly effect: string }
  /** What calls for the write; left out where the order itself does, once it is in the shop. */
  readonly begin?: Deed
  /** Begun while no process runs, for days may pass meanwhile. */
  readonly isLate?: true
  /** A message of a feed: nobody knows whether it left, so a person is asked. */
  readonly isFeed?: true
  /** Nobody knows whether it left, so a person is asked. */
  readonly isNeverRepeated?: true
  /** Other orders of this world call for it as well: the story is that of one which was struck. The call. */
  readonly ofAnyOrder?: string
  /** After its answer was lost: Amazon refuses a second one. */
  readonly refusesSecond?: true
}

/** One SKU a story, so that the kill of one finds another story's SKU at rest. */
export function skuOf(act: Act): string {
  return `LIFE-${act.toUpperCase()}`
}

/** A product of which only the location that was not chosen has some. */
export const farAway = { sku: 'FAR-AWAY', location: 'Kiel' }

/** Of the story's own SKU. */
const line = { unitPrice: '10.00', quantity: 2 } as const
const gift: StoryOrder = { lines: [{ ...line, giftMessage: 'For you' }] }

const fulfil: Deed = ({ stage, gid, number }) =>
  stage.shopify.act('orders/fulfil', {
    ...{ orderId: gid, trackingCompany: 'DHL', trackingNumber: number, notify: false },
  })
const shipped = { deed: fulfil, effect: 'confirm-parcel' } as const
const shipOnAmazon: Deed = ({ stage, orderId, number }) =>
  stage.amazon.ship(orderId, { carrier: 'DHL', trackingNumber: number })
const askToCancel: Deed = ({ stage, orderId }) =>
  stage.amazon.act('orders/request-cancel', { orderId, reason: 'NO_LONGER_NEEDED' })
const address = {
  ...{ name: 'Aurelia Kanarek', addressLine1: 'Neue Gasse 9', city: 'Hamburg' },
  ...{ postalCode: '20095', countryCode: 'DE' },
}
export const asking = 'amazon.createProductReviewAndSellerFeedbackSolicitation'
const noDeed: Deed = async () => undefined

const cancelInShop =
  (reason: 'INVENTORY' | 'OTHER'): Deed =>
  ({ stage, gid }) =>
    stage.shopify.act('orders/cancel', { orderId: gid, reason, refund: true, notify: false })

const giveBack =
  (restock: 'CANCEL' | 'NO_RESTOCK'): Deed =>
  async ({ stage, orderId, gid }) => {
    const [order] = await stage.shopify.orders(orderId)
    const lines = [{ sku: order?.lines[0]?.sku, quantity: 1 }]
    await stage.shopify.act('orders/refund', { orderId: gid, lines, restock, notify: false })
  }

/** The buyer's data is over now, for this order alone; a reading of it meanwhile sets its own day again. */
const endOfKeeping: Deed = ({ stage, orderId }) => {
  const { db } = stage.database
  const isRemoved = async () => {
    await sql`
      update order_personal set purge_after = app_now() where amazon_order_id = ${orderId}
    `.execute(db)
    await mark(db, [purgeKey(id('AccountId', 'main'))])
    const { rows } = await sql<{ gone: boolean }>`
      select personal_purged_at is not null as gone from amazon_order
      where amazon_order_id = ${orderId}
    `.execute(db)
    return rows[0]?.gone === true
  }
  return eventually(isRemoved, { what: 'the removal of a buyer', withinMs: 60_000, everyMs: 500 })
}

const say =
  (kind: LifeInput['kind'], subject: string, about: string): Deed =>
  ({ stage, orderId }) =>
    putLifeInput(stage.database.db, id('AccountId', 'main'), { orderId, kind, subject, about })

/** In the order in which they are played: two of one effect are never neighbours. */
export const stories: Readonly<Record<Act, Story>> = {
  'set-fulfil-by': {
    ...{ effect: 'set-fulfil-by', order: { lines: [line] } },
    ofAnyOrder: 'shopify.fulfillmentOrdersSetFulfillmentDeadline',
  },
  'hold-in-shop': { effect: 'hold-in-shop', order: gift },
  'confirm-parcel': { effect: 'confirm-parcel', order: { lines: [line] }, begin: fulfil },
  'release-in-shop': {
    ...{ effect: 'release-in-shop', order: gift },
    before: { deed: noDeed, effect: 'hold-in-shop' },
    begin: say('release', 'messages', 'CHECK_MESSAGES'),
  },
  'cancel-units': {
    ...{ effect: 'cancel-units', order: { lines: [line] }, isFeed: true },
    begin: giveBack('CANCEL'),
  },
  'write-address': {
    ...{ effect: 'write-address', order: { lines: [line] } },
    begin: ({ stage, orderId }) => stage.amazon.act('orders/change-address', { orderId, address }),
  },
  'hold-for-buyer': { effect: 'hold-in-shop', order: { lines: [line] }, begin: askToCancel },
  'fulfil-in-shop': { effect: 'fulfil-in-shop', order: { lines: [line] }, begin: shipOnAmazon },
  'release-for-buyer': {
    ...{ effect: 'release-in-shop', order: { lines: [line] } },
    before: { deed: askToCancel, effect: 'hold-in-shop' },
    begin: say('decline-cancel', 'buyer-cancel', 'BUYER_ASKS_TO_CANCEL'),
  },
  'tell-delivered': {
    ...{ effect: 'tell-delivered', order: { lines: [line] } },
    before: { deed: shipOnAmazon, effect: 'fulfil-in-shop' },
    begin: ({ stage, orderId }) => stage.amazon.act('orders/deliver', { orderId }),
  },
  'cancel-in-shop': {
    ...{ effect: 'cancel-in-shop', order: { lines: [line] } },
    begin: ({ stage, orderId }) => stage.amazon.cancel(orderId),
  },
  'acknowledge-failure': {
    ...{ effect: 'acknowledge-failure', order: { lines: [line] }, isFeed: true },
    begin: cancelInShop('OTHER'),
  },
  'cancel-order': {
    ...{ effect: 'cancel-order', order: { lines: [line] }, isNeverRepeated: true },
    begin: cancelInShop('INVENTORY'),
  },
  'refund-in-shop': {
    ...{ effect: 'refund-in-shop', order: { lines: [line] }, before: shipped },
    begin: ({ stage, orderId }) => stage.amazon.act('orders/refund', { orderId }),
  },
  'move-fulfillment-order': {
    effect: 'move-fulfillment-order',
    order: { lines: [{ ...line, sku: farAway.sku, title: 'From far away' }] },
  },
  'refund-on-amazon': {
    ...{ effect: 'refund-on-amazon', order: { lines: [line] }, before: shipped, isFeed: true },
    begin: giveBack('NO_RESTOCK'),
  },
  'purge-in-shop': {
    ...{ effect: 'purge-in-shop', order: { lines: [line] }, before: shipped },
    begin: endOfKeeping,
  },
  'return-in-shop': {
    ...{ effect: 'return-in-shop', order: { lines: [line] }, before: shipped, isLate: true },
    begin: async ({ stage, orderId }) => {
      const { rmaIds } = (await stage.amazon.act('orders/return', { orderId })) as {
        rmaIds: readonly string[]
      }
      await stage.amazon.act('returns/move', { rmaId: rmaIds[0], status: 'Approved' })
    },
  },
  solicit: {
    ...{ effect: 'solicit', order: { lines: [line] }, before: shipped },
    ...{ ofAnyOrder: asking, refusesSecond: true },
    // Its five days are over in an hour.
    begin: ({ stage }) => leap(stage, 2 * 3_600_000),
  },
}
