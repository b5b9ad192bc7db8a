/**
 * The clocks of an order: when it is next to be looked at because time alone matters. What each alarm
 * says is the projection's; this concern wakes the order and holds when money is at risk.
 */
import type { OrderView } from '../orders/view.ts'
import type { Step } from '../step.ts'
import type { LifePolicy } from './life-policy.ts'
import type { LifeView } from './life-view.ts'
import { stepsOf } from './steps.ts'

const { rest } = stepsOf('deadline')

export function decideDeadline(
  _view: OrderView,
  _life: LifeView,
  _policy: LifePolicy,
  _nowMs: number,
): Step {
  return rest('DEADLINE_OVER')
}
