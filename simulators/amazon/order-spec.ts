/**
 * What a person or a test says about an order to be placed; everything left out gets a believable value. Amounts are
 * decimal strings in the marketplace's currency. Checked at the control door, used as a plain type in memory.
 */
import { z } from 'zod'
import { breakages, fulfillmentStatuses } from './order-shape.ts'

const amount = z.string().regex(/^-?\d+(\.\d+)?$/)

export const lineSchema = z.strictObject({
  /** An Amazon SKU; one of the catalogue brings ASIN, title, price and who fulfils it. */
  sku: z.string().optional(),
  asin: z.string().optional(),
  title: z.string().optional(),
  quantity: z.int().positive().optional(),
  unitPrice: amount.optional(),
  shipping: amount.optional(),
  /** Reductions as positive amounts, whatever the sign on the wire. */
  itemDiscount: amount.optional(),
  shippingDiscount: amount.optional(),
  promotionIds: z.array(z.string()).optional(),
  giftWrap: amount.optional(),
  giftWrapLevel: z.string().optional(),
  giftMessage: z.string().optional(),
  codFee: amount.optional(),
  other: amount.optional(),
  pointsGranted: z.int().positive().optional(),
  customizedUrl: z.string().optional(),
  programs: z.array(z.string()).optional(),
  quantityFulfilled: z.int().nonnegative().optional(),
})

export const orderSpecSchema = z.strictObject({
  orderId: z.string().optional(),
  sellerOrderId: z.string().optional(),
  marketplaceId: z.string().optional(),
  /** World time; or how long ago. The last change is at the same time unless said otherwise. */
  createdMs: z.int().optional(),
  createdAgoMs: z.int().nonnegative().optional(),
  updatedAgoMs: z.int().nonnegative().optional(),
  /** When the last moment to ship is, from now on; negative when it is over. By default a whole day of its service. */
  shipInMs: z.int().optional(),
  status: z.enum(fulfillmentStatuses).optional(),
  fulfilledBy: z.enum(['MERCHANT', 'AMAZON']).optional(),
  channelName: z.enum(['AMAZON', 'NON_AMAZON']).optional(),
  programs: z.array(z.string()).optional(),
  serviceLevel: z.string().optional(),
  lines: z.array(lineSchema).min(1).optional(),
  taxMode: z.enum(['none', 'included', 'on-top']).optional(),
  taxPercent: z.number().nonnegative().optional(),
  /** Amazon collects and pays the tax (MARKETPLACE_FACILITATOR). */
  taxCollectedByAmazon: z.boolean().optional(),
  tip: amount.optional(),
  tipStatus: z.enum(['PENDING', 'FINALIZED']).optional(),
  business: z
    .strictObject({ companyName: z.string(), purchaseOrderNumber: z.string().optional() })
    .optional(),
  replacementOf: z.string().optional(),
  exchangeOf: z.string().optional(),
  paymentMethod: z.string().optional(),
  /** Never there, or only after some time. */
  personalData: z
    .union([z.literal('missing'), z.strictObject({ afterMs: z.int().nonnegative() })])
    .optional(),
  /** Replaces parts of the invented recipient: marked data for privacy tests, for example. */
  recipient: z.record(z.string(), z.string()).optional(),
  buyerName: z.string().optional(),
  /** The grand total is wrong by this much. */
  totalOffBy: amount.optional(),
  /** Puts a word on the wire that no model knows. */
  unknown: z.enum(['status', 'program', 'proceeds-type', 'fulfilled-by']).optional(),
  broken: z.enum(breakages).optional(),
  /** Whether ORDER_CHANGE is sent; by default for orders of the last two minutes. */
  notify: z.boolean().optional(),
})

export type LineSpec = z.infer<typeof lineSchema>
export type OrderSpec = z.infer<typeof orderSpecSchema>
