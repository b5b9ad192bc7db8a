/**
 * The next step of an order: every concern says what it wants, and the first write goes first, then
 * the first look, in the fixed order of the concerns; without either, the order sleeps until the
 * earliest wait. A hold stops only its own concern.
 */
import type { Step } from '../step.ts'
import { decideImport } from './decide-import.ts'
import type { ImportPolicy } from './policy.ts'
import type { OrderView } from './view.ts'

type Decide = (view: OrderView, policy: ImportPolicy, nowMs: number) => Step

/** In their order. Shipment, cancellation, refund and the others join here. */
const concerns: readonly Decide[] = [decideImport]

export function next(view: OrderView, policy: ImportPolicy, nowMs: number): Step {
  return chooseStep(decideAll(view, policy, nowMs))
}

/** What each concern wants, in their order: the trace that `orders explain` prints. */
export function decideAll(
  view: OrderView,
  policy: ImportPolicy,
  nowMs: number,
): readonly [Step, ...Step[]] {
  const [first, ...others] = concerns.map((decide) => decide(view, policy, nowMs))
  return [first ?? decideImport(view, policy, nowMs), ...others]
}

export function chooseStep(steps: readonly [Step, ...Step[]]): Step {
  return (
    steps.find((step) => step.do === 'write') ??
    steps.find((step) => step.do === 'look') ??
    earliestWait(steps) ??
    steps.find((step) => step.do === 'hold') ??
    steps[0]
  )
}

function earliestWait(steps: readonly Step[]): Step | undefined {
  const waits = steps.filter((step) => step.do === 'wait')
  return waits.reduce<(typeof waits)[number] | undefined>(
    (best, step) => (best === undefined || step.untilMs < best.untilMs ? step : best),
    undefined,
  )
}
