import { describe, expect, it } from 'vitest'
import {
  amazonOrder,
  attempt,
  fulfillmentOrder,
  hourMs,
  mainLocation,
  minuteMs,
  noonMs,
  otherLocation,
  person,
  policy,
  shopifyOrder,
  view,
} from '../../../../tests/support/order-samples.ts'
import { inWords } from '../../../../tests/support/step-in-words.ts'
import { id } from '../../ids.ts'
import { absent, seen } from '../../seen.ts'
import { decideImport } from '../decide-import.ts'
import type { ImportPolicy } from '../policy.ts'
import type { ShopifyOrder } from '../shopify-order.ts'
import type { EffectView, MoveView, OrderView } from '../view.ts'

const createdMs = noonMs - minuteMs
const effect: Partial<EffectView> = {
  attempts: [attempt('done', { atMs: createdMs })],
  platformId: shopifyOrder(1, []).gid,
  how: 'created',
}

function imported(shop: Partial<ShopifyOrder> = {}, over: Partial<OrderView> = {}): OrderView {
  const order = shopifyOrder(1, ['our-metafield'], shop)
  return { ...view({ effect, shopify: seen(order, createdMs), candidates: [order] }), ...over }
}

function decide(of: OrderView, settings: Partial<ImportPolicy> = {}, nowMs = noonMs): string {
  return inWords(decideImport(of, policy(settings), nowMs))
}

function move(state: MoveView['state'], to = mainLocation, over: Partial<MoveView> = {}): MoveView {
  const { gid: fulfillmentOrderGid } = fulfillmentOrder('OPEN', null)
  const read = { atMs: createdMs, overAtMs: createdMs, readSince: true }
  return { fulfillmentOrderGid, toLocationGid: to, state, ...read, ...over }
}

describe('R-IMPORT-24: from where the goods leave', () => {
  type Status = 'OPEN' | 'SCHEDULED' | 'ON_HOLD' | 'IN_PROGRESS' | 'CLOSED' | 'CANCELLED' | 'NEW'
  type Place = 'chosen' | 'other' | 'not yet known'
  const away = 'hold LOCATION_NOT_CHOSEN'
  const asked = 'look shopify-order'
  const table: Record<Status, Record<Place, string>> = {
    OPEN: { chosen: 'rest IMPORTED', other: 'move to 1', 'not yet known': asked },
    SCHEDULED: { chosen: 'rest IMPORTED', other: away, 'not yet known': asked },
    ON_HOLD: { chosen: 'rest IMPORTED', other: away, 'not yet known': asked },
    IN_PROGRESS: { chosen: 'rest IMPORTED', other: away, 'not yet known': asked },
    NEW: { chosen: 'rest IMPORTED', other: away, 'not yet known': asked },
    CLOSED: { chosen: 'rest IMPORTED', other: 'rest IMPORTED', 'not yet known': 'rest IMPORTED' },
    CANCELLED: {
      chosen: 'rest IMPORTED',
      other: 'rest IMPORTED',
      'not yet known': 'rest IMPORTED',
    },
  }
  const places = { chosen: mainLocation, other: otherLocation, 'not yet known': null }
  for (const [status, row] of Object.entries(table)) {
    for (const [place, expected] of Object.entries(row)) {
      it(`${status} at a location that is ${place}: ${expected}`, () => {
        const location = places[place as Place]
        expect(decide(imported({ fulfillmentOrders: [fulfillmentOrder(status, location)] }))).toBe(
          expected,
        )
      })
    }
  }

  const elsewhere = { fulfillmentOrders: [fulfillmentOrder('OPEN', otherLocation)] }

  it('is left to Shopify when no location is chosen', () => {
    expect(decide(imported(elsewhere), { chosenLocations: [] })).toBe('rest IMPORTED')
  })

  it('is held where the seller wants to decide, and rests once it is dismissed', () => {
    const settings = { outsideLocation: 'hold' } as const
    expect(decide(imported(elsewhere), settings)).toBe('hold LOCATION_NOT_CHOSEN')
    const dismissed = imported(elsewhere, { person: [person('dismiss', { atMs: noonMs })] })
    expect(decide(dismissed, settings)).toBe('rest IMPORTED')
  })

  it('is not moved while the lane only watches', () => {
    expect(decide(imported(elsewhere), { lane: 'watch' })).toBe(
      'rest WATCHING, would move-fulfillment-order',
    )
  })

  it('a refused move, or one that changed nothing, goes to the next location and then is held', () => {
    const third = id('LocationGid', 'gid://shopify/Location/3')
    const both = { chosenLocations: [mainLocation, third] }
    for (const state of ['refused', 'done'] as const) {
      const once = imported(elsewhere, { moves: [move(state)] })
      expect(decide(once)).toBe('hold LOCATION_NOT_CHOSEN')
      expect(decide(once, both)).toBe('move to 3')
      const twice = imported(elsewhere, { moves: [move(state), move(state, third)] })
      expect(decide(twice, both)).toBe('hold LOCATION_NOT_CHOSEN')
    }
    expect(decide(imported(elsewhere, { moves: [move('unclear')] }))).toBe('move to 1')
  })

  it('is written down where a move without an answer brought it home', () => {
    const home = { fulfillmentOrders: [fulfillmentOrder('OPEN', mainLocation)] }
    const at = home.fulfillmentOrders[0]?.gid.split('/').at(-1)
    expect(decide(imported(home, { moves: [move('unclear')] }))).toBe(
      `record move-fulfillment-order:${at}>1`,
    )
    for (const moves of [[move('done')], [move('done'), move('unclear')]]) {
      expect(decide(imported(home, { moves }))).toBe('rest IMPORTED')
    }
  })

  it('is read again before anything is said about a move that came after the last reading', () => {
    const after = { atMs: createdMs + 1, overAtMs: createdMs + 60_000, readSince: false }
    for (const state of ['done', 'unclear'] as const) {
      const later = move(state, mainLocation, after)
      expect(decide(imported(elsewhere, { moves: [later] }))).toBe('look shopify-order')
    }
    const refused = move('refused', mainLocation, after)
    expect(decide(imported(elsewhere, { moves: [refused] }))).toBe('hold LOCATION_NOT_CHOSEN')
  })

  it('waits for the end of a move that may still arrive, and is then read once more', () => {
    const over = { atMs: createdMs - 1, overAtMs: createdMs + 2_000, readSince: false }
    for (const state of ['done', 'unclear'] as const) {
      const seenMeanwhile = imported(elsewhere, { moves: [move(state, mainLocation, over)] })
      expect(decide(seenMeanwhile, {}, createdMs + 1_000)).toMatch(/^wait .* CHECK_LOCATION$/)
      expect(decide(seenMeanwhile, {}, createdMs + 2_000)).toBe('look shopify-order')
    }
    const home = { fulfillmentOrders: [fulfillmentOrder('OPEN', mainLocation)] }
    const arrived = imported(home, { moves: [move('unclear', mainLocation, over)] })
    expect(decide(arrived)).toMatch(/^record move-fulfillment-order/)
  })

  it('has the key of that one move', () => {
    expect(decideImport(imported(elsewhere), policy(), noonMs)).toMatchObject({
      write: { key: 'move-fulfillment-order:9>1' },
    })
  })
})

