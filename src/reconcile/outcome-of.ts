/** Translates a decision into the projection that lists show. */
import type { Step } from '../core/step.ts'
import { unreachable } from '../core/unreachable.ts'
import type { Outcome, OutcomeName } from '../store/outcomes.ts'
import type { Decided } from './decided.ts'
import type { Observed } from './observe.ts'

export function outcomeOf(one: Decided, observed: Observed): Outcome {
  const shopify = one.view.shopify
  return {
    orderId: one.orderId,
    outcome: nameOf(one.step),
    reason: reasonOf(one.step),
    detail: detailOf(one.step),
    againAtMs: againOf(one.step, observed.nowMs),
    shopifyGid: one.view.effect.platformId,
    shopifyName: shopify.is === 'seen' ? shopify.value.name : null,
  }
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
export function reasonOf(step: Step): string {
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
