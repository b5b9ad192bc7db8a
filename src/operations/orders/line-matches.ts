/**
 * Which step matched each line, from the newest trace that tells: the call that created the order, or
 * the decision before it.
 */
import type { MatchTrace } from '../../core/step.ts'
import type { OrderPage } from '../../store/read/order-page.ts'

export type LineMatch = {
  readonly step: MatchTrace['step']
  readonly variants: readonly {
    readonly gid: string
    readonly sku: string | null
    readonly title: string | null
  }[]
}

/** By Amazon item id; empty while nothing was matched. */
export function lineMatches(page: OrderPage): ReadonlyMap<string, LineMatch> {
  const byGid = new Map(page.variants.map((variant) => [variant.gid, variant]))
  const newest = page.traces.findLast((trace) => matchedIn(trace.body).length > 0)
  return new Map(
    matchedIn(newest?.body ?? {}).map(({ itemId, step, variantGids }) => [
      itemId,
      {
        step,
        variants: variantGids.map((gid) => ({
          gid,
          sku: byGid.get(gid)?.sku ?? null,
          title: byGid.get(gid)?.title ?? null,
        })),
      },
    ]),
  )
}

/** Written by reconcile as MatchTrace[], in a call's body or in the detail of a decision. */
function matchedIn(body: Readonly<Record<string, unknown>>): readonly MatchTrace[] {
  const { matched, detail } = body
  if (Array.isArray(matched)) return matched as MatchTrace[]
  const inner = typeof detail === 'object' && detail !== null ? detail : {}
  return 'matched' in inner && Array.isArray(inner.matched) ? (inner.matched as MatchTrace[]) : []
}
