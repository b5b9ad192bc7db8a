/**
 * inventoryActivate, inventoryDeactivate and inventoryItemUpdate. Since 2026-04 activating keeps the figures of a level that
 * was there; an active one takes no new figures.
 */
import { itemOf } from '../catalog/catalog-fields.ts'
import { newLevel } from '../catalog/new-level.ts'
import { numericId } from '../gid.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { NotSimulated, topLevelError } from '../graphql/errors.ts'
import { idempotencyWords } from '../idempotency-book.ts'
import type { StockLevel } from '../records.ts'
import {
  announceConnected,
  announceDisconnected,
  announceItem,
  announceProduct,
} from '../webhooks/announce.ts'
import { levelAt, placeError, placeOf } from './named-places.ts'
import { requiredKey } from './once-by-key.ts'

type UserError = { readonly field: readonly string[] | null; readonly message: string }

type Activation = {
  readonly inventoryItemId: string
  readonly locationId: string
  readonly available?: number | null
  readonly onHand?: number | null
}

type Activated = { inventoryLevel: StockLevel | null; userErrors: UserError[] }

export function activate(args: Activation, context: GraphqlContext): Activated {
  const { world } = context
  const key = requiredKey(context)
  const known = world.idempotency.look('inventoryActivate', key, args)
  if (known.kind === 'repeat') return known.answer as Activated
  if (known.kind === 'refused') {
    const message = idempotencyWords[known.code]
    if (world.settings.idempotencyRefusal === 'top-level') throw topLevelError(message, known.code)
    return refusedLevel(null, message)
  }
  const payload = firstTime(args, context)
  if (!context.drop) {
    const kept = payload.inventoryLevel === null ? undefined : payload
    world.idempotency.keep('inventoryActivate', key, args, kept)
  }
  return payload
}

function firstTime(args: Activation, context: GraphqlContext): Activated {
  const { world } = context
  const place = placeOf(world, args)
  if (place === undefined) {
    const error = placeError(world, args, [])
    return refusedLevel([error?.field.at(-1) ?? 'locationId'], error?.message ?? '')
  }
  if (context.refuse) {
    return refusedLevel(['locationId'], "The product couldn't be stocked at the location.")
  }
  const level = levelAt(place)
  if (level !== undefined && level.inactive !== true) {
    if (args.available == null && args.onHand == null) {
      return { inventoryLevel: level, userErrors: [] }
    }
    const what = args.available == null ? 'on hand' : 'available'
    const field = [args.available == null ? 'onHand' : 'available']
    const message = `Not allowed to set ${what} quantity when the item is already active at the location.`
    return refusedLevel(field, message)
  }
  const made = level ?? newLevel(world, place.variant, place.location, 0)
  const units = args.available ?? args.onHand
  if (context.drop) return { inventoryLevel: made, userErrors: [] }
  if (level === undefined) place.variant.levels.push(made)
  made.inactive = false
  if (units != null) Object.assign(made.quantities, { available: units, on_hand: units })
  made.updatedAtMs = world.clock.nowMs()
  context.effects.push(`activated ${place.variant.sku}`)
  announceConnected(world, [made])
  return { inventoryLevel: made, userErrors: [] }
}

function refusedLevel(field: readonly string[] | null, message: string): Activated {
  return { inventoryLevel: null, userErrors: [{ field, message }] }
}

export function deactivate(
  args: { inventoryLevelId: string },
  context: GraphqlContext,
): { userErrors: UserError[] } {
  const { world } = context
  const item = Number(/inventory_item_id=(\d+)/.exec(args.inventoryLevelId)?.[1])
  const variant = world.catalog.variantOfItem(item)
  const level = variant?.levels.find((one) => one.id === args.inventoryLevelId)
  const refused = (message: string) => ({ userErrors: [{ field: ['inventoryLevelId'], message }] })
  if (variant === undefined || level === undefined || level.inactive === true) {
    return refused("The inventory level couldn't be found.")
  }
  const { committed, incoming, reserved } = level.quantities
  if (committed > 0 || incoming > 0 || reserved > 0 || context.refuse) {
    // Own words: the codes of bulk activation name these three reasons.
    return refused(
      "Couldn't deactivate: committed, incoming or reserved inventory at the location.",
    )
  }
  const active = variant.levels.filter((one) => one.inactive !== true)
  if (active.length < 2) return refused("Couldn't deactivate: the item's only location.")
  if (context.drop) return { userErrors: [] }
  level.inactive = true
  level.updatedAtMs = world.clock.nowMs()
  context.effects.push(`deactivated ${variant.sku}`)
  announceDisconnected(world, level)
  return { userErrors: [] }
}

type ItemInput = Readonly<Record<string, unknown>> & {
  readonly tracked?: boolean | null
  readonly sku?: string | null
}

export function updateItem(
  args: { id: string; input: ItemInput },
  context: GraphqlContext,
): { inventoryItem: object | null; userErrors: UserError[] } {
  const { world } = context
  const { tracked, sku, ...others } = args.input
  const [other] = Object.keys(others)
  if (other !== undefined) throw new NotSimulated(`inventoryItemUpdate of ${other}`)
  const variant = world.catalog.variantOfItem(numericId('InventoryItem', args.id) ?? -1)
  if (variant === undefined || context.refuse) {
    const message = "The inventory item couldn't be found."
    return { inventoryItem: null, userErrors: [{ field: ['id'], message }] }
  }
  if (!context.drop) {
    if (tracked != null) variant.tracked = tracked
    if (sku !== undefined) world.catalog.rename(variant, sku)
    variant.updatedAtMs = world.clock.nowMs()
    variant.product.updatedAtMs = variant.updatedAtMs
    context.effects.push(`changed item of ${variant.sku}`)
    announceItem(world, variant)
    announceProduct(world, 'PRODUCTS_UPDATE', variant.product)
  }
  return { inventoryItem: itemOf(variant), userErrors: [] }
}
