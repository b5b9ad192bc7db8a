/**
 * Reads the shop's variants, their stock and the locations. SKUs are not unique and are never searched
 * for: the local map is built from pages.
 */
import { type InventoryItemGid, id, type LocationGid, type VariantGid } from '../../core/ids.ts'
import { parseMoney } from '../../core/money.ts'
import { normaliseTitle } from '../../core/orders/match-title.ts'
import type { Deadlines } from '../../core/ports.ts'
import {
  locationsQuery,
  productVariants,
  variantStock,
  variantsPage,
} from './catalogue-operations.ts'
import type { ShopifyClient } from './client.ts'
import { nextCursor, readOn } from './whole-order.ts'
import type { LocationsPage, ProductFacts, StockNode, VariantFacts } from './wire/catalogue.ts'

export type ShopVariant = {
  readonly variantGid: VariantGid
  readonly productGid: string
  readonly sku: string | null
  readonly titleKey: string
  readonly inventoryItemGid: InventoryItemGid
  readonly tracked: boolean
  readonly observed: {
    readonly productTitle: string
    readonly variantTitle: string
    readonly options: readonly { readonly name: string; readonly value: string }[]
    readonly barcode: string | null
    readonly priceMinor: number | null
    readonly vendor: string | null
  }
}

export type VariantStock = {
  readonly variantGid: VariantGid
  readonly sku: string | null
  readonly inventoryItemGid: InventoryItemGid
  readonly tracked: boolean
  readonly locations: readonly {
    readonly locationGid: LocationGid
    readonly name: string
    /** Null is unknown, never 0. */
    readonly available: number | null
  }[]
}

export type ShopLocation = {
  readonly locationGid: LocationGid
  readonly name: string
  readonly isActive: boolean
  readonly fulfillsOnlineOrders: boolean
  readonly isFulfillmentService: boolean
  readonly countryCode: string | null
}

const idsPerCall = 100

/** A page of all variants, in the order of their ids, so that paging misses none. */
export async function pageVariants(
  client: ShopifyClient,
  cursor: string | null,
  deadlines: Deadlines,
): Promise<{ readonly variants: ShopVariant[]; readonly cursor: string | null }> {
  const { productVariants: page, shop } = await client.run(
    variantsPage,
    { after: cursor },
    deadlines,
  )
  const variants = page.nodes.map((node) => variantOf(node, node.product, shop.currencyCode))
  return { variants, cursor: nextCursor(page) }
}

/** Every variant of one product; none when the product is gone. */
export async function variantsOfProduct(
  client: ShopifyClient,
  productGid: string,
  deadlines: Deadlines,
): Promise<ShopVariant[]> {
  const found: ShopVariant[] = []
  const read = async (after: string | null) => {
    const { product, shop } = await client.run(
      productVariants,
      { id: productGid, after },
      deadlines,
    )
    if (product === null) return undefined
    found.push(...product.variants.nodes.map((node) => variantOf(node, product, shop.currencyCode)))
    return product.variants
  }
  const first = await read(null)
  if (first !== undefined) await readOn(first, read)
  return found
}

/** What is available of each variant; a variant that the shop no longer has is left out. */
export async function stockOf(
  client: ShopifyClient,
  variantGids: readonly VariantGid[],
  deadlines: Deadlines,
): Promise<VariantStock[]> {
  const found: VariantStock[] = []
  for (let from = 0; from < variantGids.length; from += idsPerCall) {
    const ids = variantGids.slice(from, from + idsPerCall)
    const { nodes } = await client.run(variantStock, { ids }, deadlines)
    for (const node of nodes) if (node !== null) found.push(stock(node))
  }
  return found
}

/** The shop's own active locations; those of fulfilment services are not among them. */
export async function locations(
  client: ShopifyClient,
  deadlines: Deadlines,
): Promise<ShopLocation[]> {
  const found: ShopLocation[] = []
  const read = async (after: string | null): Promise<LocationsPage> => {
    const { locations: page } = await client.run(locationsQuery, { after }, deadlines)
    for (const { id: gid, address, ...rest } of page.nodes) {
      const { countryCode } = address
      found.push({ ...rest, locationGid: id('LocationGid', gid), countryCode })
    }
    return page
  }
  await readOn(await read(null), read)
  return found
}

export function variantOf(
  node: VariantFacts,
  product: ProductFacts,
  shopCurrency: string,
): ShopVariant {
  return {
    variantGid: id('VariantGid', node.id),
    productGid: product.id,
    sku: node.sku === '' ? null : node.sku,
    titleKey: normaliseTitle(product.title),
    inventoryItemGid: id('InventoryItemGid', node.inventoryItem.id),
    tracked: node.inventoryItem.tracked,
    observed: {
      productTitle: product.title,
      variantTitle: node.title,
      options: node.selectedOptions,
      barcode: node.barcode,
      priceMinor: parseMoney(node.price, shopCurrency)?.amountMinor ?? null,
      vendor: product.vendor ?? null,
    },
  }
}

function stock(node: StockNode): VariantStock {
  const { inventoryItem } = node
  const active = inventoryItem.inventoryLevels.nodes.filter((level) => level.isActive)
  return {
    variantGid: id('VariantGid', node.id),
    sku: node.sku,
    inventoryItemGid: id('InventoryItemGid', inventoryItem.id),
    tracked: inventoryItem.tracked,
    locations: active.map((level) => ({
      locationGid: id('LocationGid', level.location.id),
      name: level.location.name,
      available: level.quantities.find((each) => each.name === 'available')?.quantity ?? null,
    })),
  }
}
