import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noonMs } from '../../../tests/support/order-samples.ts'
import { anyPolicy, anyView, unclearView } from '../../../tests/support/view-arbitraries.ts'
import type { Step } from '../step.ts'
import { next } from './next.ts'
import { totalInShopify } from './price-order.ts'
import type { LookUpKind, OrderView } from './view.ts'

const runs = { numRuns: 300 }

function writes(step: Step, kind: string): boolean {
  return step.do === 'write' && step.write.kind === kind
}

function isProved(view: OrderView, kind: LookUpKind): boolean {
  const own = view.effect.lookUps.filter((one) => one.kind === kind)
  const newestMs = Math.max(...own.map(({ atMs }) => atMs))
  return own.some((one) => one.atMs === newestMs && one.afterSettle)
}

describe('for any view and any settings', () => {
  it('R-IMPORT-1: there is one step, the same every time, and nothing is thrown or changed', () => {
    fc.assert(
      fc.property(anyView, anyPolicy, (view, policy) => {
        const before = structuredClone(view)
        const step = next(view, policy, noonMs)
        expect(view).toEqual(before)
        expect(next(structuredClone(view), structuredClone(policy), noonMs)).toEqual(step)
      }),
      { numRuns: 200 },
    )
  })

  it('R-IMPORT-2: nothing is sent while a side is unknown', () => {
    fc.assert(
      fc.property(anyView, anyPolicy, (view, policy) => {
        const step = next(view, policy, noonMs)
        if (view.amazon.is !== 'seen' || view.catalogue.is === 'unknown') {
          expect(writes(step, 'create-shopify-order')).toBe(false)
        }
        if (view.shopify.is !== 'seen') {
          expect(writes(step, 'move-fulfillment-order')).toBe(false)
        }
      }),
      runs,
    )
  })

  it('R-IMPORT-4: no create while an attempt is not disproved, nor once there is an order', () => {
    let created = 0
    let afterUnclear = 0
    fc.assert(
      fc.property(fc.oneof(anyView, unclearView), anyPolicy, (view, policy) => {
        const step = next(view, policy, noonMs)
        if (step.do !== 'write' || step.write.kind !== 'create-shopify-order') return
        created += 1
        expect(view.effect.platformId).toBeNull()
        const unclear = view.effect.attempts.find(({ state }) => state === 'unclear')
        expect(step.write.disproves).toBe(unclear?.attemptId ?? null)
        if (unclear === undefined) return
        afterUnclear += 1
        const kinds: LookUpKind[] = ['identifier', 'source', 'tag']
        expect(kinds.every((kind) => isProved(view, kind))).toBe(true)
      }),
      runs,
    )
    expect(Math.min(created, afterUnclear)).toBeGreaterThan(0)
  })

  it('R-IMPORT-13: a watching lane sends nothing', () => {
    fc.assert(
      fc.property(anyView, anyPolicy, (view, policy) => {
        const step = next(view, { ...policy, lane: 'watch' }, noonMs)
        expect(step.do !== 'write' || step.reason === 'FOUND_OUR_OWN').toBe(true)
      }),
      runs,
    )
  })

  it('R-IMPORT-25: whatever waits, waits for a time to come', () => {
    fc.assert(
      fc.property(anyView, anyPolicy, (view, policy) => {
        const step = next(view, policy, noonMs)
        if (step.do === 'wait') expect(step.untilMs).toBeGreaterThan(noonMs)
        if (step.do === 'hold' && step.againAtMs !== null) {
          expect(step.againAtMs).toBeGreaterThan(noonMs)
        }
      }),
      runs,
    )
  })

  it('R-MONEY-3: what is created totals what Amazon says', () => {
    fc.assert(
      fc.property(anyView, anyPolicy, (view, policy) => {
        const step = next(view, policy, noonMs)
        if (step.do !== 'write' || step.write.kind !== 'create-shopify-order') return
        const { draft } = step.write
        const stated = view.amazon.is === 'seen' ? view.amazon.value.grandTotal : null
        expect(totalInShopify(draft)).toEqual(draft.total)
        expect(draft.total.amountMinor).toBe(stated?.amountMinor ?? 0)
      }),
      runs,
    )
  })
})
