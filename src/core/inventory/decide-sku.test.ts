import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { id } from '../ids.ts'
import { decideSku, foreignMax, type Sent, type SkuView } from './decide-sku.ts'
import { causeOfDrift, type DriftFacts } from './drift.ts'
import type { StockPolicy } from './stock-policy.ts'

const here = id('LocationGid', 'gid://shopify/Location/1')
const policy: StockPolicy = {
  lane: 'live',
  locations: [here],
  base: { buffer: 1, percent: 100, cap: null, floor: 0 },
  rules: [],
  readBackMs: [30, 120],
  guard: { skus: 20, percent: 5, least: 5 },
}

function view(more: Partial<SkuView> = {}, available = 6): SkuView {
  return {
    amazonSku: id('SellerSku', 'A'),
    marketplaceId: id('MarketplaceId', 'DE'),
    fulfilledBy: 'MERCHANT',
    link: 'linked',
    components: [
      {
        variantGid: id('VariantGid', 'v'),
        inventoryItemGid: id('InventoryItemGid', 'i'),
        units: 1,
        reserved: 0,
        reading: {
          tracked: true,
          levels: [{ locationGid: here, available }],
          begunAtMs: 50,
          stale: false,
        },
      },
    ],
    amazon: { is: 'seen', value: 9, asOfMs: 100 },
    stored: null,
    sent: null,
    refused: null,
    lastSaleMs: null,
    foreignChanges: 0,
    ...more,
  }
}

const sent: Sent = { quantity: 5, atMs: 200, checks: 0, sends: 1, inFeed: false, open: true }
const step = (one: SkuView, nowMs = 300, terms = policy) => decideSku(one, terms, nowMs).step

describe('a SKU', () => {
  it('R-STOCK-1: whose figure differs is sent', () => {
    expect(step(view())).toMatchObject({ do: 'write', quantity: 5, from: 9 })
    expect(step(view({}, 10))).toMatchObject({ do: 'rest', reason: 'IN_STEP' })
  })

  it('R-STOCK-6: that Amazon ships is never written', () => {
    expect(step(view({ fulfilledBy: 'AMAZON' }))).toMatchObject({ do: 'rest' })
    expect(step(view({ fulfilledBy: null }))).toMatchObject({ at: 'amazon-listing' })
  })

  it('R-STOCK-4: is read again when something was heard, or when what was read is older', () => {
    const [component] = view().components
    const reading = component?.reading
    if (component === undefined || reading == null) throw new Error('no reading')
    const stale = { ...component, reading: { ...reading, stale: true } }
    expect(step(view({ components: [stale] }))).toMatchObject({ at: 'shop-stock' })
    const stored = { quantity: 4, asOfMs: 60 }
    expect(step(view({ stored }))).toMatchObject({ at: 'shop-stock', reason: 'SHOP_STOCK_OLDER' })
  })

  it('R-STOCK-7: sold on Amazon since it was read is looked at first: Amazon counts by itself', () => {
    expect(step(view({ lastSaleMs: 101 }))).toMatchObject({ at: 'amazon-listing' })
    expect(step(view({ lastSaleMs: 99 }))).toMatchObject({ do: 'write' })
  })

  it('R-STOCK-9: counts as set when Amazon shows it; else it is asked, sent once more, then held for six hours', () => {
    expect(step(view({ sent }), 220)).toMatchObject({ do: 'wait', untilMs: 230 })
    expect(step(view({ sent }), 230)).toMatchObject({ at: 'amazon-listing' })
    const asked = { ...sent, checks: 2 }
    expect(step(view({ sent: asked }), 400)).toMatchObject({
      do: 'write',
      reason: 'STOCK_NOT_SHOWN',
    })
    const twice = { ...asked, sends: 2 }
    const againMs = sent.atMs + 6 * 3_600_000
    expect(step(view({ sent: twice }), 400)).toMatchObject({
      ...{ code: 'STOCK_NOT_TAKEN', againAtMs: againMs },
    })
    expect(step(view({ sent: twice }), againMs)).toMatchObject({ reason: 'STOCK_NOT_SHOWN' })
    const shown = { is: 'seen', value: 5, asOfMs: 201 } as const
    expect(step(view({ sent, amazon: shown }), 220)).toMatchObject({ reason: 'IN_STEP' })
  })

  it('R-STOCK-9: a figure on its way is overtaken although Amazon shows the right one already', () => {
    const other = { ...sent, quantity: 3 }
    const amazon = { is: 'seen', value: 5, asOfMs: 201 } as const
    expect(step(view({ sent: other, amazon }))).toMatchObject({ do: 'write', quantity: 5 })
  })

  it('R-STOCK-11: in a feed is touched by nothing else', () => {
    expect(step(view({ sent: { ...sent, inFeed: true } }))).toMatchObject({ reason: 'IN_A_FEED' })
  })

  it('R-STOCK-12: refused by Amazon waits with its words, until the figure is another', () => {
    const refused = { quantity: 5, code: '4001', text: 'no', atMs: 200 }
    expect(step(view({ refused }))).toMatchObject({ code: 'STOCK_REFUSED', detail: { text: 'no' } })
    expect(step(view({ refused: { ...refused, quantity: 6 } }))).toMatchObject({ do: 'write' })
  })

  it('R-STOCK-13: that somebody else keeps changing waits for a person', () => {
    expect(step(view({ foreignChanges: foreignMax }))).toMatchObject({
      code: 'STOCK_ANOTHER_WRITER',
    })
  })

  it('R-STOCK-3: is never written while anything it rests on is unknown, whatever else is so', () => {
    const anyView = fc.record({
      sent: fc.constantFrom(null, sent, { ...sent, checks: 2 }),
      lastSaleMs: fc.constantFrom(null, 50, 150),
      foreignChanges: fc.integer({ min: 0, max: 9 }),
      gap: fc.constantFrom('tracked', 'null', 'link', 'amazon', 'place'),
    })
    fc.assert(
      fc.property(anyView, fc.integer({ min: 0, max: 1_000 }), ({ gap, ...more }, nowMs) => {
        expect(step(withGap(view(more), gap), nowMs).do).not.toBe('write')
      }),
    )
  })

  it('R-STOCK-14: in watch nothing is sent, and what would be is told', () => {
    const watch = { ...policy, lane: 'watch' } as const
    expect(step(view(), 300, watch)).toMatchObject({ would: { from: 9, to: 5 } })
  })
})

