/**
 * What one reading of a Shopify order shows that may move money, as events with lasting ids, and how we
 * came to know of each (design rule 5). Our own writes are never events: they carry our mark.
 */
import type { EffectKey, ShopifyOrderGid } from '../ids.ts'
import type { LifeRefund, ShopLife } from '../orders/shop-life.ts'
import type { LifeEventKind, Provenance } from './life-view.ts'

export type ShownEvent = { readonly eventId: string; readonly kind: LifeEventKind }

export type Watching = {
  /** A reading of this epoch came before this one, or our create was answered in it. */
  readonly hasBaseline: boolean
  /** Nobody looked for longer than this allows: a stop of ours, or an event of long ago. */
  readonly wasAway: boolean
  /** More money events in a short time than the shop allows. */
  readonly isBurst: boolean
}

export function shownEvents(life: ShopLife): readonly ShownEvent[] {
  const refunds = life.refunds.flatMap((refund) =>
    refund.key === null && movesMoney(refund)
      ? [{ eventId: refundEventId(refund), kind: 'shopify-refund' as const }]
      : [],
  )
  const cancelled = life.cancelledAtMs !== null && life.cancelKey === null
  const cancel = { eventId: cancelEventId(life.gid), kind: 'shopify-cancel' as const }
  return [...(cancelled ? [cancel] : []), ...refunds]
}

export function provenanceOf(watching: Watching): Provenance {
  if (!watching.hasBaseline) return 'baseline'
  if (watching.wasAway) return 'late'
  return watching.isBurst ? 'burst' : 'seen'
}

export function refundEventId(refund: Pick<LifeRefund, 'gid'>): string {
  return `shopify-refund:${tailOf(refund.gid)}`
}

export function cancelEventId(gid: ShopifyOrderGid): string {
  return `shopify-cancel:${tailOf(gid)}`
}

/** A refund row without money and without units is none (an edit may leave one). */
function movesMoney(refund: LifeRefund): boolean {
  return (
    refund.lines.length > 0 ||
    refund.shipping !== null ||
    refund.transactions.some(({ amount, status }) => status === 'SUCCESS' && amount.amountMinor > 0)
  )
}

export function tailOf(gid: string | EffectKey): string {
  return gid.slice(gid.lastIndexOf('/') + 1)
}
