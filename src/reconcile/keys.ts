/** The work keys: what may be looked at again. Everything periodic is one of these too. */
import type { AccountId, AmazonOrderId, SellerSku } from '../core/ids.ts'
import type { Lane } from '../store/budget-lanes.ts'
import type { Mark } from '../work/mark.ts'

export const kinds = {
  order: 'order',
  desk: 'desk',
  poll: 'poll',
  sweep: 'sweep',
  backfill: 'backfill',
  sku: 'sku',
} as const

/**
 * True for work that nobody else asks for: polls, desks and sweeps, but not those of one product or
 * order. src/store/read/dead-periodic.ts says the same in SQL.
 */
export function isPeriodic({
  kind,
  key,
}: {
  readonly kind: string
  readonly key: string
}): boolean {
  return kind === kinds.poll || kind === kinds.desk || (kind === kinds.sweep && !key.includes(':'))
}

export const amazonDesk = 'amazon-orders'

export function orderKey(accountId: AccountId, orderId: AmazonOrderId, lane: Lane): Mark {
  return { accountId, kind: kinds.order, key: orderId, lane }
}

export function deskKey(accountId: AccountId, lane: Lane): Mark {
  return { accountId, kind: kinds.desk, key: amazonDesk, lane }
}

/** What waits to be sent in one feed. */
export function feedDeskKey(accountId: AccountId, feedType: string, lane: Lane): Mark {
  return { accountId, kind: kinds.desk, key: `feed:${feedType}`, lane }
}

/** One SKU of Amazon, in all its marketplaces. */
export function skuKey(accountId: AccountId, sku: SellerSku): Mark {
  return { accountId, kind: kinds.sku, key: sku, lane: 'stock' }
}

/** What waits to be told Amazon of the stock. */
export function stockDeskKey(accountId: AccountId): Mark {
  return { accountId, kind: kinds.desk, key: 'stock', lane: 'stock' }
}

/** Over all SKUs: looked at again, looked for what no event brought, or compared on both sides. */
export function stockSweepKey(
  accountId: AccountId,
  sweep: 'stock-all' | 'stock-missed' | 'stock-first' | 'stock-audit' | 'fba-stock' | 'fba-news',
): Mark {
  return { accountId, kind: kinds.sweep, key: sweep, lane: 'reports' }
}

/** Reading Amazon's changes in windows. */
export function amazonPollKey(accountId: AccountId): Mark {
  return { accountId, kind: kinds.poll, key: 'amazon-orders', lane: 'intake' }
}

/** Reading Shopify's changed orders into the foreign-order index. */
export function shopPollKey(accountId: AccountId): Mark {
  return { accountId, kind: kinds.poll, key: 'shopify-orders', lane: 'intake' }
}

/** Reading the shop's variants. */
export function catalogueKey(accountId: AccountId): Mark {
  return { accountId, kind: kinds.sweep, key: 'catalogue', lane: 'intake' }
}

/** One product that changed. */
export function productKey(accountId: AccountId, productGid: string): Mark {
  return { accountId, kind: kinds.sweep, key: `product:${productGid}`, lane: 'intake' }
}

/** One order of the shop that a webhook named. */
export function shopOrderKey(accountId: AccountId, gid: string): Mark {
  return { accountId, kind: kinds.sweep, key: `shop-order:${gid}`, lane: 'intake' }
}

/** Comparing both sides by night. */
export function nightlyKey(accountId: AccountId): Mark {
  return { accountId, kind: kinds.sweep, key: 'nightly', lane: 'reports' }
}

/** Reading Amazon's returns reports. */
export function returnsKey(accountId: AccountId): Mark {
  return { accountId, kind: kinds.sweep, key: 'returns', lane: 'reports' }
}

/** Reading Amazon's listings: what is new each hour, all of them by day. */
export function listingsKey(accountId: AccountId): Mark {
  return { accountId, kind: kinds.sweep, key: 'listings', lane: 'listings' }
}

/** Reading the details of single listings, that a report or a notification named. */
export function listingDetailsKey(accountId: AccountId): Mark {
  return { accountId, kind: kinds.sweep, key: 'listing-details', lane: 'listings' }
}

/** Looking whether stock came for orders that were refused for it. */
export function heldStockKey(accountId: AccountId): Mark {
  return { accountId, kind: kinds.sweep, key: 'held-stock', lane: 'intake' }
}

/** Purging personal data and old deliveries. */
export function purgeKey(accountId: AccountId): Mark {
  return { accountId, kind: kinds.sweep, key: 'purge', lane: 'reports' }
}

/** Telling the merchant what happened. */
export function noticesKey(accountId: AccountId): Mark {
  return { accountId, kind: kinds.sweep, key: 'notices', lane: 'intake' }
}

export function backfillKey(accountId: AccountId, backfillId: string): Mark {
  return { accountId, kind: kinds.backfill, key: backfillId, lane: 'reports' }
}
