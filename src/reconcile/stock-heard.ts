/**
 * What is heard of stock: a webhook says that the shop's stock of an item changed, Amazon says that a listing's
 * quantity did. Both only lead to another look; of Amazon's it is kept whether it is our echo.
 */
import type { AccountId, SellerSku } from '../core/ids.ts'
import type { Database } from '../store/pool.ts'
import { settleEchoes } from '../store/stock-echoes.ts'
import { addHistory, type HistoryEntry } from '../store/stock-history.ts'
import { sendsStock } from '../store/stock-lane.ts'
import { hearStock, listedSkus, saveShownQuantities } from '../store/stock-readings.ts'
import { readOwnFigures, skusOfItems } from '../store/stock-views.ts'
import { type Mark, mark } from '../work/mark.ts'
import { skuKey } from './keys.ts'
import type { OnChanged } from './stock-look.ts'

/** While nothing is sent nobody waits for a figure: what changes within this is one look. */
const watchMs = 30_000

async function looksAt(
  trx: Database,
  accountId: AccountId,
  skus: readonly SellerSku[],
): Promise<Mark[]> {
  if (skus.length === 0) return []
  const later = (await sendsStock(trx, accountId)) ? {} : { afterMs: watchMs }
  return skus.map((sku) => ({ ...skuKey(accountId, sku), ...later }))
}

/** Answers the SKUs to be looked at again: those that Amazon lists of what is made of these items. */
export async function hearShopStock(
  trx: Database,
  accountId: AccountId,
  items: readonly string[],
): Promise<Mark[]> {
  const skus = await skusOfItems(trx, accountId, items)
  if (skus.length === 0) return []
  await hearStock(trx, accountId, items)
  return looksAt(trx, accountId, skus)
}

/** For readings that nobody asked for on behalf of a SKU: what they show anew is looked at. */
export function markChanged(accountId: AccountId): OnChanged {
  return async (trx, items) => {
    const skus = await skusOfItems(trx, accountId, items)
    await mark(trx, await looksAt(trx, accountId, skus))
  }
}

/** Orders were read: what they claim of these SKUs may have changed. */
export async function claimsChanged(
  trx: Database,
  accountId: AccountId,
  skus: readonly SellerSku[],
): Promise<Mark[]> {
  return looksAt(trx, accountId, await listedSkus(trx, accountId, skus))
}

export type HeardQuantity = {
  readonly sku: SellerSku
  readonly quantity: number
  readonly eventTimeMs: number
}

export async function hearQuantities(
  trx: Database,
  accountId: AccountId,
  heard: readonly HeardQuantity[],
): Promise<Mark[]> {
  const newest = new Map<SellerSku, HeardQuantity>()
  for (const one of heard.toSorted((a, b) => a.eventTimeMs - b.eventTimeMs))
    newest.set(one.sku, one)
  const shown = [...newest.values()].map(({ sku, quantity, eventTimeMs: atMs }) => {
    const nothing = { marketplaceId: null, fulfilledBy: null, productType: null }
    return { ...nothing, amazonSku: sku, quantity, atMs }
  })
  const changed = await saveShownQuantities(trx, accountId, shown)
  const own = await readOwnFigures(
    trx,
    accountId,
    changed.map(({ amazonSku }) => amazonSku),
  )
  const entries = changed.flatMap((one): HistoryEntry[] => {
    const { amazonSku, marketplaceId, before, now } = one
    if (before === now) return []
    const figures = own.get(`${marketplaceId} ${amazonSku}`) ?? []
    const what = kindOf({ before, now, figures })
    return [{ amazonSku, marketplaceId, what, by: 'amazon', from: before, to: now, detail: {} }]
  })
  await addHistory(trx, accountId, entries)
  const settled = new Set(await settleEchoes(trx, accountId, [...newest.keys()]))
  const open = [...newest.keys()].filter((sku) => !settled.has(sku))
  return looksAt(trx, accountId, open)
}

/** Our echo, units that Amazon counted off (sold there), or a change that nobody of us made. */
function kindOf(change: {
  readonly before: number | null
  readonly now: number | null
  readonly figures: readonly number[]
}): 'echo' | 'lowered' | 'foreign' {
  const { before, now, figures } = change
  if (now !== null && figures.includes(now)) return 'echo'
  return before !== null && now !== null && now < before ? 'lowered' : 'foreign'
}
