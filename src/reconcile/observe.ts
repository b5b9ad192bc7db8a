/**
 * Puts together what is known of a batch of orders on both platforms, from the store alone: no call
 * leaves here. What cannot be known yet stays `unknown`.
 */
import { type AmazonOrderId, id, type ShopifyOrderGid, shopifyOrderKey } from '../core/ids.ts'
import { titleKeys } from '../core/orders/match-lines.ts'
import type { ShopifyOrder } from '../core/orders/shopify-order.ts'
import type {
  Catalogue,
  EffectView,
  ForeignIndex,
  MoveView,
  OrderView,
} from '../core/orders/view.ts'
import { absent, type Seen, seen, unknown } from '../core/seen.ts'
import {
  loadCandidates,
  loadOrderRows,
  loadShopState,
  type OrderRow,
  type ShopState,
  type VariantRow,
} from '../store/order-views.ts'
import type { Database } from '../store/pool.ts'
import type { Account } from './account.ts'
import type { ViewAfter } from './key-outcome.ts'
import { type ObservedLife, observeLife } from './observe-life.ts'

export type Observed = {
  readonly nowMs: number
  readonly views: ReadonlyMap<AmazonOrderId, OrderView>
  readonly rows: ReadonlyMap<AmazonOrderId, OrderRow>
  readonly shop: ShopState
  readonly concerns: ObservedLife['concerns']
}

/** What is known without a look: the rows of an earlier one, and views that a step left behind. */
export type Carried = {
  readonly rows: Observed['rows']
  readonly views: ReadonlyMap<AmazonOrderId, ViewAfter>
}

export const nothingCarried: Carried = { rows: new Map(), views: new Map() }

/** A few statements for any number of orders. Orders that we never heard of are left out. */
export async function observeOrders(
  db: Database,
  account: Account,
  orderIds: readonly AmazonOrderId[],
  carried: Carried = nothingCarried,
): Promise<Observed> {
  const shop = await loadShopState(db, account.accountId)
  const asked = orderIds.filter((orderId) => !carried.views.has(orderId))
  const rows = await loadRowsOf(db, account, asked)
  const candidates = await loadCandidatesOf(db, account, rows)
  const bare = rows.map((row) => viewOf(row, shop, candidates))
  const life = await observeLife(db, account, bare, shop.nowMs)
  const views = new Map<AmazonOrderId, OrderView>(
    bare.map((view) => [view.orderId, { ...view, life: life.views.get(view.orderId) ?? null }]),
  )
  for (const [orderId, viewAfter] of carried.views) views.set(orderId, viewAfter(shop.nowMs))
  const allRows = new Map([...carried.rows, ...rows.map((row) => [row.orderId, row] as const)])
  return { nowMs: shop.nowMs, views, rows: allRows, shop, concerns: life.concerns }
}

async function loadRowsOf(
  db: Database,
  account: Account,
  orderIds: readonly AmazonOrderId[],
): Promise<OrderRow[]> {
  if (orderIds.length === 0) return []
  return loadOrderRows(db, account.accountId, orderIds, account.timing.settleMs)
}

type Candidates = {
  readonly bySku: ReadonlyMap<string, VariantRow[]>
  readonly byTitle: ReadonlyMap<string, VariantRow[]>
  readonly byGid: ReadonlyMap<string, VariantRow>
  readonly mappings: ReadonlyMap<string, Catalogue['mappings'][number]>
}

async function loadCandidatesOf(
  db: Database,
  account: Account,
  rows: readonly OrderRow[],
): Promise<Candidates> {
  // What we made needs no match any more; lines of another app name no Amazon item.
  const items = rows
    .filter((row) => !row.effect?.platformId || row.effect.how === 'adopted')
    .flatMap((row) => row.observed?.items ?? [])
  const skus = [...new Set(items.flatMap((item) => (item.sku === null ? [] : [item.sku])))]
  const titles = [...new Set(items.flatMap((item) => titleKeys(item.title)))]
  if (items.length === 0) {
    return { bySku: new Map(), byTitle: new Map(), byGid: new Map(), mappings: new Map() }
  }
  const { variants, mappings } = await loadCandidates(db, account.accountId, skus, titles)
  return {
    bySku: groupBy(variants, (variant) => [variant.sku ?? '', ...variant.formerSkus]),
    byTitle: groupBy(variants, (variant) => [variant.titleKey]),
    byGid: new Map(variants.map((variant) => [variant.variantGid, variant])),
    mappings: new Map(mappings.map((mapping) => [mapping.sku, mapping])),
  }
}

function groupBy(variants: VariantRow[], keysOf: (variant: VariantRow) => string[]) {
  const groups = new Map<string, VariantRow[]>()
  for (const variant of variants) {
    for (const key of keysOf(variant)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [variant])
      else group.push(variant)
    }
  }
  return groups
}

