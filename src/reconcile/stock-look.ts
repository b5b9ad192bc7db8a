/**
 * Reads both sides for SKUs: the shop's stock by a hundred variants a call, Amazon's listings by one or by
 * twenty. Machine time is taken before a reading begins, so that it shows nothing that came later.
 */

import type { Listing } from '../core/catalog/listing.ts'
import type { InventoryItemGid, MarketplaceId, SellerSku, VariantGid } from '../core/ids.ts'
import type { Component } from '../core/inventory/linked-sku.ts'
import { lookUpBegins } from '../store/ledger.ts'
import { appNowMs } from '../store/pool.ts'
import { readSellerId } from '../store/seller-id.ts'
import { countChecks } from '../store/stock-figures.ts'
import {
  noteListingGone,
  type ReadStock,
  saveShownQuantities,
  saveStockReadings,
} from '../store/stock-readings.ts'
import type { Held } from '../work/held.ts'
import type { Account } from './account.ts'
import { notReached } from './act/not-reached.ts'
import { readDeadlines } from './deadlines.ts'
import type { OrderDeps } from './decided.ts'
import type { KeyOutcome } from './key-outcome.ts'

/** What a look needs besides: undefined when it was made. */
type Stopped = KeyOutcome | undefined

/** Told in the transaction of the readings of which items the shop shows something else. */
export type OnChanged = (trx: OrderDeps['db'], items: readonly InventoryItemGid[]) => Promise<void>

const variantsPerCall = 100
export const listingsPerCall = 20

/** Undefined when all was read. A variant that the shop no longer shows is read as having no level. */
export async function readShopStock(
  deps: OrderDeps,
  account: Account,
  held: Held,
  parts: readonly Pick<Component, 'variantGid' | 'inventoryItemGid'>[],
  onChanged?: OnChanged,
): Promise<Stopped> {
  const { accountId } = account
  const items = new Map<VariantGid, ReadStock['inventoryItemGid']>()
  for (const { variantGid, inventoryItemGid } of parts) {
    if (inventoryItemGid !== null) items.set(variantGid, inventoryItemGid)
  }
  const gids = [...items.keys()]
  for (let from = 0; from < gids.length; from += variantsPerCall) {
    const some = gids.slice(from, from + variantsPerCall)
    const amount = account.shopifyCost('variantStock')
    const parked = await park(deps, held, account.buckets.shopify, amount)
    if (parked !== undefined) return parked
    try {
      const begunAtMs = await lookUpBegins(deps.db)
      const levels = await account.shopify.stockOf(some, readDeadlines(deps.monotonic))
      const found = new Map(levels.map((level) => [level.variantGid, level]))
      const read = some.flatMap((gid): ReadStock[] => {
        const inventoryItemGid = items.get(gid)
        if (inventoryItemGid === undefined) return []
        const level = found.get(gid)
        return [{ inventoryItemGid, tracked: level?.tracked ?? false, levels: levelsOf(level) }]
      })
      await deps.db.transaction().execute(async (trx) => {
        const changed = await saveStockReadings(trx, accountId, read, begunAtMs)
        if (changed.length > 0) await onChanged?.(trx, changed)
      })
    } catch (error) {
      const outcome = notReached(held, error)
      if (outcome.is === 'go-on') throw error
      return outcome
    }
  }
  return undefined
}

function levelsOf(
  level: { readonly locations: ReadStock['levels'] } | undefined,
): ReadStock['levels'] {
  return (level?.locations ?? []).map(({ locationGid, available }) => ({ locationGid, available }))
}

/** Undefined when Amazon said what it shows. All SKUs are of one marketplace, at most 20 of them. */
export async function readAmazonListings(
  deps: OrderDeps,
  account: Account,
  held: Held,
  marketplaceId: MarketplaceId,
  skus: readonly SellerSku[],
): Promise<Stopped> {
  const { accountId, stock } = account
  const sellerId = account.sellerId ?? (await readSellerId(deps.db, accountId))
  if (sellerId === null) return { held, is: 'failed', code: 'SELLER_ID_MISSING' }
  const [only, another] = skus
  if (only === undefined) return undefined
  const isOne = another === undefined
  const { getListingsItem, searchListingsItems } = account.buckets
  const parked = await park(deps, held, isOne ? getListingsItem : searchListingsItems, 1)
  if (parked !== undefined) return parked
  try {
    const atMs = await appNowMs(deps.db)
    const deadlines = readDeadlines(deps.monotonic)
    const asked = { sellerId, marketplaceId }
    const one = isOne ? await stock.amazon.readListing({ ...asked, sku: only }, deadlines) : null
    const found = isOne
      ? one === null
        ? []
        : [one]
      : await stock.amazon.readListings({ ...asked, skus }, deadlines)
    await store(deps, account, { marketplaceId, skus, found, atMs, isWhole: isOne })
    return undefined
  } catch (error) {
    const outcome = notReached(held, error)
    if (outcome.is === 'go-on') throw error
    return outcome
  }
}

async function store(
  deps: OrderDeps,
  { accountId }: Account,
  read: {
    readonly marketplaceId: MarketplaceId
    readonly skus: readonly SellerSku[]
    readonly found: readonly Listing[]
    readonly atMs: number
    /** False: an index, in which a listing may be missing for a moment. */
    readonly isWhole: boolean
  },
): Promise<void> {
  const { marketplaceId, skus, found, atMs } = read
  await deps.db.transaction().execute(async (trx) => {
    const shown = found.map(({ amazonSku, quantity, fulfilledBy, productType }) => {
      return { amazonSku, marketplaceId, quantity, atMs, fulfilledBy, productType }
    })
    await saveShownQuantities(trx, accountId, shown)
    const asked = skus.map((amazonSku) => ({ amazonSku, marketplaceId }))
    await countChecks(trx, accountId, asked)
    const names = new Set(found.map(({ amazonSku }) => amazonSku))
    if (!read.isWhole) return
    for (const one of asked)
      if (!names.has(one.amazonSku)) await noteListingGone(trx, accountId, one)
  })
}

/** Undefined when the token was granted. */
export async function park(
  deps: OrderDeps,
  held: Held,
  bucket: string,
  amount: number,
): Promise<Stopped> {
  const wish = { bucket, lane: held.lane, amount, count: 1, waited: held.waited }
  const grant = await deps.take(wish)
  if (grant.granted > 0) return undefined
  return { held, is: 'parked', bucket, notBeforeMs: grant.notBeforeMs ?? 0, amount }
}
