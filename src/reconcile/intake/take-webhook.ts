/**
 * A verified webhook of Shopify: its id and a mark are committed before the 200, and nothing of its
 * payload is acted on. What it names is read again by GraphQL.
 */
import type {
  AccountId,
  AmazonOrderId,
  FulfillmentOrderGid,
  ShopifyOrderGid,
} from '../../core/ids.ts'
import { unreachable } from '../../core/unreachable.ts'
import { noteProductShape, noteStockChange } from '../../store/catalogue.ts'
import { takeDeliveries } from '../../store/intake.ts'
import { noteLifeChanged } from '../../store/life.ts'
import { openIncident, ordersShortOf } from '../../store/outcomes.ts'
import type { Database } from '../../store/pool.ts'
import {
  forgetShopOrder,
  ordersOfFulfillmentOrders,
  shopOrderIsKnown,
} from '../../store/shop-orders.ts'
import { type Mark, mark } from '../../work/mark.ts'
import { orderKey, productKey, shopOrderKey } from '../keys.ts'
import { hearShopStock } from '../stock-heard.ts'

/** What a webhook says, in our words; `ignored` for topics that we have no use for. */
export type ShopEvent =
  | {
      readonly kind: 'order'
      readonly gid: ShopifyOrderGid
      readonly updatedAtMs: number | null
      /** A fulfilment, refund, hold or return of it changed, which `updatedAt` need not show. */
      readonly lifeChanged?: boolean
    }
  | { readonly kind: 'fulfillment-orders'; readonly gids: readonly FulfillmentOrderGid[] }
  | { readonly kind: 'order-deleted'; readonly gid: ShopifyOrderGid }
  | {
      readonly kind: 'stock'
      readonly inventoryItemGid: string
      /** A hint only: what it keeps from being tried, the look at the stock of held orders finds. */
      readonly available: number | null
    }
  | {
      readonly kind: 'product'
      readonly productGid: string
      /** The same as last time: nothing to read. Null: it is to be read in any case. */
      readonly shape: string | null
    }
  | { readonly kind: 'uninstalled' }
  | { readonly kind: 'ignored' }

const replayMax = 1_000

export type ShopDelivery = { readonly deliveryId: string; readonly event: ShopEvent }

/**
 * Takes deliveries, all or none of them; a repeat changes nothing. What they say to look at again is
 * marked at the end: a mark holds its row until the commit.
 */
export async function takeWebhooks(
  db: Database,
  accountId: AccountId,
  deliveries: readonly ShopDelivery[],
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const ids = deliveries.map(({ deliveryId }) => deliveryId)
    const fresh = await takeDeliveries(trx, accountId, 'shopify-webhook', ids)
    const news = new Map(deliveries.map(({ deliveryId, event }) => [deliveryId, event]))
    const marks: Mark[] = []
    for (const [deliveryId, event] of news) {
      if (fresh.has(deliveryId)) marks.push(...(await takeEvent(trx, accountId, event)))
    }
    await mark(trx, marks)
  })
}

/** Answers what is to be looked at again. */
async function takeEvent(trx: Database, accountId: AccountId, event: ShopEvent): Promise<Mark[]> {
  const again = (orderIds: readonly AmazonOrderId[]) =>
    orderIds.map((orderId) => orderKey(accountId, orderId, 'intake'))
  switch (event.kind) {
    case 'ignored':
      return []
    case 'order': {
      const { gid, updatedAtMs, lifeChanged } = event
      const changed = lifeChanged === true ? await noteLifeChanged(trx, accountId, gid) : []
      const known =
        updatedAtMs !== null && (await shopOrderIsKnown(trx, accountId, gid, updatedAtMs))
      return [...again(changed), ...(known ? [] : [shopOrderKey(accountId, gid)])]
    }
    case 'fulfillment-orders': {
      const marks: Mark[] = []
      for (const gid of await ordersOfFulfillmentOrders(trx, accountId, event.gids)) {
        const order = { kind: 'order', gid, updatedAtMs: null, lifeChanged: true } as const
        marks.push(...(await takeEvent(trx, accountId, order)))
      }
      return marks
    }
    case 'order-deleted':
      return again(await forgetShopOrder(trx, accountId, event.gid))
    case 'stock': {
      const skus = await hearShopStock(trx, accountId, [event.inventoryItemGid])
      if (event.available !== null && event.available <= 0) return skus
      const variants = await noteStockChange(trx, accountId, [event.inventoryItemGid])
      if (variants.length === 0) return skus
      return [...skus, ...again(await ordersShortOf(trx, accountId, variants, replayMax))]
    }
    case 'product': {
      const { productGid, shape } = event
      const changed = await noteProductShape(trx, accountId, productGid, shape)
      return changed ? [productKey(accountId, productGid)] : []
    }
    case 'uninstalled':
      await openIncident(trx, accountId, { orderId: null, code: 'APP_UNINSTALLED', detail: {} })
      return []
    default:
      return unreachable(event)
  }
}
