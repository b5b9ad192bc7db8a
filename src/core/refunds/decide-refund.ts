/** The refund concern. Pure and total; one step at a time, each with its reason. */
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeView } from '../life/life-view.ts'
import { stepsOf } from '../life/steps.ts'
import type { OrderView } from '../orders/view.ts'
import type { Step } from '../step.ts'

const { rest } = stepsOf('refund')

export function decideRefund(
  _view: OrderView,
  _life: LifeView,
  _policy: LifePolicy,
  _nowMs: number,
): Step {
  return rest('NO_REFUND_DUE')
}
