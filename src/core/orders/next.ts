/**
 * The next step of an order: every concern says what it wants, and the first write goes first, then
 * the first look, in the fixed order of the concerns; without either, the order sleeps until the
 * earliest time that any of them named. A hold stops only its own concern.
 */
import { decideCancellation } from '../cancellations/decide-cancellation.ts'
import { decideChange } from '../changes/decide-change.ts'
import { decideDeadline } from '../life/decide-deadline.ts'
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeView } from '../life/life-view.ts'
import { wakeToReadAgain } from '../life/read-again.ts'
import { waitForAmazon } from '../life/wait-for-amazon.ts'
import { decidePurge } from '../purge/decide-purge.ts'
import { decideRefund } from '../refunds/decide-refund.ts'
import { decideReturn } from '../returns/decide-return.ts'
import { decideShipment } from '../shipments/decide-shipment.ts'
import { decideSolicitation } from '../solicitations/decide-solicitation.ts'
import type { Step } from '../step.ts'
import { chooseStep, type Steps } from './choose-step.ts'
import { decideImport } from './decide-import.ts'
import type { OrderPolicy } from './policy.ts'
import type { OrderView } from './view.ts'

type DecideLife = (view: OrderView, life: LifeView, policy: LifePolicy, nowMs: number) => Step

/** Asked once the order is in Shopify; in their order, before the import. */
const lifeConcerns: readonly DecideLife[] = [
  decideDeadline,
  decideShipment,
  decideCancellation,
  decideRefund,
  decideReturn,
  decideChange,
  decideSolicitation,
  decidePurge,
]

export function next(view: OrderView, policy: OrderPolicy, nowMs: number): Step {
  return chooseStep(decideAll(view, policy, nowMs))
}

/** What each concern wants, in their order: the trace that `orders explain` prints. */
export function decideAll(view: OrderView, policy: OrderPolicy, nowMs: number): Steps {
  const imported = decideImport(view, policy, nowMs)
  const { life } = view
  const lifePolicy = policy.life
  if (!life || lifePolicy === undefined) return [imported]
  const wanted = lifeConcerns.map((decide) => decide(view, life, lifePolicy, nowMs))
  const [first, ...others] = waitForAmazon(
    wakeToReadAgain(wanted, life, nowMs),
    view,
    lifePolicy,
    nowMs,
  )
  return first === undefined ? [imported] : [first, ...others, imported]
}
