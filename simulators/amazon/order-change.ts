/**
 * The ORDER_CHANGE notification in its published envelope (schema OrderChangeNotification, models of 2026-08-05): PascalCase,
 * and the status words of Orders v0, not those of Orders 2026-01-01.
 */
import type { OrderEvent } from './change-order.ts'
import {
  type FulfillmentStatus,
  isPending,
  type OrderItem,
  type OrderRecord,
} from './order-shape.ts'
import type { AmazonSettings } from './settings.ts'

export type EnvelopeParts = {
  readonly record: OrderRecord
  readonly event: OrderEvent
  readonly sellerId: string
  readonly applicationId: string
  readonly subscriptionId: string
  readonly notificationId: string
  readonly publishMs: number
  readonly settings: AmazonSettings
  /** Item level: the one item that it is about. */
  readonly onlyItemId?: string
}

/** One notification, ready to be sent as JSON. */
export function orderChangeEnvelope(parts: EnvelopeParts): unknown {
  const { record, event, onlyItemId } = parts
  const publishTime = new Date(parts.publishMs).toISOString()
  return {
    NotificationVersion: '1.0',
    NotificationType: 'ORDER_CHANGE',
    PayloadVersion: '1.0',
    EventTime: publishTime,
    Payload: {
      OrderChangeNotification: {
        NotificationLevel: onlyItemId === undefined ? 'OrderLevel' : 'OrderItemLevel',
        SellerId: parts.sellerId,
        AmazonOrderId: record.order.orderId,
        OrderChangeType: event.type,
        OrderChangeTrigger: {
          TimeOfOrderChange: changeTime(parts),
          ChangeReason: event.reason,
        },
        Summary: summary(parts),
      },
    },
    NotificationMetadata: {
      ApplicationId: parts.applicationId,
      SubscriptionId: parts.subscriptionId,
      PublishTime: publishTime,
      NotificationId: parts.notificationId,
    },
  }
}

function changeTime({ record, settings }: EnvelopeParts): string {
  const updatedMs = Date.parse(record.order.lastUpdatedTime)
  return new Date(updatedMs + settings.changeTimeAheadMs).toISOString()
}

const v0Status: Readonly<Record<FulfillmentStatus, string>> = {
  PENDING_AVAILABILITY: 'PendingAvailability',
  PENDING: 'Pending',
  UNSHIPPED: 'Unshipped',
  PARTIALLY_SHIPPED: 'PartiallyShipped',
  SHIPPED: 'Shipped',
  CANCELLED: 'Canceled',
  UNFULFILLABLE: 'Unfulfillable',
}

const v0Programs: Readonly<Record<string, string>> = {
  AMAZON_BUSINESS: 'Business',
  PRIME: 'Prime',
  PREMIUM: 'Premium',
  INVOICE_BY_AMAZON: 'IBA',
}

function summary(parts: EnvelopeParts): unknown {
  const { record, settings, onlyItemId, publishMs } = parts
  const { order, status } = record
  const { fulfilledBy, shipByWindow, deliverByWindow } = order.fulfillment
  const items = order.orderItems.filter(
    (item) => onlyItemId === undefined || item.orderItemId === onlyItemId,
  )
  const hasAddress =
    settings.directToConsumerRole && !isPending(status) && record.personalDataFromMs <= publishMs
  const count = (pick: (item: OrderItem) => number | undefined): number =>
    order.orderItems.reduce((all, item) => all + (pick(item) ?? 0), 0)
  const programs = (order.programs ?? []).flatMap((program) => v0Programs[program] ?? [])
  if ((order.associatedOrders ?? []).length > 0) programs.push('Replacement')
  const merchant = fulfilledBy !== 'AMAZON'
  return {
    MarketplaceId: order.salesChannel.marketplaceId,
    OrderStatus: v0Status[status],
    PurchaseDate: order.createdTime,
    DestinationPostalCode: (hasAddress && order.recipient?.deliveryAddress?.postalCode) || null,
    FulfillmentType: merchant ? 'MFN' : 'AFN',
    OrderType: order.programs?.includes('PREORDER') === true ? 'Preorder' : 'StandardOrder',
    NumberOfItemsShipped: count((item) => item.fulfillment?.quantityFulfilled),
    NumberOfItemsUnshipped: count((item) => item.fulfillment?.quantityUnfulfilled),
    ...(merchant && !isPending(status) ? times('Delivery', deliverByWindow) : {}),
    ...(isPending(status) ? {} : times('Ship', shipByWindow)),
    ...(programs.length === 0 ? {} : { OrderPrograms: programs }),
    OrderItems: items.map(orderItem),
  }
}

function times(
  what: 'Ship' | 'Delivery',
  range: { earliestDateTime?: string; latestDateTime?: string } | undefined,
): Record<string, string> {
  return {
    ...(range?.earliestDateTime ? { [`Earliest${what}Date`]: range.earliestDateTime } : {}),
    ...(range?.latestDateTime ? { [`Latest${what}Date`]: range.latestDateTime } : {}),
  }
}

function orderItem(item: OrderItem): unknown {
  return {
    OrderItemId: item.orderItemId,
    SellerSKU: item.product.sellerSku ?? '',
    SupplySourceId: null,
    Quantity: item.quantityOrdered,
    QuantityShipped: item.fulfillment?.quantityFulfilled ?? 0,
    IsBuyerRequestedCancel: item.cancellation?.cancellationRequest !== undefined,
  }
}
