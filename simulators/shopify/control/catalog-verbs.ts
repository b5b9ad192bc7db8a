/** Control of products, locations and stock. */
import { newLevel } from '../catalog/new-level.ts'
import { gid } from '../gid.ts'
import { minorFrom } from '../money.ts'
import type { LocationRecord, ProductRecord, StockLevel, VariantRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { announceProduct, announceProductDeleted } from '../webhooks/announce.ts'
import type { LocationSpec, ProductSpec, ShopifyControl, VariantSpec } from './control-types.ts'
import { locationNamed } from './order-parts.ts'

type CatalogVerbs = Pick<
  ShopifyControl,
  'addLocation' | 'setLocationActive' | 'addProduct' | 'removeProduct' | 'renameSku'
>

export function catalogVerbs(worldNow: () => ShopWorld): CatalogVerbs {
  return {
    addLocation: (spec) => ({ locationId: addLocation(worldNow(), spec).id }),
    setLocationActive({ name, isActive }) {
      locationNamed(worldNow(), name).isActive = isActive
    },
    addProduct(spec) {
      const world = worldNow()
      const product = addProduct(world, spec)
      announceProduct(world, 'PRODUCTS_CREATE', product)
      return { productId: product.id, variantIds: product.variants.map((one) => one.id) }
    },
    removeProduct({ productId }) {
      const world = worldNow()
      const product = world.catalog.products().find((one) => one.id === productId)
      if (product === undefined) throw new Error(`no product ${productId}`)
      world.catalog.removeProduct(product)
      announceProductDeleted(world, product)
    },
    renameSku({ from, to }) {
      const world = worldNow()
      const variant = variantWithSku(world, from)
      world.catalog.rename(variant, to)
      touch(world, variant)
      announceProduct(world, 'PRODUCTS_UPDATE', variant.product)
      return { variantId: variant.id }
    },
  }
}

export function addLocation(world: ShopWorld, spec: LocationSpec): LocationRecord {
  const numericId = world.identifiers.next('Location')
  const location: LocationRecord = {
    numericId,
    id: gid('Location', numericId),
    name: spec.name,
    city: spec.city ?? 'Malmö',
    countryCode: spec.countryCode ?? 'SE',
    isActive: spec.isActive ?? true,
    fulfillsOnlineOrders: spec.fulfillsOnlineOrders ?? true,
    createdAtMs: world.clock.nowMs(),
  }
  world.catalog.addLocation(location)
  return location
}

export function addProduct(world: ShopWorld, spec: ProductSpec): ProductRecord {
  if (world.catalog.locations().length === 0) addLocation(world, { name: 'Shop location' })
  const nowMs = world.clock.nowMs()
  const numericId = world.identifiers.next('Product')
  const variants: VariantRecord[] = []
  const product: ProductRecord = {
    numericId,
    id: gid('Product', numericId),
    title: spec.title,
    handle: spec.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    vendor: spec.vendor ?? world.settings.shopName,
    productType: spec.productType ?? '',
    tags: spec.tags ?? [],
    status: 'ACTIVE',
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    variants,
  }
  for (const [at, one] of spec.variants.entries()) {
    variants.push(newVariant(world, product, one, at + 1))
  }
  world.catalog.addProduct(product)
  return product
}

/** The one variant with exactly this SKU; two are as bad as none for a control verb. */
export function variantWithSku(world: ShopWorld, sku: string): VariantRecord {
  const found = world.catalog.variantsBySku(sku).filter((one) => one.sku === sku)
  const [only] = found
  if (only === undefined || found.length > 1) {
    throw new Error(`${found.length} variants have the SKU ${sku}`)
  }
  return only
}

function newVariant(
  world: ShopWorld,
  product: ProductRecord,
  spec: VariantSpec,
  position: number,
): VariantRecord {
  const numericId = world.identifiers.next('ProductVariant')
  const levels: StockLevel[] = []
  const variant: VariantRecord = {
    numericId,
    id: gid('ProductVariant', numericId),
    inventoryItemId: world.identifiers.next('InventoryItem'),
    product,
    position,
    createdAtMs: product.createdAtMs,
    updatedAtMs: product.updatedAtMs,
    sku: spec.sku ?? null,
    barcode: spec.barcode ?? null,
    priceMinor: minorFrom(spec.price, world.settings.currency),
    options: spec.options ?? [],
    tracked: spec.tracked ?? true,
    policy: spec.policy ?? 'DENY',
    taxable: true,
    requiresShipping: spec.requiresShipping ?? true,
    levels,
  }
  const { stock } = spec
  for (const [at, location] of world.catalog.locations().entries()) {
    const units = typeof stock === 'object' ? stock[location.name] : at === 0 ? stock : 0
    levels.push(newLevel(world, variant, location, units ?? 0))
  }
  return variant
}

function touch(world: ShopWorld, variant: VariantRecord): void {
  variant.updatedAtMs = world.clock.nowMs()
  variant.product.updatedAtMs = variant.updatedAtMs
}
