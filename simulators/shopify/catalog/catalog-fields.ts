/** How GraphQL sees products, variants, inventory items, levels and locations. */

import { gid, numericId } from '../gid.ts'
import type { Resolver } from '../graphql/admin-schema.ts'
import { type PageArguments, pageOfList } from '../graphql/connections.ts'
import { invalidId } from '../graphql/errors.ts'
import { dateTime } from '../graphql/scalars.ts'
import { decimalFull } from '../money.ts'
import type { LocationRecord, ProductRecord, StockLevel, VariantRecord } from '../records.ts'
import { seenQuantities } from '../stock/level-memory.ts'

type OfProduct<Arguments = Record<string, never>> = Resolver<ProductRecord, Arguments>

export const productFields = {
  legacyResourceId: ((product) => String(product.numericId)) as OfProduct,
  createdAt: ((product) => dateTime(product.createdAtMs)) as OfProduct,
  updatedAt: ((product) => dateTime(product.updatedAtMs)) as OfProduct,
  descriptionHtml: ((product) => product.descriptionHtml ?? '') as OfProduct,
  mediaCount: ((product) => exactCount(product.mediaCount ?? 0)) as OfProduct,
  variantsCount: ((product) => exactCount(product.variants.length)) as OfProduct,
  publishedAt: ((product) => dateTime(product.createdAtMs)) as OfProduct,
  hasOnlyDefaultVariant: ((product) => !hasOptions(product)) as OfProduct,
  tracksInventory: ((product) => product.variants.some((one) => one.tracked)) as OfProduct,
  totalInventory: ((product) =>
    product.variants.reduce((sum, one) => sum + availableOf(one), 0)) as OfProduct,
  options: ((product, { first }) => optionsOf(product).slice(0, first ?? undefined)) as OfProduct<{
    first?: number
  }>,
  variants: ((product, args, context) =>
    pageOfList(
      product.variants,
      args,
      context,
      (one) => one.numericId,
    )) as OfProduct<PageArguments>,
}

type OfVariant<Arguments = Record<string, never>> = Resolver<VariantRecord, Arguments>

export const variantFields = {
  legacyResourceId: ((variant) => String(variant.numericId)) as OfVariant,
  createdAt: ((variant) => dateTime(variant.createdAtMs)) as OfVariant,
  updatedAt: ((variant) => dateTime(variant.updatedAtMs)) as OfVariant,
  title: ((variant) => titleOf(variant)) as OfVariant,
  displayName: ((variant) => `${variant.product.title} - ${titleOf(variant)}`) as OfVariant,
  price: ((variant, _args, { world }) =>
    decimalFull(variant.priceMinor, world.settings.currency)) as OfVariant,
  selectedOptions: ((variant) =>
    variant.options.length > 0
      ? variant.options
      : [{ name: 'Title', value: 'Default Title' }]) as OfVariant,
  inventoryItem: ((variant) => itemOf(variant)) as OfVariant,
  inventoryPolicy: ((variant) => variant.policy) as OfVariant,
  inventoryQuantity: ((variant) => availableOf(variant)) as OfVariant,
  requiresComponents: (() => false) as OfVariant,
  availableForSale: ((variant) =>
    !variant.tracked || variant.policy === 'CONTINUE' || availableOf(variant) > 0) as OfVariant,
}

/** An inventory item is the stock side of a variant. */
type Item = { readonly id: string; readonly variant: VariantRecord }
type OfItem<Arguments = Record<string, never>> = Resolver<Item, Arguments>

export function itemOf(variant: VariantRecord): Item {
  return { id: gid('InventoryItem', variant.inventoryItemId), variant }
}

export const inventoryItemFields = {
  legacyResourceId: (({ variant }) => String(variant.inventoryItemId)) as OfItem,
  sku: (({ variant }) => variant.sku) as OfItem,
  tracked: (({ variant }) => variant.tracked) as OfItem,
  requiresShipping: (({ variant }) => variant.requiresShipping) as OfItem,
  createdAt: (({ variant }) => dateTime(variant.createdAtMs)) as OfItem,
  updatedAt: (({ variant }) => dateTime(variant.updatedAtMs)) as OfItem,
  duplicateSkuCount: (({ variant }, _args, { world }) =>
    world.catalog.variantsBySku(variant.sku ?? '').filter((one) => one.sku === variant.sku).length -
    1) as OfItem,
  variants: (({ variant }, args, context) =>
    pageOfList([variant], args, context, (one) => one.numericId)) as OfItem<PageArguments>,
  inventoryLevel: (({ variant }, { locationId, includeInactive }) => {
    const id = numericId('Location', locationId)
    if (id === undefined) throw invalidId()
    const found = variant.levels.find((one) => one.location.numericId === id)
    return found !== undefined && isShown(found, includeInactive) ? found : null
  }) as OfItem<{ locationId: string; includeInactive?: boolean }>,
  inventoryLevels: (({ variant }, args, context) =>
    pageOfList(
      variant.levels.filter((one) => isShown(one, args.includeInactive)),
      args,
      context,
      (one) => one.id,
    )) as OfItem<PageArguments & { includeInactive?: boolean }>,
}

