/**
 * What a person or a test may set about the simulated Amazon account. Each field whose comment says "unproven" stands
 * for a thing that Amazon does not document: tests should pass with either value.
 */
import { z } from 'zod'

export const settingsSchema = z.strictObject({
  /** Restricted role Direct-to-Consumer Delivery: names, street, postcode, phone, mail, gift message. */
  directToConsumerRole: z.boolean(),
  /** A restricted tax role: the buyer's name only. */
  taxRole: z.boolean(),
  /** The relay address of the buyer; since 2026 often missing although the role is there. */
  buyerEmails: z.boolean(),
  /** After how long a change reaches searchOrders. The two-minute rule for upper bounds shrinks with it. */
  searchLagMs: z.int().nonnegative(),
  /** After how long a change reaches getOrder. */
  getOrderLagMs: z.int().nonnegative(),
  /** After how long a write of the seller's application (a confirmed parcel, a feed) is in getOrder and searchOrders. */
  writeLagMs: z.int().nonnegative(),
  /** After how long a confirmed parcel is IN_TRANSIT, and DELIVERED; 0: only when a control verb says so. */
  inTransitAfterMs: z.int().nonnegative(),
  deliveredAfterMs: z.int().nonnegative(),
  /** Amazon cancels this many business days after the latest ship date; 0: never. For orders placed from then on. */
  autoCancelBusinessDays: z.int().nonnegative(),
  /** After how long a transaction is in listTransactions. */
  financesLagMs: z.int().nonnegative(),
  /** How long transactions are DEFERRED; 0: they are RELEASED at once. */
  deferralMs: z.int().nonnegative(),
  /** Unproven: the words of breakdowns, with spaces as in the model's example or as one word. */
  financesWords: z.enum(['model', 'observed']),
  /** The unreleased REST cancelOrder is there, and takes this long. */
  restCancelOrder: z.boolean(),
  cancelOrderMs: z.int().nonnegative(),
  /** How long a feed is IN_QUEUE, and then IN_PROGRESS. */
  feedQueueMs: z.int().nonnegative(),
  feedProcessMs: z.int().nonnegative(),
  /** How long a report is IN_QUEUE, and then IN_PROGRESS. */
  reportQueueMs: z.int().nonnegative(),
  reportProcessMs: z.int().nonnegative(),
  /** Whether documents of reports and processing reports come as GZIP. */
  gzipDocuments: z.boolean(),
  /** Unproven: whether an AdjustedItem without ItemPriceAdjustments, for a cancelled quantity alone, breaks the whole feed. */
  cancelledQuantityNeedsAmounts: z.boolean(),
  /** Unproven: whether a refund of units that were not shipped is refused, or waits for their shipment. */
  earlyRefunds: z.enum(['refused', 'wait']),
  /** Unproven: whether confirmShipment refuses a ship date in the future or before the order. */
  checksShipDate: z.boolean(),
  notificationDelayMs: z.int().nonnegative(),
  /** Unproven: whether TimeOfOrderChange of a notification is the lastUpdatedTime (0), or later by so much. */
  changeTimeAheadMs: z.int().nonnegative(),
  /** Unproven: whether DISCOUNT amounts come negative or positive. */
  discountSign: z.enum(['negative', 'positive']),
  /** Unproven: whether prices are there while an order is PENDING. */
  pendingShowsMoney: z.boolean(),
  /** Unproven: whether a delivery tip is part of the grand total. */
  tipInGrandTotal: z.boolean(),
  /** Unproven: whether quantityOrdered stays when an item is cancelled, or becomes 0. */
  cancelledKeepsQuantity: z.boolean(),
  /** After how long an accepted patch of a listing shows. */
  listingLagMs: z.int().nonnegative(),
  /** Unproven: what the channel DEFAULT does on a listing that Amazon fulfils: a second entry, or the only one. */
  defaultOnFba: z.enum(['duplicates', 'converts']),
  /** Unproven: whether units of an order that the buyer or Amazon cancels go back on sale by themselves. */
  buyerCancelBackOnSale: z.boolean(),
  /** Unproven: flat files of European marketplaces come in ISO-8859-1, or all in UTF-8. */
  flatFileEncoding: z.enum(['by-region', 'utf-8']),
  /** The roles Product Listing (listings, feeds of listings) and Amazon Fulfillment (either suffices for FBA stock). */
  productListingRole: z.boolean(),
  amazonFulfillmentRole: z.boolean(),
  sellingPlan: z.enum(['PROFESSIONAL', 'INDIVIDUAL']),
  accountKind: z.enum(['seller', 'vendor']),
  /** Marketplaces where the seller takes part. */
  participations: z.array(z.string()),
  /** Of those, the ones whose listings are suspended. */
  suspendedIn: z.array(z.string()),
  /** The seller took the authorization back: the refresh token is refused. */
  authorizationRevoked: z.boolean(),
  /** The client secret is past its 180 days or was rotated. */
  secretExpired: z.boolean(),
})

export type AmazonSettings = z.infer<typeof settingsSchema>

export const defaultSettings: AmazonSettings = {
  directToConsumerRole: true,
  taxRole: false,
  buyerEmails: true,
  searchLagMs: 120_000,
  getOrderLagMs: 0,
  writeLagMs: 120_000,
  inTransitAfterMs: 0,
  deliveredAfterMs: 0,
  autoCancelBusinessDays: 0,
  financesLagMs: 172_800_000,
  deferralMs: 0,
  financesWords: 'model',
  restCancelOrder: false,
  cancelOrderMs: 30_000,
  feedQueueMs: 30_000,
  feedProcessMs: 60_000,
  reportQueueMs: 30_000,
  reportProcessMs: 60_000,
  gzipDocuments: false,
  cancelledQuantityNeedsAmounts: false,
  earlyRefunds: 'refused',
  checksShipDate: true,
  notificationDelayMs: 0,
  changeTimeAheadMs: 0,
  discountSign: 'negative',
  pendingShowsMoney: false,
  tipInGrandTotal: true,
  cancelledKeepsQuantity: true,
  listingLagMs: 120_000,
  defaultOnFba: 'duplicates',
  buyerCancelBackOnSale: true,
  flatFileEncoding: 'by-region',
  productListingRole: true,
  amazonFulfillmentRole: true,
  sellingPlan: 'PROFESSIONAL',
  accountKind: 'seller',
  participations: [
    'ATVPDKIKX0DER',
    'A1F83G8C2ARO7P',
    'A1PA6795UKMFR9',
    'A13V1IB3VIYZZH',
    'A2NODRKZP88ZB9',
    'A1VC38T7YXB528',
  ],
  suspendedIn: [],
  authorizationRevoked: false,
  secretExpired: false,
}