describe('R-IMPORT-24: an order that Shopify has not routed yet', () => {
  const unrouted = imported({ fulfillmentOrders: [] })
  const readAt = (asOfMs: number): OrderView => {
    const order = shopifyOrder(1, ['our-metafield'], { fulfillmentOrders: [] })
    return { ...unrouted, shopify: seen(order, asOfMs) }
  }

  it('is read again after half a minute, then after ever longer', () => {
    expect(decide(unrouted, {}, createdMs + 29_999)).toBe('wait +-0.5 CHECK_LOCATION')
    expect(decide(unrouted, {}, createdMs + 30_000)).toBe('look shopify-order')
    const later = readAt(createdMs + 4 * minuteMs)
    expect(decide(later, {}, createdMs + 5 * minuteMs)).toBe('wait +7 CHECK_LOCATION')
  })

  it('is left to its webhook after a quarter of an hour', () => {
    expect(decide(readAt(createdMs + 15 * minuteMs), {}, noonMs + hourMs)).toBe('rest IMPORTED')
  })
})

describe('what is over is left alone', () => {
  const elsewhere = [fulfillmentOrder('OPEN', otherLocation)]

  it('another app’s order rests as adopted', () => {
    const adopted = view({ effect: { ...effect, how: 'adopted' } })
    expect(decide(adopted)).toBe('rest ADOPTED')
  })

  it('an order deleted in Shopify is not made again', () => {
    expect(decide(imported({}, { shopify: absent(noonMs) }))).toBe('rest DELETED_IN_SHOPIFY')
  })

  it('an order cancelled on either side is not moved', () => {
    const inShopify = imported({ fulfillmentOrders: elsewhere, cancelledAtMs: noonMs })
    expect(decide(inShopify)).toBe('rest IMPORTED')
    const amazon = seen(amazonOrder({ status: 'CANCELLED' }), noonMs)
    expect(decide(imported({ fulfillmentOrders: elsewhere }, { amazon }))).toBe('rest IMPORTED')
  })

  it('an order that became unreadable on Amazon stays imported', () => {
    expect(decide(imported({}, { unreadable: { paths: ['x'] } }))).toBe('rest IMPORTED')
  })
})
