import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ModelPlan, runModel } from '../../../tests/support/import-model.ts'
import { policy } from '../../../tests/support/order-samples.ts'
import { inWords } from '../../../tests/support/step-in-words.ts'
import { next } from './next.ts'
import type { OrderView } from './view.ts'

const quietPlan: ModelPlan = {
  creates: [],
  events: [],
  foreign: 'none',
  index: 'fresh',
  policy: policy(),
}

const anyPlan: fc.Arbitrary<ModelPlan> = fc.record({
  creates: fc.array(
    fc.constantFrom('done', 'lost', 'never sent', 'late', 'stock', 'limit', 'refused'),
    { maxLength: 4 },
  ),
  events: fc.array(
    fc.constantFrom(
      'stock came',
      'answer came after all',
      'cancelled on Amazon',
      'shipped on Amazon',
      'export',
      'force-export',
      'approve-adoption',
      'create-separate',
      'dismiss',
    ),
    { maxLength: 4 },
  ),
  foreign: fc.constantFrom('none', 'none', 'same order', 'other total', 'note'),
  index: fc.constantFrom('fresh', 'stale', 'incomplete'),
  policy: fc
    .record({
      stock: fc.constantFrom('refuse', 'claim-anyway', 'bypass'),
      importOn: fc.constantFrom(true, true, false),
    })
    .map((over) => policy(over)),
})

function lastOf(plan: Partial<ModelPlan>): string {
  return inWords(runModel({ ...quietPlan, ...plan }, next).last)
}

/** Believes at once that an attempt without an answer left nothing. */
const impatient: typeof next = (view, settings, nowMs) => {
  const attempts = view.effect.attempts.map((one) =>
    one.state === 'unclear' ? { ...one, settledAtMs: 0 } : one,
  )
  const lookUps = view.effect.lookUps.map((one) => ({ ...one, afterSettle: true }))
  const hasty: OrderView = { ...view, effect: { ...view.effect, attempts, lookUps } }
  return next(hasty, settings, nowMs)
}

describe('R-IMPORT-25: an import settles', () => {
  it('without any trouble in one create', () => {
    const { steps, ownOrders } = runModel(quietPlan, next)
    expect(steps.map(inWords)).toEqual([
      'look amazon-order',
      'look catalogue',
      'create obey-policy: CREATE',
      'look shopify-order',
      'rest IMPORTED',
    ])
    expect(ownOrders).toBe(1)
  })

  it('with a lost answer by finding its own order again', () => {
    for (const fate of ['lost', 'late'] as const) {
      const { steps, creates } = runModel({ ...quietPlan, creates: [fate] }, next)
      expect(steps.map(inWords)).toContain('record found')
      expect(creates).toBe(1)
    }
  })

  it('with a call that was never sent by a second create, after its absence is proved', () => {
    const { creates, ownOrders, last } = runModel({ ...quietPlan, creates: ['never sent'] }, next)
    expect([creates, ownOrders, inWords(last)]).toEqual([2, 1, 'rest IMPORTED'])
  })

  it('R-IMPORT-3: also when Amazon cancelled the order while the answer was lost', () => {
    const plan = { creates: ['lost'], events: ['cancelled on Amazon'] } as const
    expect(lastOf(plan)).toBe('rest IMPORTED')
    const unsent = { ...plan, creates: ['never sent', 'stock'] } as const
    expect(lastOf(unsent)).toBe('rest CANCELLED_BEFORE_IMPORT')
  })

  it('R-IMPORT-17: with stock that comes, a person who forces it, another app that was first', () => {
    expect(lastOf({ creates: ['stock'] })).toBe('hold UNABLE_TO_RESERVE_INVENTORY')
    expect(lastOf({ creates: ['stock'], events: ['stock came'] })).toBe('rest IMPORTED')
    expect(lastOf({ creates: ['stock'], events: ['force-export'] })).toBe('rest IMPORTED')
    expect(lastOf({ creates: ['limit'] })).toBe('rest IMPORTED')
    expect(lastOf({ foreign: 'same order', index: 'stale' })).toBe('rest ADOPTED')
    expect(lastOf({ foreign: 'other total' })).toBe('hold ADOPTION_UNCLEAR')
  })
})

describe('R-IMPORT-4: whatever happens', () => {
  it('there is never a second order of ours, and every run ends in bounded steps', () => {
    const fates = new Set<string>()
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const { last, ownOrders, creates } = runModel(plan, next)
        const words = inWords(last)
        fates.add(words)
        if (words === 'rest IMPORTED') expect(ownOrders).toBe(1)
        else expect(words).toMatch(/^(rest|hold) /)
        expect(creates).toBeLessThanOrEqual(plan.creates.length + 1)
      }),
      { numRuns: 600 },
    )
    expect([...fates]).toEqual(expect.arrayContaining(['rest IMPORTED', 'rest ADOPTED']))
  })

  it('another app’s order is never doubled', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        // A bare mention is in no search: only the complete index knows it (a known gap).
        const unseen = plan.foreign === 'note' && plan.index === 'incomplete'
        const foreign = plan.foreign === 'none' || unseen ? 'same order' : plan.foreign
        const events = plan.events.filter((event) => event !== 'create-separate')
        expect(runModel({ ...plan, foreign, events }, next).ownOrders).toBe(0)
      }),
      { numRuns: 300 },
    )
  })

  it('the model catches a decision that believes too early', () => {
    expect(() => runModel({ ...quietPlan, creates: ['late'] }, impatient)).toThrow('two orders')
  })
})
