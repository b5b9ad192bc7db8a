/**
 * What a shop owner may set, in groups, with the effect of each in a sentence. Strict: an
 * unknown name or value is refused, so that a typing mistake never becomes a silent default.
 */
import { z } from 'zod'
import { noticeSettings } from './notice-settings.ts'
import { stockSettings } from './stock-settings.ts'

export const settingsShape = z
  .strictObject({
    import: z
      .strictObject({
        /** Orders become Shopify orders by themselves; off: they wait in the list. */
        on: z.boolean().default(true),
        /** `watch` decides and records what it would do; `live` does it. */
        lane: z.enum(['watch', 'live']).default('live'),
        /** What happens to a line whose SKU matches nothing. */
        unmapped: z.enum(['hold', 'custom-line']).default('hold'),
        /** An explicit mapping wins over SKU and title. */
        mappingFirst: z.boolean().default(true),
        /** Makes a customer record with the buyer's name, never with contact data. */
        customer: z.enum(['none', 'name']).default('none'),
        /** The gateway that the payment is recorded under. */
        gateway: z.string().min(1).max(64).default('manual'),
        /** How long a create waits for an address that has not come. */
        addressWaitMinutes: z.number().int().min(0).max(120).default(30),
      })
      .prefault({}),
    fulfillment: z
      .strictObject({
        /** FBA orders are listed here, or imported as fulfilled once Amazon shipped them. */
        fba: z.enum(['list', 'import']).default('list'),
        /** Locations that goods may leave from; empty: any. */
        locations: z.array(z.string().startsWith('gid://shopify/Location/')).max(50).default([]),
        /** What happens when Shopify routes an order elsewhere. */
        outside: z.enum(['move', 'hold']).default('move'),
      })
      .prefault({}),
    stock: stockSettings,
    ship: z
      .strictObject({
        /** `watch` shows what it would tell Amazon of shipments; `live` tells it. */
        lane: z.enum(['watch', 'live']).default('watch'),
        /** A fulfilment without tracking waits for you, or is confirmed without (Amazon counts that). */
        withoutTracking: z.enum(['hold', 'confirm']).default('hold'),
        /** Orders with a gift message, customisation or a cancel request wait for "messages checked". */
        askBeforeShipping: z.enum(['never', 'flagged', 'always']).default('flagged'),
        /** Carrier names of Shopify as Amazon's codes; without one it is Other with the name. */
        carriers: z
          .array(
            z.strictObject({
              shopify: z.string().min(1).max(80),
              marketplaceId: z.string().min(1).nullable().default(null),
              amazonCode: z.string().min(1).max(80),
            }),
          )
          .max(500)
          .default([]),
        /** What your shop calls Amazon's service levels, both ways; without a name Amazon's own word. */
        methods: z
          .array(
            z.strictObject({
              serviceLevel: z.string().min(1).max(40),
              marketplaceId: z.string().min(1).nullable().default(null),
              shopify: z.string().trim().min(1).max(80),
            }),
          )
          .max(200)
          .default([]),
        /** A Prime order shipped with another label than Buy Shipping's. */
        primeForeignLabel: z.enum(['ask', 'confirm']).default('ask'),
        /** Amazon's ship-by is shown in Shopify as the deadline of what is to be fulfilled. */
        showShipBy: z.boolean().default(true),
      })
      .prefault({}),
    cancel: z
      .strictObject({
        lane: z.enum(['watch', 'live']).default('watch'),
        /** A buyer who asks to cancel: you are asked, or it is accepted. */
        buyerRequests: z.enum(['ask', 'accept']).default('ask'),
        /** An order cancelled on Amazon gives its units back to the shop's stock. */
        restock: z.boolean().default(true),
        /** A whole order is cancelled by Amazon's direct call, which not every account is offered. */
        direct: z.boolean().default(false),
      })
      .prefault({}),
    refund: z
      .strictObject({
        lane: z.enum(['watch', 'live']).default('watch'),
        /** Also refund tax that Amazon collected as the marketplace. */
        marketplaceTax: z.boolean().default(false),
        /** Money of orders taken over from another app waits for you until that app is gone. */
        adoptedMoney: z.enum(['ask', 'allowed']).default('ask'),
        /** More money events in so many minutes stop for you. */
        stopAt: z
          .strictObject({
            events: z.number().int().min(1).max(10_000).default(20),
            minutes: z.number().int().min(1).max(1_440).default(60),
          })
          .prefault({}),
      })
      .prefault({}),
    feedback: z
      .strictObject({
        /** `watch` shows whom it would ask for a review; `live` asks. */
        lane: z.enum(['watch', 'live']).default('watch'),
        /** Buyers are asked for a review by Amazon, once for an order. */
        on: z.boolean().default(false),
        /** So many days after the latest delivery date; Amazon allows 5 to 30. */
        afterDays: z.number().int().min(5).max(25).default(7),
      })
      .prefault({}),
    returns: z
      .strictObject({
        /** `watch` shows what it would write into Shopify; `live` writes it. */
        lane: z.enum(['watch', 'live']).default('watch'),
        /** A return that was approved on Amazon is opened in Shopify. It moves no money. */
        mirror: z.boolean().default(false),
        /** Your own policy: how long after delivery a return is taken, as the order page shows it. */
        windowDays: z.number().int().min(0).max(365).default(30),
      })
      .prefault({}),
    personal: z
      .strictObject({
        /** When a buyer's data is removed here, it is removed from the Shopify order that was made of it too. */
        purgeShopify: z.boolean().default(true),
      })
      .prefault({}),
    intake: z
      .strictObject({
        pollSeconds: z.number().int().min(5).max(86_400).default(180),
        shopPollSeconds: z.number().int().min(5).max(86_400).default(300),
        settleSeconds: z.number().min(0.1).max(600).default(120),
        pagesPerRun: z.number().int().min(1).max(200).default(20),
        /** Amazon shows what it took no sooner; when it proves to be later, so does the first look. */
        shownAfterSeconds: z.number().min(1).max(3_600).default(120),
        /** How long after a call was taken the other side is read back. */
        readBackSeconds: z
          .array(z.number().min(1).max(86_400))
          .min(1)
          .max(6)
          .default([30, 120, 600]),
        /** A message of a feed waits so long for others of its type; ten minutes in all at most. */
        feedGatherSeconds: z.number().min(0).max(120).default(30),
        /** How long after a feed was sent Amazon is asked for it; later each quarter of an hour. */
        feedAskSeconds: z
          .array(z.number().min(1).max(86_400))
          .min(1)
          .max(8)
          .default([20, 60, 120, 300, 600]),
      })
      .prefault({}),
    notices: noticeSettings,
  })
  .prefault({})

export type Settings = z.output<typeof settingsShape>
