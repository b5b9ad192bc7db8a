import { describe, expect, it } from 'vitest'
import {
  amazonItem,
  amazonOrder,
  attempt,
  connectedMs,
  dayMs,
  emptyLookUps,
  hourMs,
  money,
  noonMs,
  part,
  person,
  policy,
  shopifyOrder,
  view,
} from '../../../../tests/support/order-samples.ts'
import { inWords } from '../../../../tests/support/step-in-words.ts'
import { id } from '../../ids.ts'
import type { AmazonOrder, OrderStatus } from '../amazon-order.ts'
import { decideImport } from '../decide-import.ts'
import type { ImportPolicy } from '../policy.ts'
import type { PersonInput } from '../view.ts'

function decide(
  order: Partial<AmazonOrder>,
  settings: Partial<ImportPolicy> = {},
  says: readonly PersonInput[] = [],
): string {
  const step = decideImport(
    view({ order: amazonOrder(order), person: says }),
    policy(settings),
    noonMs,
  )
  return inWords(step)
}

const unknownStatus = { unrecognised: 'TELEPORTED' } as const
type Status = OrderStatus | 'unknown'

describe('R-IMPORT-6, B49, B77: the status and who fulfils', () => {
  type Who = 'merchant' | 'amazon, list' | 'amazon, import' | 'not sold on Amazon' | 'unknown'
  const obey = 'create obey-policy: CREATE'
  const unknownValue = 'hold UNKNOWN_VALUE'
  const notSold = 'rest NOT_AN_AMAZON_SALE'
  const elsewhere = { 'not sold on Amazon': notSold, unknown: unknownValue }
  const byAmazon = { 'amazon, list': 'rest FBA_LISTED', 'amazon, import': 'rest FBA_NOT_SHIPPED' }
  const shippedByAmazon = { ...byAmazon, 'amazon, import': 'create bypass: CREATE' }
  const everywhere = (expected: string): Record<Who, string> => ({
    merchant: expected,
    'amazon, list': expected,
    'amazon, import': expected,
    'not sold on Amazon': expected,
    unknown: expected,
  })
  const table: Record<Status, Record<Who, string>> = {
    PENDING_AVAILABILITY: { merchant: 'rest PENDING', ...byAmazon, ...elsewhere },
    PENDING: { merchant: 'rest PENDING', ...byAmazon, ...elsewhere },
    UNSHIPPED: { merchant: obey, ...byAmazon, ...elsewhere },
    PARTIALLY_SHIPPED: { merchant: 'hold PARTLY_SHIPPED', ...byAmazon, ...elsewhere },
    SHIPPED: { merchant: 'create ignore-policy: CREATE', ...shippedByAmazon, ...elsewhere },
    CANCELLED: everywhere('rest CANCELLED_BEFORE_IMPORT'),
    UNFULFILLABLE: everywhere(notSold),
    unknown: everywhere(unknownValue),
  }
  const who: Record<Who, readonly [Partial<AmazonOrder>, Partial<ImportPolicy>]> = {
    merchant: [{}, {}],
    'amazon, list': [{ fulfilledBy: 'AMAZON' }, { fba: 'list' }],
    'amazon, import': [{ fulfilledBy: 'AMAZON' }, { fba: 'import' }],
    'not sold on Amazon': [{ channel: 'NON_AMAZON' }, { fba: 'import' }],
    unknown: [{ fulfilledBy: { unrecognised: 'ROBOT' } }, {}],
  }
  for (const [status, row] of Object.entries(table)) {
    for (const [whose, expected] of Object.entries(row)) {
      it(`${status}, ${whose}: ${expected}`, () => {
        const [order, settings] = who[whose as Who]
        const sent = status === 'unknown' ? unknownStatus : (status as OrderStatus)
        expect(decide({ status: sent, ...order }, settings)).toBe(expected)
      })
    }
  }
})

describe('R-IMPORT-10: what is not known is held with its name', () => {
  const cases: Record<string, Partial<AmazonOrder>> = {
    status: { status: unknownStatus },
    'sales channel': { channel: { unrecognised: 'TELEPORTED' } },
    'fulfilled by': { fulfilledBy: { unrecognised: 'TELEPORTED' } },
    program: { programs: ['PRIME', 'TELEPORTED'] },
  }
  for (const [field, order] of Object.entries(cases)) {
    it(`an unknown ${field}`, () => {
      const step = decideImport(view({ order: amazonOrder(order) }), policy(), noonMs)
      expect(step).toMatchObject({
        do: 'hold',
        code: 'UNKNOWN_VALUE',
        detail: { field, value: 'TELEPORTED' },
      })
    })
  }

  it('an unknown program of a line too; a person may export it as an ordinary order', () => {
    const order = { items: [amazonItem({ programs: ['TELEPORTED'] })] }
    expect(decide(order)).toBe('hold UNKNOWN_VALUE')
    expect(decide(order, {}, [person('export')])).toBe('create obey-policy: CREATE')
    expect(decide({ status: unknownStatus }, {}, [person('export')])).toBe('hold UNKNOWN_VALUE')
  })

  it('known programs pass', () => {
    const programs = ['PRIME', 'AMAZON_BUSINESS', 'FBM_SHIP_PLUS']
    const items = [amazonItem({ programs: ['TRANSPARENCY', 'SUBSCRIBE_AND_SAVE'] })]
    expect(decide({ programs, items })).toBe('create obey-policy: CREATE')
  })

  it('an order without any line left is held as unreadable', () => {
    expect(decide({ items: [] })).toBe('hold UNREADABLE_ORDER')
    expect(decide({ items: [amazonItem({ quantityOrdered: 0 })] })).toBe('hold UNREADABLE_ORDER')
  })
})

