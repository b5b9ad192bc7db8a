/**
 * Where an order stands, in words and links: the same for console, API and command line. Pure; from the
 * projection alone.
 */
import { id } from '../../core/ids.ts'
import { holdTexts } from '../../core/orders/hold-texts.ts'
import { sellerCentralUrl } from '../../core/orders/marketplaces.ts'
import { reasonTexts } from '../../core/orders/reason-texts.ts'
import type { HoldCode, HoldDetail, ReasonCode } from '../../core/orders/reasons.ts'
import type { OrderSummary } from '../../store/read/order-list.ts'
import { problemPage } from '../problem-page.ts'

/** Fulfilled by Amazon, by the merchant under Prime, or by the merchant. */
export type Method = 'FBA' | 'SFP' | 'FBM'

export type Verb = 'export' | 'force-export' | 'approve-adoption' | 'create-separate' | 'dismiss'

export type DescribedHold = {
  readonly code: string
  readonly title: string
  readonly text: string
  readonly fix: string
  readonly page: string
}

export type DescribedOrder = {
  /** Null while Amazon has not told, or told something unknown. */
  readonly method: Method | null
  /** Why it stands where it stands, as a sentence. */
  readonly reasonText: string
  readonly hold: DescribedHold | null
  /** What a person can do that has an effect now. */
  readonly verbs: readonly Verb[]
  readonly amazonUrl: string
}

const fallbackHost = 'sellercentral.amazon.com'

export function describeOrder(order: OrderSummary): DescribedOrder {
  const hold = order.outcome === 'held' ? describeHold(order.reason ?? '', order.detail) : null
  const marketplaceId =
    order.marketplaceId === null ? null : id('MarketplaceId', order.marketplaceId)
  return {
    method: methodOf(order),
    reasonText: hold?.text ?? reasonTextOf(order.reason),
    hold,
    verbs: verbsFor(order),
    amazonUrl: sellerCentralUrl(order.orderId, marketplaceId, fallbackHost),
  }
}

/** The words of a hold; a code of a newer version is shown as it is. */
export function describeHold(code: string, detail: unknown): DescribedHold {
  const words = isHoldCode(code) ? holdTexts[code] : undefined
  return {
    code,
    title: words?.title ?? code,
    text: words?.text(detailOf(detail)) ?? 'This version of Crossdock has no words for it.',
    fix: words?.fix ?? 'Update Crossdock.',
    page: problemPage(code),
  }
}

export function reasonTextOf(reason: string | null): string {
  if (reason === null) return 'Crossdock has heard of the order and has not decided yet.'
  return isReason(reason) ? reasonTexts[reason] : `The reason is ${reason}.`
}

function methodOf({ fulfilledBy, programs }: OrderSummary): Method | null {
  if (fulfilledBy === 'AMAZON') return 'FBA'
  if (fulfilledBy !== 'MERCHANT') return null
  return programs.includes('PRIME') ? 'SFP' : 'FBM'
}

function verbsFor(order: OrderSummary): Verb[] {
  const { outcome, reason, shopifyGid } = order
  if (outcome === 'held') {
    if (shopifyGid !== null) return ['dismiss']
    if (reason === 'UNREADABLE_ORDER') return ['dismiss']
    const adoption: Verb[] =
      reason === 'ADOPTION_UNCLEAR' ? ['approve-adoption', 'create-separate'] : []
    const force: Verb[] = forceable.has(reason ?? '') ? ['force-export'] : []
    return [...adoption, 'export', ...force, 'dismiss']
  }
  if (outcome === 'resting' && exportable.has(reason ?? '')) return ['export']
  return []
}

/** Holds that Force export passes and Export does not. */
const forceable: ReadonlySet<string> = new Set<HoldCode>([
  'UNABLE_TO_RESERVE_INVENTORY',
  'BACKFILL_NOT_VISIBLE',
])

/** Reasons to rest that Export changes. */
const exportable: ReadonlySet<string> = new Set<ReasonCode>([
  'IMPORT_OFF',
  'DISMISSED',
  'SHIPPED_BEFORE_CONNECTION',
  'BEFORE_CONNECTION',
])

function isHoldCode(code: string): code is HoldCode {
  return Object.hasOwn(holdTexts, code)
}

function isReason(code: string): code is ReasonCode {
  return Object.hasOwn(reasonTexts, code)
}

/** Stored by us as HoldDetail; null where a hold needs no facts. */
function detailOf(detail: unknown): HoldDetail {
  return typeof detail === 'object' && detail !== null ? (detail as HoldDetail) : {}
}
