/**
 * The next step for a SKU in a marketplace: read the shop, read Amazon, send the figure, wait or rest. Pure.
 * The states are drawn in docs/rules/stock.md.
 */
import type { Seen } from '../seen.ts'
import { type Figure, figureOf, mayReplace } from './figure.ts'
import type { LinkedSku } from './linked-sku.ts'
import type { StockHold, StockReason } from './reasons.ts'
import { ruleFor, type StockPolicy } from './stock-policy.ts'

export type Sent = {
  readonly quantity: number
  /** World time. */
  readonly atMs: number
  /** How often Amazon was asked for it since. */
  readonly checks: number
  /** How often this very figure was sent. */
  readonly sends: number
  /** In a feed whose report has not come: no other path may touch the SKU. */
  readonly inFeed: boolean
  /** False once Amazon showed it. */
  readonly open: boolean
}

export type SkuView = LinkedSku & {
  /** What Amazon shows of the merchant's channel; absent: it shows no such listing. */
  readonly amazon: Seen<number>
  /** The figure as last decided. */
  readonly stored: { readonly quantity: number | null; readonly asOfMs: number | null } | null
  readonly sent: Sent | null
  readonly refused: {
    readonly quantity: number
    readonly code: string
    readonly text: string
    readonly atMs: number
  } | null
  /** When an order of this SKU was first seen, the newest; Amazon counts it off by itself. */
  readonly lastSaleMs: number | null
  /** Times in the last hour that somebody else changed Amazon's figure. */
  readonly foreignChanges: number
}

export type SkuStep =
  | {
      readonly do: 'look'
      readonly at: 'shop-stock' | 'amazon-listing'
      readonly reason: StockReason
    }
  | {
      readonly do: 'write'
      readonly quantity: number
      readonly from: number
      readonly reason: StockReason
    }
  | { readonly do: 'wait'; readonly untilMs: number; readonly reason: StockReason }
  | {
      readonly do: 'hold'
      readonly code: StockHold
      readonly detail: Readonly<Record<string, unknown>>
      readonly againAtMs: number | null
    }
  | {
      readonly do: 'rest'
      readonly reason: StockReason
      readonly would: { readonly from: number | null; readonly to: number } | null
    }

export type SkuDecision = { readonly figure: Figure; readonly step: SkuStep }

const hourMs = 3_600_000
/** A figure that Amazon refused or never showed is tried again after so long, or as soon as it is another. */
const refusedAgainMs = 6 * hourMs
/** So many foreign changes in an hour are a second program that writes stock. */
export const foreignMax = 5
/** Sendings of one figure that Amazon takes and never shows. */
const sendsMax = 2

export function decideSku(view: SkuView, policy: StockPolicy, nowMs: number): SkuDecision {
  const rule = ruleFor(policy, view.amazonSku, view.marketplaceId)
  const figure = figureOf(view, rule, policy.locations)
  return { figure, step: stepFor(view, figure, policy, nowMs) }
}

function stepFor(view: SkuView, figure: Figure, policy: StockPolicy, nowMs: number): SkuStep {
  if (view.fulfilledBy === 'AMAZON') return rest('FULFILLED_BY_AMAZON')
  if (needsReading(view)) return { do: 'look', at: 'shop-stock', reason: 'SHOP_STOCK_UNREAD' }
  if (figure.is === 'unknown') return holdUnknown(figure)
  const stored = view.stored?.asOfMs ?? null
  if (!mayReplace(stored, figure.asOfMs)) {
    return { do: 'look', at: 'shop-stock', reason: 'SHOP_STOCK_OLDER' }
  }
  if (view.amazon.is === 'absent') return hold('LISTING_GONE', {})
  if (view.amazon.is === 'unknown' || view.fulfilledBy === null) {
    return lookAtAmazon('AMAZON_FIGURE_UNREAD')
  }
  const { value, asOfMs } = view.amazon
  // Amazon has counted that sale off by itself: what it shows now may be right already.
  if (view.lastSaleMs !== null && view.lastSaleMs > asOfMs) return lookAtAmazon('SOLD_ON_AMAZON')
  if (policy.lane === 'watch') {
    const same = value === figure.quantity
    return rest('STOCK_WATCHED', same ? null : { from: value, to: figure.quantity })
  }
  return compare(view, { seen: value, seenAtMs: asOfMs, wanted: figure.quantity }, policy, nowMs)
}

type Compared = { readonly seen: number; readonly seenAtMs: number; readonly wanted: number }

function compare(
  view: SkuView,
  { seen, seenAtMs, wanted }: Compared,
  policy: StockPolicy,
  nowMs: number,
): SkuStep {
  const { sent, refused } = view
  if (sent?.inFeed === true) return rest('IN_A_FEED')
  if (sent?.open === true && sent.quantity === wanted) {
    if (seen === wanted && seenAtMs >= sent.atMs) return rest('IN_STEP')
    return readBack(sent, { seen, wanted }, policy, nowMs)
  }
  // Another figure is still on its way: it would come after what Amazon shows now.
  const comesOther = sent?.open === true
  if (seen === wanted && !comesOther) return rest('IN_STEP')
  if (view.foreignChanges >= foreignMax) {
    const detail = { seen, wanted, changes: view.foreignChanges }
    return hold('STOCK_ANOTHER_WRITER', detail, nowMs + hourMs)
  }
  if (refused?.quantity === wanted && nowMs < refused.atMs + refusedAgainMs) {
    const { code, text } = refused
    return hold('STOCK_REFUSED', { code, text, wanted }, refused.atMs + refusedAgainMs)
  }
  return { do: 'write', quantity: wanted, from: seen, reason: 'STOCK_DIFFERS' }
}

/** Sent and not shown yet: Amazon takes minutes, so it is asked at growing distances. */
function readBack(
  sent: Sent,
  { seen, wanted }: Pick<Compared, 'seen' | 'wanted'>,
  { readBackMs }: StockPolicy,
  nowMs: number,
): SkuStep {
  const afterMs = readBackMs[sent.checks]
  if (afterMs !== undefined) {
    const dueMs = sent.atMs + afterMs
    if (nowMs < dueMs) return { do: 'wait', untilMs: dueMs, reason: 'STOCK_SENT' }
    return lookAtAmazon('STOCK_SENT')
  }
  const againMs = sent.atMs + refusedAgainMs
  if (sent.sends >= sendsMax && nowMs < againMs) {
    return hold('STOCK_NOT_TAKEN', { seen, wanted }, againMs)
  }
  return { do: 'write', quantity: wanted, from: seen, reason: 'STOCK_NOT_SHOWN' }
}

function needsReading({ link, components }: LinkedSku): boolean {
  if (link !== 'linked') return false
  return components.some(
    ({ inventoryItemGid, reading }) =>
      inventoryItemGid !== null && (reading === null || reading.stale),
  )
}

function holdUnknown(figure: Extract<Figure, { is: 'unknown' }>): SkuStep {
  const { why, variantGid } = figure
  return hold('STOCK_UNKNOWN', variantGid === null ? { why } : { why, variantGid })
}

function lookAtAmazon(reason: StockReason): SkuStep {
  return { do: 'look', at: 'amazon-listing', reason }
}

function hold(
  code: StockHold,
  detail: Readonly<Record<string, unknown>>,
  againAtMs: number | null = null,
): SkuStep {
  return { do: 'hold', code, detail, againAtMs }
}

function rest(
  reason: StockReason,
  would: Extract<SkuStep, { do: 'rest' }>['would'] = null,
): SkuStep {
  return { do: 'rest', reason, would }
}
