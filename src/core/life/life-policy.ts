/** The settings that the concerns of order life obey; each changes the next decision. */
import type { MethodRule } from '../shipments/shipping-methods.ts'

export type LaneState = 'watch' | 'live'

export type LifePolicy = {
  /** Amazon cannot show what it took any sooner: its first read-back has this age. */
  readonly shownAfterMs: number
  /** After an accepted call the other side is read back at these ages of it. */
  readonly readBackMs: readonly number[]
  readonly ship: {
    readonly lane: LaneState
    /** A fulfilment without tracking is held, or confirmed without (and Amazon counts it as such). */
    readonly withoutTracking: 'hold' | 'confirm'
    readonly askBeforeShipping: 'never' | 'flagged' | 'always'
    /** Shopify's carrier name (lower case) to Amazon's code; `other` stands for Other with that name. */
    readonly carriers: readonly CarrierRule[]
    /** What the shop calls Amazon's service levels, where it has names of its own. */
    readonly methods: readonly MethodRule[]
    /** Labels of Prime orders come from Buy Shipping; a foreign one is confirmed only with a yes. */
    readonly primeForeignLabel: 'ask' | 'confirm'
    /** Amazon's ship-by is written into Shopify as the deadline of the fulfilment orders. */
    readonly showShipBy: boolean
  }
  readonly cancel: {
    readonly lane: LaneState
    readonly buyerRequests: 'ask' | 'accept'
    readonly restock: boolean
    /** Whole orders are cancelled by Amazon's direct call, where it is offered. */
    readonly direct: boolean
  }
  readonly refund: {
    readonly lane: LaneState
    /** Tax that Amazon collected as the marketplace is refunded by Amazon itself unless set. */
    readonly marketplaceTax: boolean
    /** An adopted order's money waits until the other app is gone. */
    readonly adoptedMoney: 'ask' | 'allowed'
    /** Amazon tells of each booking through a queue, so its silence means something. */
    readonly hearsAmazon: boolean
  }
  readonly feedback: {
    readonly lane: LaneState
    readonly on: boolean
    /** Days after the latest delivery date. */
    readonly afterDays: number
  }
  readonly returns: {
    readonly lane: LaneState
    /** A return on Amazon is opened in Shopify too. */
    readonly mirror: boolean
  }
  readonly purge: {
    /** With our own copy of the buyer's data the one in the Shopify order goes too. */
    readonly shopify: boolean
  }
}

export type CarrierRule = {
  readonly shopify: string
  readonly marketplaceId: string | null
  readonly amazonCode: string
}

export const watchEverything: LifePolicy = {
  shownAfterMs: 120_000,
  readBackMs: [30_000, 120_000, 600_000],
  ship: {
    lane: 'watch',
    withoutTracking: 'hold',
    askBeforeShipping: 'flagged',
    carriers: [],
    methods: [],
    primeForeignLabel: 'ask',
    showShipBy: true,
  },
  cancel: { lane: 'watch', buyerRequests: 'ask', restock: true, direct: false },
  refund: { lane: 'watch', marketplaceTax: false, adoptedMoney: 'ask', hearsAmazon: false },
  feedback: { lane: 'watch', on: false, afterDays: 7 },
  returns: { lane: 'watch', mirror: false },
  purge: { shopify: true },
}
