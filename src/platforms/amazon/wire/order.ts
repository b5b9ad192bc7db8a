/**
 * An order of the Orders API 2026-01-01 as far as we read it. Amazon's "enums" are open sets and stay
 * text here. Required is what the model requires; `fulfillment` and the like come by `includedData`.
 * Source: model orders_2026-01-01 (commit 34dc93fe, 2026-08-05).
 */
import { z } from 'zod'
import { wireCount, wireMoney, wireName, wireText, wireTime } from './values.ts'

const dateRange = z.object({ latestDateTime: wireTime.nullish() })

export const wireAddress = z.object({
  name: wireText.nullish(),
  companyName: wireText.nullish(),
  addressLine1: wireText.nullish(),
  addressLine2: wireText.nullish(),
  addressLine3: wireText.nullish(),
  city: wireText.nullish(),
  districtOrCounty: wireText.nullish(),
  stateOrRegion: wireText.nullish(),
  municipality: wireText.nullish(),
  postalCode: wireText.nullish(),
  countryCode: wireText.nullish(),
  phone: wireText.nullish(),
})

const orderBreakdown = z.object({
  type: wireName,
  status: wireName.nullish(),
  subtotal: wireMoney,
  detailedBreakdowns: z
    .array(z.object({ subtype: wireText.nullish(), value: wireMoney.nullish() }))
    .nullish(),
})

const itemFulfillment = z.object({
  quantityFulfilled: wireCount.nullish(),
  quantityUnfulfilled: wireCount.nullish(),
  packing: z
    .object({
      giftOption: z
        .object({ giftMessage: wireText.nullish(), giftWrapLevel: wireText.nullish() })
        .nullish(),
    })
    .nullish(),
})

const wireItem = z.object({
  orderItemId: wireName,
  quantityOrdered: wireCount,
  programs: z.array(wireName).nullish(),
  product: z.object({
    asin: wireText.nullish(),
    title: wireText.nullish(),
    sellerSku: wireText.nullish(),
    price: z.object({ unitPrice: wireMoney.nullish() }).nullish(),
    customization: z.object({ customizedUrl: wireText.nullish() }).nullish(),
  }),
  proceeds: z
    .object({ proceedsTotal: wireMoney.nullish(), breakdowns: z.array(orderBreakdown).nullish() })
    .nullish(),
  promotion: z
    .object({ breakdowns: z.array(z.object({ promotionId: wireText.nullish() })).nullish() })
    .nullish(),
  cancellation: z.object({ cancellationRequest: z.object({}).nullish() }).nullish(),
  fulfillment: itemFulfillment.nullish(),
  tax: z
    .object({ taxCollections: z.array(z.object({ model: wireText.nullish() })).nullish() })
    .nullish(),
})

const wirePackage = z.object({
  packageReferenceId: wireName,
  packageStatus: z.object({ status: wireText.nullish() }).nullish(),
  carrier: wireText.nullish(),
  shipTime: wireTime.nullish(),
  trackingNumber: wireText.nullish(),
  packageItems: z.array(z.object({ orderItemId: wireName, quantity: wireCount })).nullish(),
})

export const wireOrder = z
  .object({
    orderId: wireText.pipe(z.string().regex(/^\d{3}-\d{7}-\d{7}$/)),
    createdTime: wireTime,
    lastUpdatedTime: wireTime,
    programs: z.array(wireName).nullish(),
    associatedOrders: z
      .array(z.object({ orderId: wireText.nullish(), associationType: wireText.nullish() }))
      .nullish(),
    salesChannel: z.object({
      channelName: wireName,
      marketplaceId: wireText.nullish(),
      marketplaceName: wireText.nullish(),
    }),
    buyer: z.object({ buyerName: wireText.nullish() }).nullish(),
    recipient: z.object({ deliveryAddress: wireAddress.nullish() }).nullish(),
    proceeds: z
      .object({ grandTotal: wireMoney.nullish(), breakdowns: z.array(orderBreakdown).nullish() })
      .nullish(),
    fulfillment: z
      .object({
        fulfillmentStatus: wireName,
        fulfilledBy: wireText.nullish(),
        fulfillmentServiceLevel: wireText.nullish(),
        shipByWindow: dateRange.nullish(),
        deliverByWindow: dateRange.nullish(),
      })
      .nullish(),
    orderItems: z.array(wireItem),
    packages: z.array(wirePackage).nullish(),
  })
  .superRefine((order, context) => {
    const seen = new Set<string>()
    for (const [index, item] of order.orderItems.entries()) {
      const path = ['orderItems', index, 'orderItemId']
      if (seen.has(item.orderItemId)) context.addIssue({ code: 'custom', path, message: 'twice' })
      seen.add(item.orderItemId)
    }
  })

export type WireOrder = z.infer<typeof wireOrder>
export type WireItem = WireOrder['orderItems'][number]
export type WireBreakdown = z.infer<typeof orderBreakdown>
export type WireAddress = z.infer<typeof wireAddress>
