/**
 * A verified webhook of Shopify: its id and a mark are committed before the 200, and nothing of its
 * payload is acted on. What it names is read again by GraphQL.
 */
import type { AccountId, FulfillmentOrderGid, ShopifyOrderGid } from '../../core/ids.ts'
import { unreachable } from '../../core/unreachable.ts'
import { noteStockChange } from '../../store/catalogue.ts'
import { takeDeliveries } from '../../store/intake.ts'
import { noteLifeChanged } from '../../store/life.ts'
import { openIncident, ordersHeldFor } from '../../store/outcomes.ts'
import type { Database } from '../../store/pool.ts'
import {
  forgetShopOrder,
  ordersOfFulfillmentOrders,
  shopOrderIsKnown,
} from '../../store/shop-orders.ts'
import { mark } from '../../work/mark.ts'
import { orderKey, productKey, shopOrderKey } from '../keys.ts'

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
  | { readonly kind: 'stock'; readonly inventoryItemGid: string }
  | { readonly kind: 'product'; readonly productGid: string }
  | { readonly kind: 'uninstalled' }
  | { readonly kind: 'ignored' }

const replayMax = 1_000

/** Takes a delivery once; a repeat changes nothing. */
export async function takeWebhook(
  db: Database,
  accountId: AccountId,
  deliveryId: string,
  event: ShopEvent,
): Promise<'taken' | 'repeated'> {
  return db.transaction().execute(async (trx) => {
    const fresh = await takeDeliveries(trx, accountId, 'shopify-webhook', [deliveryId])
    if (!fresh.has(deliveryId)) return 'repeated'
    await takeEvent(trx, accountId, event)
    return 'taken'
  })
}

async function takeEvent(trx: Database, accountId: AccountId, event: ShopEvent): Promise<void> {
  switch (event.kind) {
    case 'ignored':
      return
    case 'order': {
      const { gid, updatedAtMs } = event
      if (event.lifeChanged === true) {
        const orderIds = await noteLifeChanged(trx, accountId, gid)
        await mark(
          trx,
          orderIds.map((orderId) => orderKey(accountId, orderId, 'intake')),
        )
      }
      const known =
        updatedAtMs !== null && (await shopOrderIsKnown(trx, accountId, gid, updatedAtMs))
      if (!known) await mark(trx, [shopOrderKey(accountId, gid)])
      return
    }
    case 'fulfillment-orders':
      for (const gid of await ordersOfFulfillmentOrders(trx, accountId, event.gids)) {
        await takeEvent(trx, accountId, {
          kind: 'order',
          gid,
          updatedAtMs: null,
          lifeChanged: true,
        })
      }
      return
    case 'order-deleted': {
      const orderIds = await forgetShopOrder(trx, accountId, event.gid)
      await mark(
        trx,
        orderIds.map((orderId) => orderKey(accountId, orderId, 'intake')),
      )
      return
    }
    case 'stock': {
      const skus = await noteStockChange(trx, accountId, [event.inventoryItemGid])
      if (skus.length === 0) return
      // A line may have matched by title or mapping, so every order that waits for stock looks again.
      const held = await ordersHeldFor(trx, accountId, {
        codes: ['UNABLE_TO_RESERVE_INVENTORY'],
        skus: null,
        limit: replayMax,
      })
      await mark(
        trx,
        held.map((orderId) => orderKey(accountId, orderId, 'intake')),
      )
      return
    }
    case 'product':
      return mark(trx, [productKey(accountId, event.productGid)])
    case 'uninstalled':
      return openIncident(trx, accountId, { orderId: null, code: 'APP_UNINSTALLED', detail: {} })
    default:
      return unreachable(event)
  }
}
