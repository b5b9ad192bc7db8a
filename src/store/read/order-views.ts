/**
 * The saved views of the order list: which orders each shows, where they are taken from, and how many there
 * are. Every view has one definition, used by its list, its count and the place of an order in it.
 */
import { type RawBuilder, sql } from 'kysely'
import type { AccountId } from '../../core/ids.ts'
import { refundHoldTexts, refundReasonTexts } from '../../core/refunds/reasons.ts'
import { returnHoldTexts, returnReasonTexts } from '../../core/returns/reasons.ts'
import { heldOrders } from './attention.ts'

export const viewNames = [
  'open',
  'need-you',
  'leave-today',
  'not-taken',
  'amazon-ships',
  'refunds-returns',
  'everything',
] as const

export type ViewName = (typeof viewNames)[number]

export const openStatuses = [
  'PENDING_AVAILABILITY',
  'PENDING',
  'UNSHIPPED',
  'PARTIALLY_SHIPPED',
] as const

/** Sent to Amazon, and not yet seen there. */
const notTaken = ['READ_BACK', 'SETTLE_EFFECT', 'SHIPMENT_NOT_TAKEN', 'REPEAT_DROPPED_CONFIRMATION']

const moneyBack = [
  ...Object.keys(refundReasonTexts),
  ...Object.keys(refundHoldTexts),
  ...Object.keys(returnReasonTexts),
  ...Object.keys(returnHoldTexts),
].filter((code) => !code.startsWith('NO_'))

const outcomes = ['working', 'held', 'waiting', 'resting']

/** Views that are short enough to be ordered by ship-by; the others run by time. */
export function isByShipBy(view: ViewName): boolean {
  return view === 'need-you' || view === 'leave-today'
}

/** Views that are a set of their own, found by what holds or moves; the others are read by time. */
export function isSetView(view: ViewName): boolean {
  return sets.has(view)
}

const sets: ReadonlySet<ViewName> = new Set([
  'need-you',
  'leave-today',
  'not-taken',
  'refunds-returns',
])

/** Whether Shopify's own orders stand in it. */
export function hasOwnOrders(view: ViewName): boolean {
  return view === 'open' || view === 'everything'
}

/** Of `amazon_order o`; the index `amazon_order_leaves` has these and no others. */
export function leavesBefore(dayEndMs: number): RawBuilder<unknown> {
  return sql`o.ship_by < from_ms(${dayEndMs}::float8)
    and o.status in ('UNSHIPPED', 'PARTIALLY_SHIPPED') and o.fulfilled_by = 'MERCHANT'`
}

/**
 * Ids of a view that is a set of its own, as a query of `id`; null for views that are read by time or ship-by.
 */
export function viewSet(view: ViewName, accountId: AccountId): RawBuilder<unknown> | null {
  switch (view) {
    case 'need-you':
      return sql`select h.id from ${heldOrders(accountId)} h`
    case 'not-taken':
      return sql`select c.amazon_order_id as id from order_concern c
        where c.account_id = ${accountId} and c.outcome = any(${outcomes}::text[])
          and c.reason = any(${notTaken}::text[]) and c.concern = 'shipment'`
    case 'refunds-returns':
      return sql`select distinct c.amazon_order_id as id from order_concern c
        where c.account_id = ${accountId} and c.outcome = any(${outcomes}::text[])
          and c.reason = any(${moneyBack}::text[]) and c.concern in ('refund', 'return')`
    default:
      return null
  }
}
