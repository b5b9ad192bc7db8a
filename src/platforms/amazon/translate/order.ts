/**
 * An Orders API 2026-01-01 order in our words. Money stays what Amazon says (line totals, JPY without
 * minor unit); nothing is added up or guessed here. Without its `fulfillment` block an order has no
 * status, so that is unrecognised, which holds.
 */
import { id, parseAmazonOrderId } from '../../../core/ids.ts'
import type {
  AmazonItem,
  AmazonOrder,
  AmazonPackage,
  FulfilledBy,
  OrderStatus,
} from '../../../core/orders/amazon-order.ts'
import type { Unrecognised } from '../../../core/seen.ts'
import type { WireItem, WireOrder } from '../wire/order.ts'
import { translateParts } from './money-parts.ts'
import { filled } from './personal.ts'

const statuses: readonly OrderStatus[] = [
  'PENDING_AVAILABILITY',
  'PENDING',
  'UNSHIPPED',
  'PARTIALLY_SHIPPED',
  'SHIPPED',
  'CANCELLED',
  'UNFULFILLABLE',
]
const fulfillers: readonly FulfilledBy[] = ['MERCHANT', 'AMAZON']
const channels = ['AMAZON', 'NON_AMAZON'] as const
const associations = {
  REPLACEMENT_ORIGINAL_ID: 'replacement',
  EXCHANGE_ORIGINAL_ID: 'exchange',
} as const

/** What an order's field is called when Amazon left it out although we asked. */
const missing = '(missing)'

export function translateOrder(wire: WireOrder): AmazonOrder {
  const { fulfillment, salesChannel } = wire
  return {
    orderId: id('AmazonOrderId', wire.orderId),
    createdAtMs: wire.createdTime,
    lastUpdatedAtMs: wire.lastUpdatedTime,
    status: known(statuses, fulfillment?.fulfillmentStatus),
    fulfilledBy: known(fulfillers, fulfillment?.fulfilledBy),
    channel: known(channels, salesChannel.channelName),
    marketplaceId: named('MarketplaceId', salesChannel.marketplaceId),
    marketplaceName: filled(salesChannel.marketplaceName),
    programs: wire.programs ?? [],
    serviceLevel: filled(fulfillment?.fulfillmentServiceLevel),
    shipByMs: fulfillment?.shipByWindow?.latestDateTime ?? null,
    deliverByMs: fulfillment?.deliverByWindow?.latestDateTime ?? null,
    replaces: replacedBy(wire),
    grandTotal: wire.proceeds?.grandTotal ?? null,
    parts: translateParts(wire.proceeds?.breakdowns),
    items: wire.orderItems.map(translateItem),
    packages: (wire.packages ?? []).map(translatePackage),
  }
}

/** Values of open sets for which `AmazonOrder` has no `Unrecognised` place. */
export function unknownValuesOf(wire: WireOrder): { path: string; value: string }[] {
  const relations = (wire.associatedOrders ?? []).map(({ associationType }, index) => ({
    path: `associatedOrders.${index}.associationType`,
    value: associationType ?? missing,
    known: associationType != null && Object.hasOwn(associations, associationType),
  }))
  const collections = wire.orderItems.flatMap((item, index) =>
    (item.tax?.taxCollections ?? []).map(({ model }) => ({
      path: `orderItems.${index}.tax.taxCollections.model`,
      value: model ?? missing,
      known: model === marketplaceCollects,
    })),
  )
  return [...relations, ...collections]
    .filter((value) => !value.known)
    .map(({ path, value }) => ({ path, value }))
}

const marketplaceCollects = 'MARKETPLACE_FACILITATOR'

function translateItem(item: WireItem): AmazonItem {
  const gift = item.fulfillment?.packing?.giftOption
  return {
    itemId: id('AmazonItemId', item.orderItemId),
    asin: filled(item.product.asin),
    sku: named('SellerSku', item.product.sellerSku),
    title: filled(item.product.title) ?? '',
    quantityOrdered: item.quantityOrdered,
    quantityFulfilled: quantityFulfilled(item),
    ...quantityCancelled(item),
    unitPrice: item.product.price?.unitPrice ?? null,
    parts: translateParts(item.proceeds?.breakdowns),
    total: item.proceeds?.proceedsTotal ?? null,
    promotionIds: (item.promotion?.breakdowns ?? []).flatMap((part) => part.promotionId ?? []),
    taxByMarketplace: (item.tax?.taxCollections ?? []).some(
      (collection) => collection.model === marketplaceCollects,
    ),
    giftWrapLevel: filled(gift?.giftWrapLevel),
    hasGiftMessage: filled(gift?.giftMessage) !== null,
    hasCustomisation: filled(item.product.customization?.customizedUrl) !== null,
    cancelRequested: item.cancellation?.cancellationRequest != null,
    programs: item.programs ?? [],
  }
}

/** Ordered, and neither shipped nor still to be shipped; Amazon names no figure for it. */
function quantityCancelled({
  fulfillment,
  quantityOrdered,
}: WireItem): Pick<AmazonItem, 'quantityCancelled'> {
  const { quantityFulfilled: gone, quantityUnfulfilled: left } = fulfillment ?? {}
  if (gone == null || left == null || gone + left >= quantityOrdered) return {}
  return { quantityCancelled: quantityOrdered - gone - left }
}

function quantityFulfilled({ fulfillment, quantityOrdered }: WireItem): number {
  if (fulfillment?.quantityFulfilled != null) return fulfillment.quantityFulfilled
  if (fulfillment?.quantityUnfulfilled == null) return 0
  return Math.max(0, quantityOrdered - fulfillment.quantityUnfulfilled)
}

function translatePackage(wire: NonNullable<WireOrder['packages']>[number]): AmazonPackage {
  return {
    packageId: wire.packageReferenceId,
    carrier: filled(wire.carrier),
    trackingNumber: filled(wire.trackingNumber),
    shippedAtMs: wire.shipTime ?? null,
    status: filled(wire.packageStatus?.status),
    items: (wire.packageItems ?? []).map(({ orderItemId, quantity }) => ({
      itemId: id('AmazonItemId', orderItemId),
      quantity,
    })),
  }
}

/** The order that this one replaces; relations that we do not know are left to `unknownValuesOf`. */
function replacedBy(wire: WireOrder): AmazonOrder['replaces'] {
  for (const { orderId, associationType } of wire.associatedOrders ?? []) {
    const original = parseAmazonOrderId(orderId ?? '')
    if (associationType == null || original === undefined) continue
    if (!Object.hasOwn(associations, associationType)) continue
    const kind = associations[associationType as keyof typeof associations]
    return { orderId: original, kind }
  }
  return null
}

function known<T extends string>(
  values: readonly T[],
  value: string | null | undefined,
): T | Unrecognised {
  return values.find((candidate) => candidate === value) ?? { unrecognised: value || missing }
}

/** An id as Amazon wrote it: a SKU may begin or end with a space. */
function named<Name extends 'MarketplaceId' | 'SellerSku'>(
  name: Name,
  text: string | null | undefined,
) {
  return text ? id(name, text) : null
}
