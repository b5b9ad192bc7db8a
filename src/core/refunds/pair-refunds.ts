/**
 * The same refund made by people on both sides, before either was carried over: the same money, each
 * counted once. Neither is then carried over by itself.
 */
import type { RefundGid } from '../ids.ts'
import type { LifeView } from '../life/life-view.ts'
import { effectOf } from '../life/settle-effect.ts'
import type { LifeRefund } from '../orders/shop-life.ts'
import type { MoneyBack } from './money-back.ts'
import { shopEffects } from './shop-key.ts'
import { movedMinor, refundKey } from './shop-refunds.ts'

export type Pairs = {
  readonly byRefund: ReadonlyMap<RefundGid, MoneyBack>
  readonly byTransaction: ReadonlyMap<string, LifeRefund>
}

export function pairRefunds(
  refunds: readonly LifeRefund[],
  theirs: readonly MoneyBack[],
  life: Pick<LifeView, 'effects' | 'queued'>,
): Pairs {
  const open = refunds.filter((refund) => !isCarried(refund, life))
  const byRefund = new Map<RefundGid, MoneyBack>()
  const byTransaction = new Map<string, LifeRefund>()
  for (const money of theirs) {
    if (shopEffects(money, life).some(isTaken)) continue
    const same = open.find(
      (refund) => !byRefund.has(refund.gid) && movedMinor(refund) === money.buyerMinor,
    )
    if (same === undefined) continue
    byRefund.set(same.gid, money)
    byTransaction.set(money.transactionId, same)
  }
  return { byRefund, byTransaction }
}

/** On its way to Amazon, or there; a refused one is not. */
function isCarried(refund: LifeRefund, life: Pick<LifeView, 'effects' | 'queued'>): boolean {
  const key = refundKey(refund)
  const effect = effectOf(life.effects, key)
  return life.queued.includes(key) || (effect !== undefined && isTaken(effect))
}

function isTaken(effect: LifeView['effects'][number]): boolean {
  const state = effect.attempts[0]?.state
  return effect.doneAtMs !== null || state === 'done' || state === 'unclear'
}
