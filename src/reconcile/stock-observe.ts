/** Puts together what is known of SKUs: one view a SKU and marketplace. */
import type { AccountId, InventoryItemGid, SellerSku, VariantGid } from '../core/ids.ts'
import type { SkuView } from '../core/inventory/decide-sku.ts'
import type { Component } from '../core/inventory/linked-sku.ts'
import { absent, seen, unknown } from '../core/seen.ts'
import { appNowMs, type Database } from '../store/pool.ts'
import {
  type Claim,
  loadClaims,
  loadLinks,
  loadSkuRows,
  loadStockReadings,
  type SkuLink,
  type SkuRow,
  type StoredStock,
  skusOfVariants,
} from '../store/stock-views.ts'

export type ObservedSku = { readonly view: SkuView; readonly row: SkuRow }

export type ObservedSkus = {
  readonly nowMs: number
  readonly skus: ReadonlyMap<SellerSku, readonly ObservedSku[]>
  /** Every SKU that shares a variant with one that was asked for, with its variants. */
  readonly sharing: ReadonlyMap<SellerSku, readonly VariantGid[]>
}

export async function observeSkus(
  db: Database,
  accountId: AccountId,
  asked: readonly SellerSku[],
): Promise<ObservedSkus> {
  const nowMs = await appNowMs(db)
  const rows = await loadSkuRows(db, accountId, asked, nowMs)
  const links = await loadLinks(db, accountId, asked)
  const parts = [...links.values()].flatMap(({ components }) => components)
  const items = parts.flatMap(({ inventoryItemGid }) => inventoryItemGid ?? [])
  const readings = await loadStockReadings(db, accountId, [...new Set(items)])
  const variants = [...new Set(parts.map(({ variantGid }) => variantGid))]
  const sharing = await loadLinks(db, accountId, await skusOfVariants(db, accountId, variants))
  const begun = begunOf(parts, readings)
  const reserved = await reservedUnits(db, accountId, [...sharing.values()], begun)
  const skus = new Map<SellerSku, ObservedSku[]>()
  for (const row of rows) {
    const view = viewOf(row, links.get(row.amazonSku), readings, reserved)
    skus.set(row.amazonSku, [...(skus.get(row.amazonSku) ?? []), { view, row }])
  }
  const shared = [...sharing].map(([sku, link]) => {
    return [sku, link.components.map(({ variantGid }) => variantGid)] as const
  })
  return { nowMs, skus, sharing: new Map(shared) }
}

type Readings = ReadonlyMap<InventoryItemGid, StoredStock>

function begunOf(
  parts: SkuLink['components'],
  readings: Readings,
): ReadonlyMap<VariantGid, number | null> {
  return new Map(
    parts.map(({ variantGid, inventoryItemGid }) => {
      const reading = inventoryItemGid === null ? undefined : readings.get(inventoryItemGid)
      return [variantGid, reading?.begunAtMs ?? null] as const
    }),
  )
}

/** Of each variant the units that orders of all SKUs claim which it is part of. */
async function reservedUnits(
  db: Database,
  accountId: AccountId,
  links: readonly SkuLink[],
  begun: ReadonlyMap<VariantGid, number | null>,
): Promise<ReadonlyMap<VariantGid, number>> {
  const claims: Claim[] = links.flatMap(({ sku, components }) =>
    components
      .filter(({ variantGid }) => begun.has(variantGid))
      .map(({ variantGid }) => ({ sku, variantGid, begunAtMs: begun.get(variantGid) ?? null })),
  )
  const units = new Map<VariantGid, number>()
  const unitsIn = new Map(
    links.flatMap(({ sku, components }) =>
      components.map((part) => [`${sku} ${part.variantGid}`, part.units] as const),
    ),
  )
  for (const claim of await loadClaims(db, accountId, claims)) {
    const each = unitsIn.get(`${claim.sku} ${claim.variantGid}`) ?? 1
    units.set(claim.variantGid, (units.get(claim.variantGid) ?? 0) + claim.units * each)
  }
  return units
}

function viewOf(
  row: SkuRow,
  link: SkuLink | undefined,
  readings: Readings,
  reserved: ReadonlyMap<VariantGid, number>,
): SkuView {
  const components = (link?.components ?? []).map((part): Component => {
    const { variantGid, inventoryItemGid, units } = part
    const stored = inventoryItemGid === null ? undefined : readings.get(inventoryItemGid)
    const begunAtMs = stored?.begunAtMs ?? null
    return {
      ...{ variantGid, inventoryItemGid, units },
      reserved: reserved.get(variantGid) ?? 0,
      reading: stored === undefined || begunAtMs === null ? null : { ...stored, begunAtMs },
    }
  })
  const { amazonSku, marketplaceId, fulfilledBy, lastSaleMs, foreignChanges } = row
  return {
    ...{ amazonSku, marketplaceId, fulfilledBy, components, lastSaleMs, foreignChanges },
    link: link?.link ?? 'none',
    amazon: amazonOf(row),
    stored: { quantity: row.quantity, asOfMs: row.asOfMs },
    sent: sentOf(row),
    refused: refusedOf(row),
  }
}

function amazonOf({ isGone, shown, shownAtMs }: SkuRow): SkuView['amazon'] {
  if (isGone) return absent(shownAtMs ?? 0)
  return shown === null || shownAtMs === null ? unknown : seen(shown, shownAtMs)
}

function sentOf({ sentQuantity, sentAtMs, ...row }: SkuRow): SkuView['sent'] {
  if (sentQuantity === null || sentAtMs === null) return null
  const { checks, sends, inFeed } = row
  const open = inFeed || row.checkAtMs !== null
  return { quantity: sentQuantity, atMs: sentAtMs, checks, sends, inFeed, open }
}

function refusedOf({ refusedQuantity, refusedAtMs, ...row }: SkuRow): SkuView['refused'] {
  if (refusedQuantity === null || refusedAtMs === null) return null
  const { refusedCode: code, refusedText: text } = row
  return { quantity: refusedQuantity, code: code ?? '', text: text ?? '', atMs: refusedAtMs }
}