function viewOf(row: OrderRow, shop: ShopState, candidates: Candidates): OrderView {
  const { catalogue, stockChangedMs } = catalogueOf(row, shop, candidates)
  const effect = effectOf(row)
  return {
    orderId: row.orderId,
    amazon: row.observed === null ? unknown : seen(row.observed, row.asOfMs ?? 0),
    firstSeenMs: row.firstSeenMs,
    behind: behindOf(row),
    unreadable: row.unreadablePaths === null ? null : { paths: row.unreadablePaths },
    personal: row.personalState,
    catalogue,
    effect,
    foreign: foreignOf(row, shop),
    shopify: shopifyOf(row, effect.platformId),
    candidates: row.shopifyOrders.map((found) => found.order),
    person: row.person,
    stockChangedMs,
    moves: row.moves.flatMap((move) => moveOf(move)),
  }
}

/** A key names both ends of the move by the numbers of their gids. */
function moveOf(move: OrderRow['moves'][number]): MoveView[] {
  const match = /^move-fulfillment-order:(\d+)>(\d+)$/.exec(move.key)
  if (match === null) return []
  return [
    {
      fulfillmentOrderGid: id('FulfillmentOrderGid', `gid://shopify/FulfillmentOrder/${match[1]}`),
      toLocationGid: id('LocationGid', `gid://shopify/Location/${match[2]}`),
      state: move.state === 'done' || move.state === 'refused' ? move.state : 'unclear',
      atMs: move.atMs,
      overAtMs: move.overAtMs,
      readSince: move.readSince,
    },
  ]
}

function behindOf(row: OrderRow): OrderView['behind'] {
  if (row.eventMs === null) return null
  if (row.lastUpdatedMs !== null && row.lastUpdatedMs >= row.eventMs) return null
  return { eventMs: row.eventMs, reads: row.behindReads, lastReadMs: row.behindReadMs ?? 0 }
}

function effectOf(row: OrderRow): EffectView {
  return {
    key: shopifyOrderKey(row.orderId, row.generation),
    generation: row.generation,
    // An `intended` met here is another's unfinished attempt: its writer settles before it looks.
    attempts: row.attempts.map((attempt) => ({
      ...attempt,
      state: attempt.state === 'intended' ? 'unclear' : attempt.state,
    })),
    lookUps: row.lookUps,
    platformId: row.effect?.platformId ?? null,
    how: row.effect?.how ?? null,
  }
}

function foreignOf(row: OrderRow, shop: ShopState): ForeignIndex {
  return {
    complete: shop.indexCompleteMs !== null,
    asOfMs: shop.indexAsOfMs ?? 0,
    completeFromMs: shop.indexCompleteFromMs ?? 0,
    matches: row.matches.map((match) => ({
      gid: match.gid as ShopifyOrderGid,
      where: match.where as ForeignIndex['matches'][number]['where'],
    })),
  }
}

function shopifyOf(row: OrderRow, gid: ShopifyOrderGid | null): Seen<ShopifyOrder> {
  if (gid === null) return unknown
  const found = row.shopifyOrders.find((shopOrder) => shopOrder.order.gid === gid)
  if (found !== undefined) return seen(found.order, found.asOfMs)
  return row.goneAtMs === null ? unknown : absent(row.goneAtMs)
}

function catalogueOf(
  row: OrderRow,
  shop: ShopState,
  candidates: Candidates,
): { catalogue: Seen<Catalogue>; stockChangedMs: number | null } {
  if (shop.catalogueCompleteMs === null) return { catalogue: unknown, stockChangedMs: null }
  const items = row.observed?.items ?? []
  const variants = new Map<string, VariantRow>()
  const mappings: Catalogue['mappings'][number][] = []
  for (const item of items) {
    const mapping = item.sku === null ? undefined : candidates.mappings.get(item.sku)
    if (mapping !== undefined) mappings.push(mapping)
    const mapped = (mapping?.components ?? []).flatMap(
      (part) => candidates.byGid.get(part.variantGid) ?? [],
    )
    const bySku = item.sku === null ? [] : (candidates.bySku.get(item.sku) ?? [])
    const byTitle = titleKeys(item.title).flatMap((key) => candidates.byTitle.get(key) ?? [])
    for (const variant of [...mapped, ...bySku, ...byTitle]) {
      variants.set(variant.variantGid, variant)
    }
  }
  const stock = [...variants.values()].flatMap((variant) => variant.stockChangedMs ?? [])
  return {
    catalogue: seen({ variants: [...variants.values()], mappings }, shop.catalogueCompleteMs),
    stockChangedMs: stock.length === 0 ? null : Math.max(...stock),
  }
}