type OfLevel<Arguments = Record<string, never>> = Resolver<StockLevel, Arguments>

export const levelFields = {
  isActive: ((level) => isShown(level)) as OfLevel,
  createdAt: ((level) => dateTime(level.createdAtMs)) as OfLevel,
  updatedAt: ((level) => dateTime(level.updatedAtMs)) as OfLevel,
  item: ((level) => itemOf(level.variant)) as OfLevel,
  quantities: ((level, { names }, { world, staleMs }) =>
    names.flatMap((name) => {
      const seen = seenQuantities(level, staleMs, world.clock.nowMs())
      const quantity = seen[name as keyof StockLevel['quantities']]
      if (quantity === undefined) return []
      const id = level.id.replace('/InventoryLevel/', '/InventoryQuantity/')
      return [{ id: `${id}&name=${name}`, name, quantity, updatedAt: dateTime(level.updatedAtMs) }]
    })) as OfLevel<{ names: readonly string[] }>,
}

type OfLocation<Arguments = Record<string, never>> = Resolver<LocationRecord, Arguments>

export const locationFields = {
  legacyResourceId: ((location) => String(location.numericId)) as OfLocation,
  shipsInventory: ((location) => location.fulfillsOnlineOrders) as OfLocation,
  isFulfillmentService: (() => false) as OfLocation,
  hasActiveInventory: ((location, _args, { world }) =>
    world.catalog
      .variants()
      .some((one) => one.levels.some((level) => level.location === location))) as OfLocation,
  createdAt: ((location) => dateTime(location.createdAtMs)) as OfLocation,
  updatedAt: ((location) => dateTime(location.createdAtMs)) as OfLocation,
  address: (({ city, countryCode }) => ({ city, countryCode, country: countryCode })) as OfLocation,
  inventoryLevels: ((location, args, context) =>
    pageOfList(
      context.world.catalog
        .variants()
        .flatMap((one) => one.levels.filter((level) => level.location === location))
        .filter((one) => isShown(one, args.includeInactive)),
      args,
      context,
      (one) => one.id,
    )) as OfLocation<PageArguments & { includeInactive?: boolean }>,
  inventoryLevel: ((location, { inventoryItemId }, { world }) => {
    const id = numericId('InventoryItem', inventoryItemId)
    const variant = id === undefined ? undefined : world.catalog.variantOfItem(id)
    return variant?.levels.find((one) => one.location === location) ?? null
  }) as OfLocation<{ inventoryItemId: string }>,
}

/** Inactive levels, and those of a closed location, are shown only when asked for. */
function isShown(level: StockLevel, includeInactive?: boolean): boolean {
  return (level.location.isActive && level.inactive !== true) || includeInactive === true
}

function exactCount(count: number): object {
  return { count, precision: 'EXACT' }
}

/** Sold units are gone from it at once, whichever location they lie in. */
export function availableOf(variant: VariantRecord): number {
  return variant.levels.reduce((sum, level) => sum + level.quantities.available, 0)
}

export function titleOf(variant: VariantRecord): string {
  return variant.options.map((option) => option.value).join(' / ') || 'Default Title'
}

function hasOptions(product: ProductRecord): boolean {
  return product.variants.some((variant) => variant.options.length > 0)
}

function optionsOf(product: ProductRecord): object[] {
  const values = new Map<string, Set<string>>()
  for (const { name, value } of product.variants.flatMap((variant) => variant.options)) {
    values.set(name, (values.get(name) ?? new Set()).add(value))
  }
  if (values.size === 0) values.set('Title', new Set(['Default Title']))
  return [...values].map(([name, set], at) => ({
    id: gid('ProductOption', product.numericId * 10 + at),
    name,
    position: at + 1,
    values: [...set],
  }))
}
