import { describe, expect, it } from 'vitest'
import {
  amazonItem,
  amazonOrder,
  dayMs,
  hourMs,
  minuteMs,
  money,
  noonMs,
  person,
  policy,
  shopifyOrder,
  view,
} from '../../../tests/support/order-samples.ts'
import { inWords } from '../../../tests/support/step-in-words.ts'
import { id } from '../ids.ts'
import { absent, seen, unknown } from '../seen.ts'
import { decideImport } from './decide-import.ts'
import type { ImportPolicy } from './policy.ts'
import type { OrderView } from './view.ts'

function decide(of: OrderView, settings: Partial<ImportPolicy> = {}, nowMs = noonMs): string {
  return inWords(decideImport(of, policy(settings), nowMs))
}

describe('an ordinary order', () => {
  it('B28, B76: is created by default, with nobody asking', () => {
    expect(decide(view())).toBe('create obey-policy: CREATE')
  })

  it('R-MATCH-10, B79: tells with its create how each line found its variant', () => {
    expect(decideImport(view(), policy(), noonMs)).toMatchObject({
      write: { matched: [{ itemId: '1', step: 'sku', variantGids: [expect.any(String)] }] },
    })
  })
})

describe('R-IMPORT-2: nothing is written while a side is unknown', () => {
  const blind: Record<string, readonly [OrderView, string]> = {
    'the order': [view({ amazon: unknown }), 'look amazon-order'],
    'the catalogue': [view({ catalogue: unknown }), 'look catalogue'],
    'our Shopify order': [
      view({ effect: { platformId: shopifyOrder(1, []).gid, how: 'created' } }),
      'look shopify-order',
    ],
  }
  for (const [side, [of, expected]] of Object.entries(blind)) {
    it(`${side} is unknown: ${expected}`, () => {
      expect(decide(of)).toBe(expected)
      expect(decide(of, { lane: 'watch' })).toBe(expected)
    })
  }

  it('an order that Amazon does not know rests', () => {
    expect(decide(view({ amazon: absent(noonMs) }))).toBe('rest NOT_ON_AMAZON')
  })

  it('a shop without products has no match, which is known', () => {
    expect(decide(view({ catalogue: absent(noonMs) }))).toBe('hold SKU_UNMAPPED')
  })

  it('an order that cannot be read is held with the places, never a value', () => {
    const step = decideImport(view({ unreadable: { paths: ['orderItems.0'] } }), policy(), noonMs)
    expect(step).toMatchObject({ code: 'UNREADABLE_ORDER', detail: { paths: ['orderItems.0'] } })
  })
})

describe('R-IMPORT-12, B76: the import switched off', () => {
  it('creates nothing', () => {
    expect(decide(view(), { importOn: false })).toBe('rest IMPORT_OFF')
  })

  it('bothers nobody with holds', () => {
    const order = amazonOrder({ programs: ['NEW'] })
    expect(decide(view({ order }), { importOn: false })).toBe('rest IMPORT_OFF')
  })

  it('still creates what a person exports', () => {
    const exported = view({ person: [person('export')] })
    expect(decide(exported, { importOn: false })).toBe('create obey-policy: CREATE')
  })
})

describe('R-IMPORT-13: a lane that only watches', () => {
  it('says what it would do and does nothing', () => {
    const watch = { lane: 'watch' } as const
    expect(decide(view(), watch)).toBe('rest WATCHING, would create-shopify-order')
    const other = view({ candidates: [shopifyOrder(1, ['source-identifier'])] })
    expect(decide(other, watch)).toBe('rest WATCHING, would record-shopify-order')
  })

  it('shows holds as they would be', () => {
    const order = amazonOrder({ items: [amazonItem({ sku: null, title: 'x' })] })
    expect(decide(view({ order }), { lane: 'watch' })).toBe('hold SKU_UNMAPPED')
  })
})

describe('R-IMPORT-14: missing personal data', () => {
  const lacking = view({ personal: 'none', firstSeenMs: noonMs - 25 * minuteMs })

  it('waits up to the setting from first sight, then goes on without', () => {
    expect(decide(lacking)).toBe('wait +5 WAITING_FOR_ADDRESS')
    expect(decide({ ...lacking, personal: 'no-address' })).toBe('wait +5 WAITING_FOR_ADDRESS')
    expect(decide(lacking, {}, noonMs + 5 * minuteMs)).toBe('create obey-policy: CREATE')
    expect(decide(lacking, { personalWaitMs: 0 })).toBe('create obey-policy: CREATE')
  })

  it('matters only to goods that are still to be sent', () => {
    const order = amazonOrder({ status: 'SHIPPED' })
    expect(decide({ ...lacking, amazon: seen(order, noonMs) })).toBe('create ignore-policy: CREATE')
  })
})

