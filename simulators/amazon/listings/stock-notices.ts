/**
 * LISTINGS_ITEM_MFN_QUANTITY_CHANGE and FBA_INVENTORY_AVAILABILITY_CHANGES as Amazon's schemas have them (models of
 * 2026-08-05): PascalCase, and the payload without a name of its own around it.
 */
import type { Announcement, EnvelopeIds } from '../delivery.ts'
import type { FbaStock } from './fba-stock.ts'
import { merchantChannel } from './listing.ts'

export function quantityNotice(sku: string, quantity: number): Announcement {
  const type = 'LISTINGS_ITEM_MFN_QUANTITY_CHANGE'
  return {
    type,
    subject: sku,
    envelope: (ids) =>
      envelope(type, ids, {
        SellerId: ids.sellerId,
        FulfillmentChannelCode: merchantChannel,
        Sku: sku,
        Quantity: quantity,
      }),
  }
}

export function availabilityNotice(
  stock: FbaStock,
  marketplaceIds: readonly string[],
): Announcement {
  const type = 'FBA_INVENTORY_AVAILABILITY_CHANGES'
  return {
    type,
    subject: stock.sku,
    envelope: (ids) =>
      envelope(type, ids, {
        SellerId: ids.sellerId,
        FNSKU: stock.fnSku,
        ASIN: stock.asin,
        SKU: stock.sku,
        FulfillmentInventoryByMarketplace: marketplaceIds.map((MarketplaceId) => ({
          MarketplaceId,
          ItemName: stock.title,
          FulfillmentInventory: inventory(stock),
          Stores: [],
        })),
      }),
  }
}

function inventory(stock: FbaStock): unknown {
  return {
    InboundQuantityBreakdown: {
      Working: stock.inboundWorking,
      Shipped: stock.inboundShipped,
      Receiving: stock.inboundReceiving,
    },
    Fulfillable: stock.fulfillable,
    Unfulfillable: stock.customerDamaged + stock.warehouseDamaged,
    Researching: stock.researching,
    ReservedQuantityBreakdown: {
      WarehouseProcessing: stock.fcProcessing,
      WarehouseTransfer: stock.pendingTransshipment,
      PendingCustomerOrder: stock.pendingCustomerOrder,
    },
    FutureSupplyBuyable: 0,
    PendingCustomerOrderInTransit: 0,
  }
}

function envelope(type: string, ids: EnvelopeIds, payload: unknown): unknown {
  return {
    NotificationVersion: '1.0',
    NotificationType: type,
    PayloadVersion: '1.0',
    EventTime: ids.publishTime,
    Payload: payload,
    NotificationMetadata: {
      ApplicationId: ids.applicationId,
      SubscriptionId: ids.subscriptionId,
      PublishTime: ids.publishTime,
      NotificationId: ids.notificationId,
    },
  }
}