function withGap(whole: SkuView, gap: string): SkuView {
  if (gap === 'amazon') return { ...whole, amazon: { is: 'unknown' } }
  if (gap === 'link') return { ...whole, link: 'several' }
  const components = whole.components.map((one) => {
    if (one.reading === null) return one
    if (gap === 'tracked') return { ...one, reading: { ...one.reading, tracked: null } }
    const levels = gap === 'null' ? [{ locationGid: here, available: null }] : []
    return { ...one, reading: { ...one.reading, levels } }
  })
  return { ...whole, components }
}

describe('a drift', () => {
  const facts: DriftFacts = {
    ...{
      amazon: 3,
      formula: 5,
      before: 5,
      shownBefore: null,
      isWatched: false,
      isWaiting: false,
      isHeld: false,
    },
    ...{ refusedQuantity: null, sent: { quantity: 5, open: false }, foreignQuantity: null },
  }
  const cause = (more: Partial<DriftFacts> = {}) => causeOfDrift({ ...facts, ...more })

  it('B20: has a likely cause, told from what we did and heard', () => {
    expect(cause({ amazon: 5 })).toBeUndefined()
    expect(cause({ foreignQuantity: 3 })).toBe('FOREIGN_CHANGE')
    expect(cause({ before: 3 })).toBe('SHOP_CHANGE_UNHEARD')
    expect(cause({ sent: null })).toBe('NEVER_WRITTEN')
    expect(cause({ sent: null, shownBefore: 5 })).toBe('CHANGED_UNHEARD')
    expect(cause({ sent: { quantity: 5, open: true } })).toBe('NOT_SHOWN_YET')
    expect(cause({ refusedQuantity: 5 })).toBe('REFUSED')
    expect(cause({ isHeld: true })).toBe('HELD_BY_GUARD')
    expect(cause()).toBe('CHANGED_UNHEARD')
  })
})
