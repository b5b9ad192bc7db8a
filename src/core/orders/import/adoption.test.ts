import { describe, expect, it } from 'vitest'
import {
  amazonOrder,
  attempt,
  emptyLookUps,
  money,
  noonMs,
  person,
  policy,
  shopGid,
  shopifyOrder,
  stockRefusal,
  variant,
  view,
} from '../../../../tests/support/order-samples.ts'
import { inWords } from '../../../../tests/support/step-in-words.ts'
import { id } from '../../ids.ts'
import { decideImport } from '../decide-import.ts'
import type { Evidence, ShopifyOrder } from '../shopify-order.ts'
import type { OrderView } from '../view.ts'

function decide(of: OrderView): string {
  return inWords(decideImport(of, policy(), noonMs))
}

describe('R-IMPORT-15: which order may be adopted', () => {
  const table: Record<Evidence, string> = {
    'our-metafield': 'record adopted',
    'source-identifier': 'record adopted',
    name: 'record adopted',
    tag: 'record adopted',
    attribute: 'record adopted',
    metafield: 'hold ADOPTION_UNCLEAR',
    note: 'hold ADOPTION_UNCLEAR',
  }
  for (const [where, expected] of Object.entries(table)) {
    it(`the id in ${where}: ${expected}`, () => {
      expect(decide(view({ candidates: [shopifyOrder(7, [where as Evidence])] }))).toBe(expected)
    })
  }

  const differing: Record<string, readonly [string, Partial<ShopifyOrder>]> = {
    total: ['other total', { total: money('21.00 EUR') }],
    currency: ['other currency', { total: money('20.00 USD') }],
    quantity: ['other lines or quantities', { lines: line({ quantity: 2 }) }],
    variant: [
      'other lines or quantities',
      { lines: line({ variantGid: variant({ gid: 'x' }).variantGid, sku: 'X' }) },
    ],
    'number of lines': ['other lines or quantities', { lines: [...line({}), ...line({})] }],
    'a line that Amazon does not have': [
      'other lines or quantities',
      { lines: [...line({}), ...line({ variantGid: variant({ gid: 'x' }).variantGid, sku: 'X' })] },
    ],
    cancellation: ['cancelled in Shopify', { cancelledAtMs: noonMs }],
    'Amazon orders in it': [
      'several Amazon orders',
      {
        amazonIds: [
          { orderId: amazonOrder().orderId, where: 'tag' },
          { orderId: id('AmazonOrderId', '306-0000000-0000000'), where: 'tag' },
        ],
      },
    ],
  }
  for (const [what, [why, over]] of Object.entries(differing)) {
    it(`not one that differs in ${what}`, () => {
      const candidates = [shopifyOrder(7, ['tag'], over)]
      const step = decideImport(view({ candidates }), policy(), noonMs)
      expect(step).toMatchObject({ code: 'ADOPTION_UNCLEAR', detail: { why, orders: ['#7'] } })
    })
  }

  it('not one of two', () => {
    const candidates = [shopifyOrder(7, ['tag']), shopifyOrder(8, ['note'])]
    expect(decide(view({ candidates }))).toBe('hold ADOPTION_UNCLEAR')
  })

  it('one whose goods go by SKU and whose charges are lines of their own', () => {
    const lines = [
      ...line({ variantGid: null }),
      ...line({ variantGid: null, sku: null, title: 'Gift wrap' }),
    ]
    expect(decide(view({ candidates: [shopifyOrder(7, ['tag'], { lines })] }))).toBe(
      'record adopted',
    )
  })

  it('one that another app made, while our own attempt is proved to have left nothing', () => {
    const effect = { attempts: [attempt('unclear')], lookUps: emptyLookUps() }
    expect(decide(view({ candidates: [shopifyOrder(7, ['tag'])], effect }))).toBe('record adopted')
  })

  it('is compared before a refusal or a missing match holds the order', () => {
    const candidates = [shopifyOrder(7, ['tag'])]
    expect(decide(view({ candidates, effect: { attempts: [stockRefusal()] } }))).toBe(
      'record adopted',
    )
    const catalogue = { is: 'absent', asOfMs: noonMs } as const
    expect(decide(view({ candidates, catalogue }))).toBe('hold ADOPTION_UNCLEAR')
  })
})

describe('R-IMPORT-16: a person decides what is unclear', () => {
  const candidates = [shopifyOrder(7, ['note'])]

  it('approves it as the same order', () => {
    const step = decideImport(
      view({ candidates, person: [person('approve-adoption', { gid: null })] }),
      policy(),
      noonMs,
    )
    expect(step).toMatchObject({
      write: { how: 'adopted', gid: shopGid(7), uses: 'input-approve-adoption' },
    })
  })

  it('names one of several', () => {
    const two = [...candidates, shopifyOrder(8, ['note'])]
    const unnamed = [person('approve-adoption')]
    expect(decide(view({ candidates: two, person: unnamed }))).toBe('hold ADOPTION_UNCLEAR')
    const named = [person('approve-adoption', { gid: shopGid(8) })]
    expect(decide(view({ candidates: two, person: named }))).toBe('record adopted')
  })

  it('has a separate one created; neither export nor force export means that', () => {
    const says = (...kinds: Parameters<typeof person>[0][]) =>
      decide(view({ candidates, person: kinds.map((kind) => person(kind)) }))
    expect(says('create-separate')).toBe('create obey-policy: CREATE')
    expect(says('export')).toBe('hold ADOPTION_UNCLEAR')
    expect(says('force-export')).toBe('hold ADOPTION_UNCLEAR')
    expect(says('dismiss')).toBe('rest DISMISSED')
  })
})

function line(over: Partial<ShopifyOrder['lines'][number]>): ShopifyOrder['lines'] {
  return [{ variantGid: variant().variantGid, sku: 'MUG', title: 'Mug', quantity: 1, ...over }]
}
