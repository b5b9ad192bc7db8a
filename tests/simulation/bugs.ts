/**
 * Bugs that a soak can plant, each by replacing one seam of the product. They prove that the soak would
 * see such a bug: each must be caught within 200 seeds.
 */
import { decideAll } from '../../src/core/orders/next.ts'
import type { OrderView } from '../../src/core/orders/view.ts'
import type { Step } from '../../src/core/step.ts'
import type { OrderDeps } from '../../src/reconcile/decided.ts'
import type { WorldName } from './happenings/all.ts'
import { lifeBugs } from './life-bugs.ts'
import { stockBugs } from './stock-bugs.ts'

export type Bugs = {
  readonly decide?: OrderDeps['decide']
  readonly lockLeases?: OrderDeps['lockLeases']
  readonly decideSku?: OrderDeps['decideSku']
}

export const plantedBugs = {
  /** After an unclear attempt the order is created again without a look. */
  'blind-repeat': {
    decide(view, policy, nowMs) {
      const unsettled = view.effect.attempts.find((attempt) => attempt.state === 'unclear')
      if (unsettled === undefined) return decideAll(view, policy, nowMs)
      const [first, ...others] = decideAll(withoutAttempts(view, nowMs), policy, nowMs)
      const blind = (step: Step): Step =>
        step.do === 'write' && step.write.kind === 'create-shopify-order'
          ? { ...step, write: { ...step.write, disproves: unsettled.attemptId } }
          : step
      return [blind(first), ...others.map(blind)]
    },
  },
  /** An intent is written whoever holds the lease by then. */
  'no-lease-check': {
    lockLeases: async (_trx, held) => new Set(held.map((one) => one.token)),
  },
  /** What other apps made is not looked at. */
  'foreign-index-ignored': {
    decide: (view, policy, nowMs) =>
      decideAll(
        {
          ...view,
          candidates: [],
          foreign: { complete: true, asOfMs: nowMs, completeFromMs: 0, matches: [] },
        },
        policy,
        nowMs,
      ),
  },
  ...lifeBugs,
  ...stockBugs,
} as const satisfies Record<string, Bugs>

export type BugName = keyof typeof plantedBugs

/** The world in which a bug can show; without a bug that of the import. */
export function worldOfBug(bug: BugName | undefined): WorldName {
  if (bug === undefined) return 'import'
  if (Object.hasOwn(stockBugs, bug)) return 'stock'
  return Object.hasOwn(lifeBugs, bug) ? 'life' : 'import'
}

function withoutAttempts(view: OrderView, nowMs: number): OrderView {
  return {
    ...view,
    candidates: [],
    effect: { ...view.effect, attempts: [], lookUps: [] },
    foreign: { complete: true, asOfMs: nowMs, completeFromMs: 0, matches: [] },
  }
}
