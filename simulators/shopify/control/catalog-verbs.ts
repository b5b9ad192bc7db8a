/** Control of products, locations and stock. */
import { gid } from '../gid.ts'
import { minorFrom } from '../money.ts'
import type { LocationRecord, ProductRecord, StockLevel, VariantRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { announceLevels, announceProduct, announceProductDeleted } from '../webhooks/announce.ts'
import type {
  LocationSpec,
  ProductSpec,
  ShopifyControl,
  StockSpec,
  VariantSpec,
} from './control-types.ts'

type CatalogVerbs = Pick<
  ShopifyControl,
  | 'addLocation'
  | 'setLocationActive'
  | 'addProduct'
  | 'removeProduct'
  | 'renameSku'
  | 'setStock'
  | 'restock'
  | 'stockOf'
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
    setStock: (spec) => changeStock(worldNow(), spec, () => spec.quantity),
    restock: (spec) => changeStock(worldNow(), spec, (available) => available + spec.quantity),
    stockOf: (sku) =>
      variantWithSku(worldNow(), sku).levels.map((level) => ({
        location: level.location.name,
        quantities: { ...level.quantities },
      })),
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

function newLevel(
  world: ShopWorld,
  variant: VariantRecord,
  location: LocationRecord,
  units: number,
): StockLevel {
  const nowMs = world.clock.nowMs()
  const id = `${gid('InventoryLevel', world.identifiers.next('InventoryLevel'))}?inventory_item_id=${variant.inventoryItemId}`
  return {
    id,
    variant,
    location,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    quantities: {
      available: units,
      on_hand: units,
      committed: 0,
      incoming: 0,
      reserved: 0,
      damaged: 0,
      safety_stock: 0,
      quality_control: 0,
    },
  }
}

function changeStock(world: ShopWorld, spec: StockSpec, next: (available: number) => number): void {
  const variant = variantWithSku(world, spec.sku)
  const location =
    spec.location === undefined ? variant.levels[0]?.location : locationNamed(world, spec.location)
  if (location === undefined) throw new Error(`${spec.sku} is stocked nowhere`)
  let level = variant.levels.find((one) => one.location === location)
  if (level === undefined) {
    level = newLevel(world, variant, location, 0)
    variant.levels.push(level)
  }
  const change = next(level.quantities.available) - level.quantities.available
  level.quantities.available += change
  level.quantities.on_hand += change
  level.updatedAtMs = world.clock.nowMs()
  touch(world, variant)
  announceLevels(world, [level])
}

function touch(world: ShopWorld, variant: VariantRecord): void {
  variant.updatedAtMs = world.clock.nowMs()
  variant.product.updatedAtMs = variant.updatedAtMs
}

function locationNamed(world: ShopWorld, name: string): LocationRecord {
  const found = world.catalog.locations().find((one) => one.name === name)
  if (found === undefined) throw new Error(`no location ${name}`)
  return found
}
