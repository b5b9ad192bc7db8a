/** The owner's settings for stock, and which rule counts for a SKU in a marketplace. */
import type { LocationGid, MarketplaceId, SellerSku } from '../ids.ts'

export type StockRule = {
  /** Units that are never offered on Amazon. */
  readonly buffer: number
  /** The share of the free units that Amazon may offer, 0 to 100. */
  readonly percent: number
  /** Never more than this. */
  readonly cap: number | null
  /** Fewer than this are shown as 0. */
  readonly floor: number
}

export type RuleFor = Partial<StockRule> & {
  readonly sku: string | null
  readonly marketplaceId: string | null
}

export type GuardTerms = {
  /** More SKUs than this stop a run. */
  readonly skus: number
  /** So does this share of all SKUs, in percent. */
  readonly percent: number
  /** Fewer than this never stop it: in a shop of ten SKUs each one is ten percent. */
  readonly least: number
}

export type StockPolicy = {
  readonly lane: 'watch' | 'live'
  /** Empty: every location that shows stock. */
  readonly locations: readonly LocationGid[]
  readonly base: StockRule
  readonly rules: readonly RuleFor[]
  /** How long after a figure was sent Amazon is asked for it. */
  readonly readBackMs: readonly number[]
  readonly guard: GuardTerms
}

/** Field by field the most particular rule counts: SKU and marketplace, SKU, marketplace, all. */
export function ruleFor(
  policy: Pick<StockPolicy, 'base' | 'rules'>,
  sku: SellerSku,
  marketplaceId: MarketplaceId,
): StockRule {
  const fitting = policy.rules
    .filter((rule) => rule.sku === null || rule.sku === sku)
    .filter((rule) => rule.marketplaceId === null || rule.marketplaceId === marketplaceId)
    .toSorted((one, other) => weight(one) - weight(other))
  return fitting.reduce<StockRule>((found, rule) => overlay(found, rule), policy.base)
}

function weight({ sku, marketplaceId }: RuleFor): number {
  return (sku === null ? 0 : 2) + (marketplaceId === null ? 0 : 1)
}

function overlay(base: StockRule, rule: RuleFor): StockRule {
  return {
    buffer: rule.buffer ?? base.buffer,
    percent: rule.percent ?? base.percent,
    cap: rule.cap === undefined ? base.cap : rule.cap,
    floor: rule.floor ?? base.floor,
  }
}