describe('R-IMPORT-22: an event newer than Amazon’s answers', () => {
  const readMs = noonMs - 10_000
  const behind = (reads: number) =>
    view({ behind: { eventMs: noonMs - 60_000, reads, lastReadMs: readMs } })
  const waits: Record<number, number> = { 1: 30_000, 2: 2 * minuteMs, 3: 10 * minuteMs }

  it('is read at once, then after 30 s, 2 min and 10 min, then what is shown counts', () => {
    expect(decide(behind(0))).toBe('look amazon-order')
    for (const [reads, waitMs] of Object.entries(waits)) {
      const due = readMs + waitMs
      expect(decide(behind(Number(reads)))).toContain('AMAZON_BEHIND_EVENT')
      expect(decide(behind(Number(reads)), {}, due - 1)).toMatch(/^wait/)
      expect(decide(behind(Number(reads)), {}, due)).toBe('look amazon-order')
    }
    expect(decide(behind(4))).toBe('create obey-policy: CREATE')
    expect(decide({ ...behind(4), amazon: absent(noonMs) })).toBe('hold AMAZON_BEHIND_EVENT')
  })

  it('an order that was announced and never shown is not asked for without end', () => {
    const never = (reads: number) => ({ ...behind(reads), amazon: unknown })
    expect(decide(never(0))).toBe('look amazon-order')
    expect(decide(never(1), {}, readMs + 29_000)).toMatch(/^wait/)
    expect(decide(never(1), {}, readMs + 30_000)).toBe('look amazon-order')
    expect(decide(never(4))).toBe('hold AMAZON_BEHIND_EVENT')
  })

  it('goes on with what Amazon shows when a person says so', () => {
    expect(decide({ ...behind(1), person: [person('export')] })).toBe('create obey-policy: CREATE')
  })
})

describe('R-IMPORT-21: what a person said', () => {
  it('a dismissal rests the order until somebody exports it again', () => {
    const dismissed = person('dismiss', { atMs: noonMs - 2 * minuteMs })
    const held = amazonOrder({ programs: ['NEW'] })
    expect(decide(view({ person: [dismissed] }))).toBe('rest DISMISSED')
    expect(decide(view({ order: held, person: [dismissed] }))).toBe('rest DISMISSED')
    const again = [dismissed, person('export')]
    expect(decide(view({ person: again }))).toBe('create obey-policy: CREATE')
    const unreadable = view({ unreadable: { paths: ['x'] }, person: [dismissed] })
    expect(decide(unreadable)).toBe('rest DISMISSED')
  })

  it('a newer dismissal takes an export back', () => {
    const both = [person('export', { atMs: noonMs - 2 * minuteMs }), person('dismiss')]
    expect(decide(view({ person: both }))).toBe('rest DISMISSED')
  })

  it('a cancelled order says so, dismissed or not', () => {
    const order = amazonOrder({ status: 'CANCELLED' })
    expect(decide(view({ order, person: [person('dismiss')] }))).toBe(
      'rest CANCELLED_BEFORE_IMPORT',
    )
  })

  it('is used up by the create that follows it', () => {
    const step = decideImport(view({ person: [person('export')] }), policy(), noonMs)
    expect(step).toMatchObject({ write: { uses: 'input-export' } })
    expect(decideImport(view(), policy(), noonMs)).toMatchObject({ write: { uses: null } })
  })

  it('B84: force export ignores stock at the first create already', () => {
    const forced = view({ person: [person('force-export')] })
    expect(decide(forced)).toBe('create ignore-policy: FORCED_BY_PERSON')
    expect(decide(forced, { stock: 'bypass' })).toBe('create bypass: FORCED_BY_PERSON')
  })
})

describe('R-IMPORT-23: orders older than Shopify shows us', () => {
  const old = amazonOrder({ createdAtMs: noonMs - 70 * dayMs })
  const index = { complete: true, asOfMs: noonMs, completeFromMs: noonMs - 61 * dayMs, matches: [] }

  it('are held, since nobody can say that Shopify does not have them', () => {
    expect(decide(view({ order: old, foreign: index }))).toBe('hold BACKFILL_NOT_VISIBLE')
    const step = decideImport(view({ order: old, foreign: index }), policy(), noonMs)
    expect(step).toMatchObject({ detail: { days: 70 }, againAtMs: null })
  })

  it('go on where the index reaches back, the scope allows, or a person insists', () => {
    const covered = { ...index, completeFromMs: noonMs - 80 * dayMs }
    expect(decide(view({ order: old, foreign: covered }))).toBe('create obey-policy: CREATE')
    expect(decide(view({ order: old, foreign: index }), { readsAllOrders: true })).toBe(
      'look identifier',
    )
    const insisted = view({ order: old, foreign: index, person: [person('force-export')] })
    expect(decide(insisted)).toBe('look identifier')
  })

  it('wait for the index where it is only late', () => {
    const late = { ...index, completeFromMs: noonMs - 80 * dayMs, asOfMs: noonMs - hourMs }
    const step = decideImport(view({ order: old, foreign: late }), policy(), noonMs)
    expect(step).toMatchObject({
      code: 'BACKFILL_NOT_VISIBLE',
      againAtMs: noonMs + 15 * minuteMs,
    })
  })
})

describe('R-MONEY-3: money that does not add up', () => {
  it('holds the order with the figures', () => {
    const order = amazonOrder({ grandTotal: money('21.00 EUR') })
    expect(decide(view({ order }))).toBe('hold MONEY_DOES_NOT_ADD_UP')
  })

  it('one order holds only itself: it says nothing of another', () => {
    const other = amazonOrder({ orderId: id('AmazonOrderId', '306-1234567-0000001') })
    expect(decide(view({ order: other }))).toBe('create obey-policy: CREATE')
  })
})
