/**
 * Verifies and reads Shopify's webhooks. The payload is the old REST shape and may be stale, so all that
 * is taken from it is which thing to read again; nothing personal leaves this file.
 * Source: shopify.dev, verify deliveries and delivery structure, read 2026-11-22.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { id, type ShopifyOrderGid } from '../../core/ids.ts'

/** What to look at again. */
export type ShopEvent =
  | { readonly kind: 'order'; readonly gid: ShopifyOrderGid; readonly updatedAtMs: number | null }
  | { readonly kind: 'order-deleted'; readonly gid: ShopifyOrderGid }
  | { readonly kind: 'stock'; readonly inventoryItemGid: string }
  | { readonly kind: 'product'; readonly productGid: string }
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
const stockLevel = z.object({ inventory_item_id: numericId })

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
      if (verb !== 'edited') return orderEvent(body, verb === 'delete')
      return readAs(edit, body, (of) => order(gidOf('Order', of.order_edit.order_id), null))
    case 'refunds':
    case 'fulfillments':
    case 'order_transactions':
      return readAs(ofOrder, body, (of) => order(gidOf('Order', of.order_id), null))
    case 'inventory_levels':
      return readAs(stockLevel, body, (level) => stock(level.inventory_item_id))
    case 'inventory_items':
      return readAs(thing, body, (item) => stock(item.id))
    case 'products':
      return readAs(thing, body, (product) => {
        const productGid = product.admin_graphql_api_id ?? gidOf('Product', product.id)
        return { kind: 'product', productGid }
      })
    default:
      return { kind: 'ignored' }
  }
}

function orderEvent(body: unknown, deleted: boolean): ShopEvent | undefined {
  return readAs(thing, body, (read) => {
    const gid = read.admin_graphql_api_id ?? gidOf('Order', read.id)
    if (deleted) return { kind: 'order-deleted', gid: id('ShopifyOrderGid', gid) }
    const updatedAtMs = Date.parse(read.updated_at ?? '')
    return order(gid, Number.isNaN(updatedAtMs) ? null : updatedAtMs)
  })
}

function order(gid: string, updatedAtMs: number | null): ShopEvent {
  return { kind: 'order', gid: id('ShopifyOrderGid', gid), updatedAtMs }
}

function stock(inventoryItemId: number | string): ShopEvent {
  return { kind: 'stock', inventoryItemGid: gidOf('InventoryItem', inventoryItemId) }
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
    return JSON.parse(text, exact)
  } catch {
    return undefined
  }
}
