/** Translates a decision into the projection that lists show. */
import type { Step } from '../core/step.ts'
import { unreachable } from '../core/unreachable.ts'
import type { Outcome, OutcomeName } from '../store/outcomes.ts'
import type { Trace } from '../store/traces.ts'
import type { Decided } from './decided.ts'
import type { Observed } from './observe.ts'

export function outcomeOf(one: Decided, observed: Observed): Outcome {
  const shopify = one.view.shopify
  return {
    ...decisionOf(one),
    againAtMs: againOf(one.step, observed.nowMs),
    shopifyGid: one.view.effect.platformId,
    shopifyName: shopify.is === 'seen' ? shopify.value.name : null,
  }
}

type Decision = Pick<Outcome, 'orderId' | 'outcome' | 'reason' | 'detail'>

export function decisionOf({ orderId, step }: Pick<Decided, 'orderId' | 'step'>): Decision {
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

function againOf(step: Step, nowMs: number): number | null {
  if (step.do === 'wait') return step.untilMs
  if (step.do === 'hold' || step.do === 'rest') return step.againAtMs
  return nowMs
}
