/** The holds of order life in words, the most urgent first, each with what a person may say about it. */
import { type AccountId, id } from '../../core/ids.ts'
import { sellerCentralUrl } from '../../core/orders/marketplaces.ts'
import { type ConcernFilter, listConcerns } from '../../store/read/concerns.ts'
import { type Actor, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { type DescribedHold, describeHold } from '../orders/describe-order.ts'
import { type LifeVerb, verbsOf } from './life-verbs.ts'

export type LifeHold = DescribedHold & {
  readonly orderId: string
  readonly shopifyName: string | null
  readonly concern: string
  readonly subject: string
  readonly sinceMs: number
  readonly shipByMs: number | null
  readonly verbs: readonly LifeVerb[]
  readonly amazonUrl: string
}

export async function showHolds(
  deps: OperationDeps,
  actor: Actor,
  accountId: AccountId,
  filter: Omit<ConcernFilter, 'show'>,
): Promise<LifeHold[]> {
  requireRole(actor, 'viewer')
  const held = await listConcerns(deps.db, accountId, { ...filter, show: 'held' })
  return held.map(({ orderId, shopifyName, concern, reason, detail, decidedAtMs, ...rest }) => {
    const marketplaceId =
      rest.marketplaceId === null ? null : id('MarketplaceId', rest.marketplaceId)
    const named = typeof detail === 'object' && detail !== null && 'subject' in detail
    return {
      ...describeHold(reason, detail),
      orderId,
      shopifyName,
      concern,
      subject: named ? String(detail.subject) : reason,
      sinceMs: decidedAtMs,
      shipByMs: rest.shipByMs,
      verbs: verbsOf(reason),
      amazonUrl: sellerCentralUrl(orderId, marketplaceId, 'sellercentral.amazon.com'),
    }
  })
}
