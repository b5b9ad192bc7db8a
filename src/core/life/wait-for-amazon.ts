/**
 * An event told of a newer order than Amazon's reads show. What is known to be old carries no write of
 * order life (design rule 1): the order is read again at growing distances, and after the last look what
 * Amazon shows counts.
 */
import { decideBehind } from '../orders/import/behind-event.ts'
import type { OrderView } from '../orders/view.ts'
import type { Step } from '../step.ts'
import type { LifePolicy } from './life-policy.ts'

/** What these steps become while Amazon's order is known to be newer than what was read. */
export function waitForAmazon(
  steps: readonly Step[],
  view: OrderView,
  policy: LifePolicy,
  nowMs: number,
): readonly Step[] {
  const isLive = [policy.ship, policy.cancel, policy.refund].some(({ lane }) => lane === 'live')
  if (!isLive || view.amazon.is !== 'seen') return steps
  const behind = decideBehind(view, nobodySays, nowMs)
  if (behind === undefined) return steps
  const [asked] = steps.filter(({ concern }) => concern !== 'deadline')
  return steps.map((step) => {
    const waits = step === asked || (step.do === 'write' && !isFound(step))
    return waits ? { ...behind, concern: step.concern } : step
  })
}

/** Writing down what a reading shows sends nothing. */
function isFound(step: Step): boolean {
  return step.do === 'write' && step.write.kind === 'record-effect'
}

const nobodySays = { go: null, forced: false, dismissed: false, adopt: null, separate: null }