describe('R-IMPORT-7: from when', () => {
  const before = { createdAtMs: connectedMs - dayMs }
  const parcel = (shippedAtMs: number) => ({
    packages: [
      { packageId: '1', carrier: 'DHL', trackingNumber: 'X', shippedAtMs, status: null, items: [] },
    ],
  })
  const backfills = [{ fromMs: connectedMs - 3 * dayMs, toMs: connectedMs }]

  it('what is still to be shipped is imported, however old', () => {
    expect(decide({ ...before, status: 'UNSHIPPED' })).toBe('create obey-policy: CREATE')
    expect(decide({ ...before, status: 'PARTIALLY_SHIPPED' })).toBe('hold PARTLY_SHIPPED')
  })

  it('what was shipped before the connection rests, unless a backfill or a person asks', () => {
    const shipped = { ...before, status: 'SHIPPED' } as const
    expect(decide(shipped)).toBe('rest SHIPPED_BEFORE_CONNECTION')
    expect(decide(shipped, { backfills })).toBe('create bypass: CREATE')
    expect(decide(shipped, {}, [person('export')])).toBe('create bypass: CREATE')
    const older = [{ fromMs: 0, toMs: before.createdAtMs - 1 }]
    expect(decide(shipped, { backfills: older })).toBe('rest SHIPPED_BEFORE_CONNECTION')
  })

  it('R-IMPORT-8: what left since the connection claims its stock; what left before does not', () => {
    const shipped = { status: 'SHIPPED', ...parcel(connectedMs + hourMs) } as const
    const early = { status: 'SHIPPED', ...before, ...parcel(connectedMs - hourMs) } as const
    expect(decide({ ...before, ...shipped })).toBe('create ignore-policy: CREATE')
    expect(decide(shipped, { stock: 'bypass' })).toBe('create bypass: CREATE')
    expect(decide(early, { backfills })).toBe('create bypass: CREATE')
  })

  it('R-IMPORT-9, B35: Amazon’s own shipments are created as fulfilled and claim nothing', () => {
    const order = { fulfilledBy: 'AMAZON', status: 'SHIPPED' } as const
    expect(decide(order, { fba: 'import', stock: 'claim-anyway' })).toBe('create bypass: CREATE')
    const old = { ...order, ...before }
    expect(decide(old, { fba: 'import' })).toBe('rest BEFORE_CONNECTION')
    expect(decide(old, { fba: 'import', backfills })).toBe('create bypass: CREATE')
    expect(decide(order, { fba: 'list' }, [person('export')])).toBe('rest FBA_LISTED')
  })

  it('only the marketplaces that are chosen; none chosen means all', () => {
    const marketplaces = [id('MarketplaceId', 'ATVPDKIKX0DER')]
    expect(decide({}, { marketplaces })).toBe('rest MARKETPLACE_NOT_CHOSEN')
    expect(decide({ marketplaceId: marketplaces[0] ?? null }, { marketplaces })).toBe(
      'create obey-policy: CREATE',
    )
    expect(decide({ marketplaceId: null }, { marketplaces })).toBe('create obey-policy: CREATE')
  })
})

describe('R-IMPORT-11: replacements and exchanges', () => {
  const replaces = { orderId: amazonOrder().orderId, kind: 'replacement' } as const
  const free = { parts: [part('ITEM', '20.00 EUR'), part('DISCOUNT', '-20.00 EUR')] }

  it('without a price are created like any order, and claim stock', () => {
    const order = { replaces, grandTotal: money('0 EUR'), items: [amazonItem(free)] }
    expect(decide(order)).toBe('create obey-policy: CREATE')
    const noMoney = { replaces, grandTotal: null, items: [amazonItem({ parts: [] })] }
    expect(decide(noMoney)).toBe('create obey-policy: CREATE')
  })

  it('with a price are held until a person exports them', () => {
    expect(decide({ replaces })).toBe('hold PAID_REPLACEMENT')
    expect(decide({ replaces, grandTotal: null })).toBe('hold PAID_REPLACEMENT')
    expect(decide({ replaces }, {}, [person('export')])).toBe('create obey-policy: CREATE')
  })
})

describe('R-IMPORT-40: an order of which a part was shipped before it came to Shopify', () => {
  const items = [amazonItem({ quantityOrdered: 3, quantityFulfilled: 1 })]

  it('is held, whatever its status says, for nothing may be shipped twice', () => {
    expect(decide({ status: 'PARTIALLY_SHIPPED' })).toBe('hold PARTLY_SHIPPED')
    expect(decide({ items })).toBe('hold PARTLY_SHIPPED')
    const live = view({ order: amazonOrder({ items, status: 'PARTIALLY_SHIPPED' }) })
    expect(decideImport(live, policy(), noonMs)).toMatchObject({
      detail: { shipped: ['MUG: 1 of 3'] },
    })
  })

  it('is held again after an answer was lost: only a person creates it', () => {
    const lost = { attempts: [attempt('unclear')], lookUps: emptyLookUps() }
    const of = view({ order: amazonOrder({ status: 'PARTIALLY_SHIPPED' }), effect: lost })
    expect(inWords(decideImport(of, policy(), noonMs))).toBe('hold PARTLY_SHIPPED')
  })

  it('is adopted where another app has it, and created when a person exports it', () => {
    const order = amazonOrder({ status: 'PARTIALLY_SHIPPED' })
    const theirs = view({ order, candidates: [shopifyOrder(7, ['tag'])] })
    expect(inWords(decideImport(theirs, policy(), noonMs))).toBe('record adopted')
    const go = [person('export')]
    expect(decide({ status: 'PARTIALLY_SHIPPED' }, {}, go)).toBe('create obey-policy: CREATE')
  })
})
