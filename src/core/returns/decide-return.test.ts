import { describe, expect, it } from 'vitest'
import {
  effectRecord,
  fulfillment,
  importedView,
  lifeInput,
  lifeView,
  livePolicy,
  shopLife,
} from '../../../tests/support/life-samples.ts'
import { amazonOrder, noonMs } from '../../../tests/support/order-samples.ts'
import { inWords } from '../../../tests/support/step-in-words.ts'
import { id } from '../ids.ts'
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeView } from '../life/life-view.ts'
import { absent, seen, unknown } from '../seen.ts'
import { decideReturn } from './decide-return.ts'
import type { OrderReturn } from './order-return.ts'

const mirror: LifePolicy = { ...livePolicy, returns: { lane: 'live', mirror: true } }

function sentBack(over: Partial<OrderReturn> = {}): OrderReturn {
  return {
    ...{ returnId: 'D1RRMA', side: 'merchant', status: 'Approved', reason: 'DEFECTIVE' },
    ...{ sku: amazonOrder().items[0]?.sku ?? null, asin: null, quantity: 1, resolution: null },
    ...{ claimed: false, atMs: noonMs, receivedAtMs: null },
    ...over,
  } as OrderReturn
}

const key = `return-in-shop:D1RRMA/${sentBack().sku}`
const left = shopLife({ fulfillments: [fulfillment(1)] })

function decide(
  rows: readonly OrderReturn[],
  over: Parameters<typeof lifeView>[0] = {},
  policy: LifePolicy = mirror,
): string {
  const life: LifeView = lifeView({ read: left, returns: seen(rows, noonMs), ...over })
  return inWords(decideReturn(importedView(), life, policy, noonMs))
}

describe('a return on Amazon', () => {
  it('R-RETURN-3: that is approved is opened in Shopify', () => {
    expect(decide([sentBack()])).toBe(`return-in-shop ${key}: OPEN_RETURN_IN_SHOP`)
    expect(decide([sentBack({ status: 'completed' })])).toContain('OPEN_RETURN_IN_SHOP')
  })

  it('R-RETURN-3: is read before it is written, and only written when the lane is live', () => {
    expect(decide([sentBack()], { shop: unknown })).toBe('look shopify-life')
    expect(decide([sentBack()], { shop: absent(noonMs) })).toContain('RETURN_NOT_MIRRORED')
    const watch: LifePolicy = { ...mirror, returns: { lane: 'watch', mirror: true } }
    expect(decide([sentBack()], {}, watch)).toContain('WATCHING')
    expect(decide([sentBack()], {}, livePolicy)).toContain('RETURN_NOT_MIRRORED')
  })

  it('R-RETURN-3: that stands in Shopify already is taken for it', () => {
    const line = left.lines[0]?.lineGid ?? null
    const gid = id('ReturnGid', 'gid://shopify/Return/7')
    const lines = [{ lineGid: line, quantity: 1, reason: null }]
    const returns = [{ gid, name: '#1-R1', status: 'OPEN', lines }]
    // The merchant's own: nothing of ours was ever tried.
    expect(decide([sentBack()], { read: { ...left, returns } })).toContain('RETURN_ON_BOTH_SIDES')
    const effects = [effectRecord(key, 'return-in-shop', 'unclear')]
    expect(decide([sentBack()], { read: { ...left, returns }, effects })).toBe(`record ${key}`)
  })

  it.each(['Pending Actions', 'A word of tomorrow'])('R-RETURN-4: %s is shown only', (status) => {
    expect(decide([sentBack({ status })])).toContain('RETURN_WAITS_FOR_SELLER')
  })

  it('R-RETURN-4: denied, or of goods that Amazon sent, is shown only', () => {
    expect(decide([sentBack({ status: 'Denied' })])).toContain('RETURN_NOT_MIRRORED')
    expect(decide([sentBack({ side: 'amazon' })])).toContain('RETURN_NOT_MIRRORED')
    expect(decide([])).toContain('NO_RETURN_DUE')
  })

  it('R-RETURN-5: of units that Shopify does not show as shipped waits for a person', () => {
    expect(decide([sentBack()], { read: shopLife() })).toContain('RETURN_NOT_MATCHED')
    expect(decide([sentBack({ quantity: 2 })])).toContain('RETURN_NOT_MATCHED')
    const inputs = [lifeInput('dismiss', key)]
    expect(decide([sentBack({ quantity: 2 })], { inputs })).toContain('RETURN_ON_BOTH_SIDES')
  })

  it('R-RETURN-5: that Shopify refused is repeated only by a person', () => {
    const effects = [effectRecord(key, 'return-in-shop', 'refused')]
    expect(decide([sentBack()], { effects })).toContain('RETURN_REFUSED')
    const inputs = [lifeInput('repeat', key)]
    expect(decide([sentBack()], { effects, inputs })).toContain('OPEN_RETURN_IN_SHOP')
  })
})
