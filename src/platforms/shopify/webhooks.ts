/**
 * Verifies and reads Shopify's webhooks. The payload is the old REST shape and may be stale, so all that
 * is taken from it is which thing to read again; nothing personal leaves this file.
 * Source: shopify.dev, verify deliveries and delivery structure, read 2026-11-22.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { type FulfillmentOrderGid, id, type ShopifyOrderGid } from '../../core/ids.ts'

/** What to look at again. */
export type ShopEvent =
  | {
      readonly kind: 'order'
      readonly gid: ShopifyOrderGid
      /** Null where the payload does not tell it: then nothing that we know is new enough. */
      readonly updatedAtMs: number | null
      /** Something of its life happened: shipped, held, refunded, cancelled, edited, sent back. */
      readonly lifeChanged?: true
    }
  /** Held, released, moved or cancelled; Shopify does not say of which order. */
  | { readonly kind: 'fulfillment-orders'; readonly gids: readonly FulfillmentOrderGid[] }
  | { readonly kind: 'order-deleted'; readonly gid: ShopifyOrderGid }
  | {
      readonly kind: 'stock'
      readonly inventoryItemGid: string
      /** At the location that changed; null where Shopify does not say. */
      readonly available: number | null
    }
  | {
      readonly kind: 'product'
      readonly productGid: string
      /** A hash of all that is told but stock and times; null when it was deleted. */
      readonly shape: string | null
    }
  | { readonly kind: 'uninstalled' }
  | { readonly kind: 'ignored' }

const numericId = z.union([z.number().int().positive(), z.string().regex(/^\d+$/)])
const thing = z.object({
  id: numericId,
  admin_graphql_api_id: z.string().optional(),
  updated_at: z.string().nullish(),
})
const ofOrder = z.object({ order_id: numericId })
const edit = z.object({ order_edit: ofOrder })
/** Returns name their order in two ways, by topic. */
const ofReturn = z.union([ofOrder, z.object({ order: z.object({ id: numericId }) })])
const named = z.object({ id: z.string() }).nullish()
const ofFulfillmentOrders = z.object({
  fulfillment_order: named,
  original_fulfillment_order: named,
  moved_fulfillment_order: named,
  replacement_fulfillment_order: named,
})
const stockLevel = z.object({
  inventory_item_id: numericId,
  available: z.number().nullish().catch(null),
})

/** True when the body was signed with the app's client secret. Compares in constant time. */
export function verifyWebhook(
  rawBody: string | Uint8Array,
  headers: Readonly<Record<string, string | undefined>>,
  secret: string,
): boolean {
  const given = Buffer.from(headers['x-shopify-hmac-sha256'] ?? '', 'base64')
  const right = createHmac('sha256', secret).update(rawBody).digest()
  return given.length === right.length && timingSafeEqual(given, right)
}

/** Reads a verified delivery; undefined when a topic that we use has a body that we cannot read. */
export function readWebhook(topic: string, rawBody: string): ShopEvent | undefined {
  if (topic === 'app/uninstalled') return { kind: 'uninstalled' }
  const [subject, verb] = topic.split('/')
  const body = parseExactly(rawBody)
  switch (subject) {
    case 'orders':
      if (verb === 'edited') return readAs(edit, body, (of) => changed(of.order_edit.order_id))
      return orderEvent(body, verb)
    case 'refunds':
    case 'fulfillments':
    case 'order_transactions':
      return readAs(ofOrder, body, (of) => changed(of.order_id))
    case 'returns':
      return readAs(ofReturn, body, (of) => changed('order' in of ? of.order.id : of.order_id))
    case 'fulfillment_orders':
      return fulfillmentOrdersEvent(body)
    case 'inventory_levels':
      return readAs(stockLevel, body, (level) =>
        stock(level.inventory_item_id, level.available ?? null),
      )
    case 'inventory_items':
      return readAs(thing, body, (item) => stock(item.id, null))
    case 'products':
      return readAs(thing, body, (product) => {
        const productGid = product.admin_graphql_api_id ?? gidOf('Product', product.id)
        return { kind: 'product', productGid, shape: verb === 'delete' ? null : shapeOf(body) }
      })
    default:
      return { kind: 'ignored' }
  }
}

function orderEvent(body: unknown, verb: string | undefined): ShopEvent | undefined {
  return readAs(thing, body, (read) => {
    const gid = id('ShopifyOrderGid', read.admin_graphql_api_id ?? gidOf('Order', read.id))
    if (verb === 'delete') return { kind: 'order-deleted', gid }
    if (verb === 'cancelled') return changed(read.id)
    const updatedAtMs = Date.parse(read.updated_at ?? '')
    return { kind: 'order', gid, updatedAtMs: Number.isNaN(updatedAtMs) ? null : updatedAtMs }
  })
}

function changed(orderId: number | string): ShopEvent {
  const gid = id('ShopifyOrderGid', gidOf('Order', orderId))
  return { kind: 'order', gid, updatedAtMs: null, lifeChanged: true }
}

/** Undefined when it names none: a shape that we do not know. */
function fulfillmentOrdersEvent(body: unknown): ShopEvent | undefined {
  const read = ofFulfillmentOrders.safeParse(body)
  const found = read.success ? Object.values(read.data).flatMap((one) => one?.id ?? []) : []
  if (found.length === 0) return undefined
  return { kind: 'fulfillment-orders', gids: found.map((gid) => id('FulfillmentOrderGid', gid)) }
}

function stock(inventoryItemId: number | string, available: number | null): ShopEvent {
  return { kind: 'stock', inventoryItemGid: gidOf('InventoryItem', inventoryItemId), available }
}

/** Words of a product's payload that an order changes, and that say nothing of what it is. */
const volatile: ReadonlySet<string> = new Set([
  'updated_at',
  'inventory_quantity',
  'old_inventory_quantity',
])

function shapeOf(body: unknown): string {
  const text = JSON.stringify(body, (key, value) => (volatile.has(key) ? undefined : value))
  return createHash('sha256').update(text).digest('base64')
}

function gidOf(type: string, numeric: number | string): string {
  return `gid://shopify/${type}/${numeric}`
}

function readAs<Shape>(
  shape: z.ZodType<Shape>,
  body: unknown,
  event: (read: Shape) => ShopEvent,
): ShopEvent | undefined {
  const parsed = shape.safeParse(body)
  return parsed.success ? event(parsed.data) : undefined
}

/** Ids may be longer than a float can hold: such a number is kept as its digits. */
function parseExactly(text: string): unknown {
  const exact = (_key: string, value: unknown, context?: { source?: string }): unknown => {
    const digits = context?.source
    const rounded = typeof value === 'number' && !Number.isSafeInteger(value)
    return rounded && digits !== undefined && /^\d+$/.test(digits) ? digits : value
  }
  try {
    // A reviver costs more than the parsing: it is for texts that hold such a number.
    return /\d{16}/.test(text) ? JSON.parse(text, exact) : JSON.parse(text)
  } catch {
    return undefined
  }
}
