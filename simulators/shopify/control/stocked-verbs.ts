/** A shop with very many plain products, one variant each, stocked at one location: for tests and benchmarks of size. */
import { stockedQuantities } from '../../worlds/stocked-skus.ts'
import { StockedLevel, StockedProduct, StockedVariant } from '../catalog/stocked-records.ts'
import { minorFrom } from '../money.ts'
import type { LocationRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { addLocation } from './catalog-verbs.ts'
import type { ShopifyControl, StockedShopSpec } from './control-types.ts'
import { locationNamed } from './order-parts.ts'

export function stockedVerbs(worldNow: () => ShopWorld): Pick<ShopifyControl, 'stockShop'> {
  return {
    stockShop(spec) {
      const world = worldNow()
      const location =
        spec.location === undefined
          ? (world.catalog.locations()[0] ?? addLocation(world, { name: 'Shop location' }))
          : locationNamed(world, spec.location)
      return stockShop(world, spec, location)
    },
  }
}

/** No webhooks: the shop has been so before anybody listened. */
function stockShop(
  world: ShopWorld,
  spec: StockedShopSpec,
  location: LocationRecord,
): { variants: number } {
  const { catalog, identifiers, clock } = world
  const nowMs = clock.nowMs()
  const priceMinor = minorFrom('19.90', world.settings.currency)
  for (const [at, units] of stockedQuantities(spec).entries()) {
    const product = new StockedProduct(at, identifiers.next('Product'), nowMs)
    const itemId = identifiers.next('InventoryItem')
    const variantId = identifiers.next('ProductVariant')
    const variant = new StockedVariant(product, variantId, itemId, priceMinor)
    product.variant = variant
    const levelId = identifiers.next('InventoryLevel')
    variant.levels.push(new StockedLevel(levelId, variant, location, units))
    catalog.addProduct(product)
  }
  return { variants: catalog.variants().length }
}
