/**
 * The small world for stories of stock: the mug is listed on Amazon, the stock lane is live, and both sides are
 * asked what they really show.
 */
import { sql } from 'kysely'
import type { ShopifyControl } from '../../simulators/shopify/control/control-types.ts'
import type { CatalogueItem } from '../../simulators/worlds/catalogue.ts'
import { listingsKey, stockSweepKey } from '../../src/reconcile/keys.ts'
import { mark } from '../../src/work/mark.ts'
import {
  createSmallWorld,
  minuteMs,
  mugSku,
  type SmallWorld,
  type SmallWorldOptions,
  soakAccount,
} from './small-world.ts'

export type StockWorld = SmallWorld & ReturnType<typeof stockVerbs>

export type FigureRow = {
  readonly quantity: number | null
  readonly unknown: string | null
  readonly wanted: boolean
  readonly refused: string | null
  readonly held: string | null
}

export const germanListings = { marketplaceIds: ['A1PA6795UKMFR9'] } as const

/** Connected, with Amazon's listings read and the first figures decided. */
export async function createStockWorld(
  db: SmallWorld['db'],
  options: SmallWorldOptions & { readonly more?: (world: SmallWorld) => void } = {},
): Promise<StockWorld> {
  const { stock = {}, ...settings } = options.settings ?? {}
  const world = await createSmallWorld(db, {
    ...germanListings,
    ...options,
    settings: { ...settings, stock: { lane: 'live', ...stock } },
  })
  world.amazon.control.subscribe('LISTINGS_ITEM_MFN_QUANTITY_CHANGE')
  options.more?.(world)
  await mark(db, [listingsKey(soakAccount)])
  await world.pass(minuteMs)
  await mark(db, [stockSweepKey(soakAccount, 'stock-all')])
  await world.pass(5 * minuteMs)
  return { ...world, ...stockVerbs(world) }
}

function stockVerbs({ db, amazon, shopify }: SmallWorld) {
  return {
    onAmazon: (sku: string = mugSku) => amazon.control.merchantQuantity(sku),
    inShop(quantity: number, sku: string = mugSku): void {
      shopify.control.setStock({ sku, quantity })
    },
    available: (sku: string = mugSku) =>
      shopify.control
        .stockOf(sku)
        .reduce((sum, level) => sum + (level.quantities.available ?? 0), 0),
    async figure(sku: string = mugSku): Promise<FigureRow | undefined> {
      const { rows } = await sql<FigureRow>`
        select quantity, unknown, wanted_since is not null as wanted, refused_text as refused,
          hold_code as held
        from stock_figure where amazon_sku = ${sku} order by marketplace_id limit 1
      `.execute(db)
      return rows[0]
    },
    async history(sku: string = mugSku): Promise<string[]> {
      const { rows } = await sql<{ line: string }>`
        select what || ' by ' || by_whom || ' ' || coalesce(from_quantity::text, '-') || '>'
          || coalesce(to_quantity::text, '-') as line
        from stock_history where amazon_sku = ${sku} order by history_id
      `.execute(db)
      return rows.map(({ line }) => line)
    },
    patches: () => amazon.journal.count('amazon.patchListingsItem'),
  }
}

/** So many products beside the mug, each with ten units on both sides: `MANY-01` and on. */
export function manySkus(count: number) {
  const skus = Array.from({ length: count }, (_none, at) => `MANY-${`${at + 1}`.padStart(2, '0')}`)
  const catalogue = skus.map(
    (sku): CatalogueItem => ({
      ...{ asin: `B0${sku.replace('-', '0')}`, amazonSku: sku, shopifySku: sku, productKey: sku },
      ...{ variantKey: sku, productTitle: sku, amazonTitle: sku, options: [], barcode: '' },
      ...{ fulfilledBy: 'MERCHANT', priceByCurrency: { EUR: '10.00' }, stock: 10, oddity: 'none' },
    }),
  )
  const furnish = (shopify: ShopifyControl): void => {
    for (const sku of skus) {
      shopify.addProduct({ title: sku, variants: [{ sku, price: '10.00', stock: 10 }] })
    }
  }
  return { skus, catalogue, furnish }
}
