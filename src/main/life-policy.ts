/** The settings of order life as its concerns and its readings obey them. */
import type { Settings } from '../config/settings.ts'
import type { LifePolicy } from '../core/life/life-policy.ts'
import type { WatchTerms } from '../store/life-events.ts'

const minuteMs = 60_000
/** What is first seen after nobody looked for so long waits for a person (design rule 5). */
const awayMs = 24 * 60 * minuteMs

export function lifePolicyOf(settings: Settings, hearsAmazon: boolean): LifePolicy {
  const { ship, cancel, refund, feedback, returns } = settings
  return {
    shownAfterMs: settings.intake.shownAfterSeconds * 1_000,
    readBackMs: settings.intake.readBackSeconds.map((seconds) => seconds * 1_000),
    ship: {
      lane: ship.lane,
      withoutTracking: ship.withoutTracking,
      askBeforeShipping: ship.askBeforeShipping,
      carriers: ship.carriers.map((rule) => ({
        shopify: rule.shopify.toLowerCase(),
        marketplaceId: rule.marketplaceId,
        amazonCode: rule.amazonCode,
      })),
      methods: ship.methods,
      primeForeignLabel: ship.primeForeignLabel,
      showShipBy: ship.showShipBy,
    },
    cancel: {
      lane: cancel.lane,
      buyerRequests: cancel.buyerRequests,
      restock: cancel.restock,
      direct: cancel.direct,
    },
    refund: {
      lane: refund.lane,
      marketplaceTax: refund.marketplaceTax,
      adoptedMoney: refund.adoptedMoney,
      hearsAmazon,
    },
    feedback,
    returns: { lane: returns.lane, mirror: returns.mirror },
    purge: { shopify: settings.personal.purgeShopify },
  }
}

export function watchTermsOf({ refund }: Settings): WatchTerms {
  const { events, minutes } = refund.stopAt
  return { awayMs, burst: { events, windowMs: minutes * minuteMs } }
}
