/** Translates a decision into the projection that lists show. */
import { isDeepStrictEqual } from 'node:util'
import { type Steps, timeOf, wakeAt } from '../core/orders/choose-step.ts'
import type { Step } from '../core/step.ts'
import { unreachable } from '../core/unreachable.ts'
import type { ConcernRow } from '../store/life.ts'
import type { ConcernOutcome } from '../store/order-concerns.ts'
import type { Outcome, OutcomeName } from '../store/outcomes.ts'
import type { Trace } from '../store/traces.ts'
import type { Decided } from './decided.ts'
import type { Observed } from './observe.ts'

export function outcomeOf(one: Decided, observed: Observed): Outcome {
  const shopify = one.view.shopify
  return {
    ...decisionOf(one),
    againAtMs: againOf(one, observed.nowMs),
    shopifyGid: one.view.effect.platformId,
    shopifyName: shopify.is === 'seen' ? shopify.value.name : null,
  }
}

type Decision = Pick<Outcome, 'orderId' | 'outcome' | 'reason' | 'detail'>

/** Of the import: what order life decides stands beside it, by concern. */
export function decisionOf({ orderId, steps }: Pick<Decided, 'orderId' | 'steps'>): Decision {
  const step = importStepOf(steps)
  return { orderId, outcome: nameOf(step), reason: reasonOf(step), detail: detailOf(step) }
}

/** The line of the trace that tells a decision. */
export function decidedTrace({ orderId, outcome, reason, detail }: Decision): Trace {
  return { orderId, kind: 'decided', body: { outcome, reason, detail } }
}

function nameOf(step: Step): OutcomeName {
  switch (step.do) {
    case 'hold':
      return 'held'
    case 'wait':
      return 'waiting'
    case 'look':
    case 'write':
      return 'working'
    case 'rest':
      if (step.reason === 'IMPORTED') return 'imported'
      return step.reason === 'ADOPTED' ? 'adopted' : 'resting'
    default:
      return unreachable(step)
  }
}

/** The code that explains the step: of a hold its code, else its reason. */
function reasonOf(step: Step): string {
  return step.do === 'hold' ? step.code : step.reason
}

function detailOf(step: Step): unknown {
  if (step.do === 'hold') return step.detail
  if (step.do === 'rest' && step.would !== null) return { would: step.would }
  if (step.do === 'write' && step.write.kind === 'create-shopify-order') {
    return { matched: step.write.matched }
  }
  return null
}

function importStepOf(steps: Steps): Step {
  return steps.find(({ concern }) => concern === 'import') ?? steps[0]
}

function againOf({ step, steps }: Pick<Decided, 'step' | 'steps'>, nowMs: number): number | null {
  return step.do === 'look' || step.do === 'write' ? nowMs : wakeAt(steps)
}

/** What the concerns of order life decided, as far as it differs from what is stored. */
export function concernsOf(one: Decided, stored: readonly ConcernRow[]): ConcernOutcome[] {
  const life = one.steps.filter(({ concern }) => concern !== 'import')
  return life.flatMap((step) => {
    const now = concernOf(one.orderId, step)
    const before = stored.find(({ concern }) => concern === step.concern)
    if (before === undefined) return now.isQuiet ? [] : [now]
    const same =
      !now.isQuiet &&
      before.outcome === now.outcome &&
      before.reason === now.reason &&
      isDeepStrictEqual(before.detail, now.detail)
    return same ? [] : [now]
  })
}

function concernOf(orderId: ConcernOutcome['orderId'], step: Step): ConcernOutcome {
  const name = nameOf(step)
  const outcome = name === 'imported' || name === 'adopted' ? 'resting' : name
  return {
    orderId,
    concern: step.concern,
    outcome,
    reason: reasonOf(step),
    detail: detailOf(step),
    againAtMs: timeOf(step),
    isQuiet: step.do === 'rest' && step.would === null && quiet.has(step.reason),
  }
}

/** Reasons to rest that say nothing a list would show. */
const quiet: ReadonlySet<string> = new Set([
  'NO_SHIPMENT_DUE',
  'NO_CANCELLATION_DUE',
  'NO_REFUND_DUE',
  'NO_RETURN_DUE',
  'NO_CHANGE_DUE',
  'NO_SOLICITATION_DUE',
  'NO_PURGE_DUE',
  'DEADLINE_NOT_NEAR',
  'DEADLINE_OVER',
])
