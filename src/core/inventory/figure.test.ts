import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { id } from '../ids.ts'
import { figureOf, mayReplace } from './figure.ts'
import type { Component } from './linked-sku.ts'
import { isBig, judgeRun } from './mass-change.ts'
import { ruleFor, type StockRule } from './stock-policy.ts'

const here = id('LocationGid', 'gid://shopify/Location/1')
const there = id('LocationGid', 'gid://shopify/Location/2')
const all: StockRule = { buffer: 0, percent: 100, cap: null, floor: 0 }

function part(available: number | null, more: Partial<Component> = {}): Component {
  return {
    variantGid: id('VariantGid', 'gid://shopify/ProductVariant/1'),
    inventoryItemGid: id('InventoryItemGid', 'gid://shopify/InventoryItem/1'),
    units: 1,
    reserved: 0,
    reading: {
      tracked: true,
      levels: [{ locationGid: here, available }],
      begunAtMs: 10,
      stale: false,
    },
    ...more,
  }
}

const of = (components: readonly Component[], rule: StockRule = all) =>
  figureOf({ link: 'linked', components }, rule, [here])
const known = (components: readonly Component[], rule?: StockRule) => {
  const figure = of(components, rule)
  if (figure.is !== 'known') throw new Error(figure.why)
  return figure
}

const count = fc.integer({ min: 0, max: 1_000 })
const anyRule: fc.Arbitrary<StockRule> = fc.record({
  buffer: count,
  percent: fc.integer({ min: 0, max: 100 }),
  cap: fc.option(count),
  floor: count,
})
const anyPart = fc
  .record({
    available: fc.integer({ min: -50, max: 1_000 }),
    reserved: count,
    units: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ available, ...more }) => part(available, more))
const anyParts = fc.array(anyPart, { minLength: 1, maxLength: 4 })

describe('the figure for Amazon', () => {
  it('R-STOCK-1: is what is available, less what is reserved and the buffer, and never below 0', () => {
    expect(known([part(10, { reserved: 3 })], { ...all, buffer: 2 }).quantity).toBe(5)
    expect(known([part(2, { reserved: 3 })]).quantity).toBe(0)
    expect(known([part(100)], { ...all, cap: 40 }).quantity).toBe(40)
    expect(known([part(100)], { ...all, percent: 30 }).quantity).toBe(30)
    expect(known([part(3)], { ...all, floor: 4 }).quantity).toBe(0)
  })

  it('R-STOCK-1: no setting ever offers a unit that is not free, in any kit', () => {
    fc.assert(
      fc.property(anyParts, anyRule, (components, rule) => {
        const { quantity } = known(components, rule)
        expect(quantity).toBeGreaterThanOrEqual(0)
        for (const { reading, reserved, units } of components) {
          const free = Math.max(0, (reading?.levels[0]?.available ?? 0) - reserved)
          expect(quantity * units).toBeLessThanOrEqual(free)
        }
        if (rule.cap !== null) expect(quantity).toBeLessThanOrEqual(rule.cap)
      }),
    )
  })

  it('R-STOCK-1: an order more never offers more', () => {
    fc.assert(
      fc.property(anyParts, anyRule, fc.integer({ min: 1, max: 20 }), (components, rule, more) => {
        const later = components.map((one) => ({ ...one, reserved: one.reserved + more }))
        expect(known(later, rule).quantity).toBeLessThanOrEqual(known(components, rule).quantity)
      }),
    )
  })

  it('R-STOCK-2: a kit is as many as its scarcest component allows', () => {
    expect(known([part(10, { units: 3 }), part(4, { units: 1 })]).quantity).toBe(3)
  })

  it('R-STOCK-3: what is not known makes the figure unknown, never 0', () => {
    const why = (component: Component) => {
      const figure = of([part(5), component])
      return figure.is === 'unknown' ? figure.why : figure.quantity
    }
    const read = (more: object) => part(1, { reading: { ...reading, ...more } })
    const reading = { tracked: true, levels: [], begunAtMs: 1, stale: false }
    expect(why(part(1, { reading: null }))).toBe('NOT_READ')
    expect(why(read({ tracked: false }))).toBe('NOT_TRACKED')
    expect(why(read({ tracked: null }))).toBe('NOT_TRACKED')
    expect(why(read({ levels: [{ locationGid: there, available: 9 }] }))).toBe('LOCATION_MISSING')
    expect(why(part(null))).toBe('FIGURE_MISSING')
    expect(figureOf({ link: 'none', components: [] }, all, []).is).toBe('unknown')
    expect(figureOf({ link: 'several', components: [part(1)] }, all, []).is).toBe('unknown')
  })

  it('R-STOCK-4: is as old as the oldest reading that it rests on, and an older one replaces nothing', () => {
    const old = part(1)
    const young = part(1, { reading: { ...old.reading, begunAtMs: 99 } as Component['reading'] })
    expect(known([young, old]).asOfMs).toBe(10)
    expect([mayReplace(null, 1), mayReplace(5, 5), mayReplace(5, 4)]).toEqual([true, true, false])
  })

  it('R-STOCK-10: names the variants of which more is sold than there is', () => {
    expect(known([part(1, { reserved: 3 })]).short).toMatchObject([{ units: 2 }])
  })
})

describe('rules', () => {
  it('R-STOCK-5: the most particular one counts, field by field', () => {
    const rules = [
      { sku: 'A', marketplaceId: null, buffer: 3 },
      { sku: null, marketplaceId: 'DE', buffer: 1, cap: 9 },
      { sku: 'A', marketplaceId: 'DE', floor: 2 },
    ]
    const found = ruleFor({ base: all, rules }, id('SellerSku', 'A'), id('MarketplaceId', 'DE'))
    expect(found).toEqual({ buffer: 3, percent: 100, cap: 9, floor: 2 })
    const other = ruleFor({ base: all, rules }, id('SellerSku', 'B'), id('MarketplaceId', 'SE'))
    expect(other).toEqual(all)
  })
})

describe('the guard', () => {
  const terms = { skus: 20, percent: 5, least: 5 }
  const drop = { from: 10, to: 0 }

  it('R-STOCK-8: more than 20 SKUs or 5 % of them that go to 0 or change by more than half stop a run', () => {
    expect(isBig({ from: 10, to: 5 })).toBe(false)
    expect(isBig({ from: 10, to: 4 })).toBe(true)
    expect(isBig({ from: 1, to: 0 })).toBe(true)
    expect(isBig({ from: 0, to: 1 })).toBe(true)
    expect(judgeRun(Array(20).fill(drop), 100_000, terms).stops).toBe(false)
    expect(judgeRun(Array(21).fill(drop), 100_000, terms)).toEqual({
      stops: true,
      big: 21,
      toZero: 21,
    })
    expect(judgeRun(Array(6).fill(drop), 100, terms).stops).toBe(true)
    expect(judgeRun(Array(5).fill(drop), 100, terms).stops).toBe(false)
    expect(judgeRun(Array(4).fill(drop), 10, terms).stops).toBe(false)
    expect(judgeRun(Array(500).fill({ from: 10, to: 9 }), 500, terms).stops).toBe(false)
  })
})
