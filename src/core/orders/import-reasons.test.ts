import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  amazonOrder,
  attempt,
  connectedMs,
  dayMs,
  emptyLookUps,
  fulfillmentOrder,
  mainLocation,
  minuteMs,
  money,
  noonMs,
  otherLocation,
  person,
  policy,
  shopGid,
  shopifyOrder,
  stockRefusal,
  variant,
  view,
} from '../../../tests/support/order-samples.ts'
import { id } from '../ids.ts'
import { absent, seen, unknown } from '../seen.ts'
import type { Step } from '../step.ts'
import type { AmazonOrder } from './amazon-order.ts'
import { decideImport } from './decide-import.ts'
import type { ImportPolicy } from './policy.ts'
import type { ImportHold, ImportReason } from './reasons.ts'
import type { EffectView, OrderView } from './view.ts'

/** What is out of the ordinary; causes can be put on top of each other. */
type Cause = {
  readonly order?: Partial<AmazonOrder>
  readonly view?: Partial<OrderView>
  readonly effect?: Partial<EffectView>
  readonly policy?: Partial<ImportPolicy>
  readonly nowMs?: number
}

function decide(...causes: readonly Cause[]): string {
  const order = amazonOrder(Object.assign({}, ...causes.map((cause) => cause.order ?? {})))
  const base = view({
    order,
    effect: Object.assign({}, ...causes.map(({ effect }) => effect ?? {})),
  })
  const over: Partial<OrderView> = Object.assign({}, ...causes.map((cause) => cause.view ?? {}))
  const settings = policy(Object.assign({}, ...causes.map((cause) => cause.policy ?? {})))
  const nowMs = causes.find((cause) => cause.nowMs !== undefined)?.nowMs ?? noonMs
  return codeOf(decideImport({ ...base, ...over }, settings, nowMs))
}

function codeOf(step: Step): string {
  return step.do === 'hold' ? `hold ${step.code}` : step.reason
}

const own = shopifyOrder(1, ['our-metafield'])
const imported = { attempts: [attempt('done')], platformId: shopGid(1), how: 'created' } as const
const away = { ...own, fulfillmentOrders: [fulfillmentOrder('OPEN', otherLocation)] }
const shippedEarly = { status: 'SHIPPED', createdAtMs: connectedMs - dayMs } as const
const byAmazon = { fulfilledBy: 'AMAZON' } as const
const refusal = { kind: 'other', code: 'INVALID', field: '', text: '' } as const
const asked = { lookUps: emptyLookUps() }
const staleIndex = { foreign: { ...view().foreign, complete: false } }

/** One way to each code. A code without a way does not compile. */
const causes: Record<ImportReason | `hold ${ImportHold}`, Cause> = {
  AMAZON_NOT_READ: { view: { amazon: unknown } },
  AMAZON_BEHIND_EVENT: { view: { behind: { eventMs: noonMs, reads: 0, lastReadMs: 0 } } },
  CATALOGUE_NOT_READ: { view: { catalogue: unknown } },
  NOT_ON_AMAZON: { view: { amazon: absent(noonMs) } },
  PENDING: { order: { status: 'PENDING' } },
  CANCELLED_BEFORE_IMPORT: { order: { status: 'CANCELLED' } },
  NOT_AN_AMAZON_SALE: { order: { channel: 'NON_AMAZON' } },
  MARKETPLACE_NOT_CHOSEN: {
    policy: { marketplaces: [id('MarketplaceId', 'ATVPDKIKX0DER')] },
  },
  FBA_LISTED: { order: byAmazon },
  FBA_NOT_SHIPPED: { order: byAmazon, policy: { fba: 'import' } },
  SHIPPED_BEFORE_CONNECTION: { order: shippedEarly },
  BEFORE_CONNECTION: { order: { ...shippedEarly, ...byAmazon }, policy: { fba: 'import' } },
  IMPORT_OFF: { policy: { importOn: false } },
  WATCHING: { policy: { lane: 'watch' } },
  DISMISSED: { view: { person: [person('dismiss', { atMs: noonMs })] } },
  WAITING_FOR_ADDRESS: { view: { personal: 'none', firstSeenMs: noonMs } },
  LOOK_BEFORE_CREATE: { view: staleIndex },
  LOOK_AFTER_UNCLEAR: { effect: { attempts: [attempt('unclear')] } },
  SETTLING: { effect: { attempts: [attempt('unclear', { settledAtMs: noonMs + minuteMs })] } },
  SHOP_LIMIT: {
    effect: {
      attempts: [attempt('refused', { refusal: { kind: 'too-many-orders' }, atMs: noonMs })],
    },
  },
  CREATE: {},
  FORCED_BY_PERSON: { view: { person: [person('force-export')] } },
  CLAIM_BEFORE_SHIP_BY: {
    effect: { attempts: [stockRefusal()], ...asked },
    order: { shipByMs: noonMs },
  },
  FOUND_OUR_OWN: { effect: { attempts: [attempt('unclear')] }, view: { candidates: [own] } },
  ADOPT: { view: { candidates: [shopifyOrder(7, ['tag'])] } },
  CHECK_LOCATION: { effect: imported },
  MOVE_TO_CHOSEN_LOCATION: { effect: imported, view: { shopify: seen(away, noonMs) } },
  IMPORTED: { effect: imported, view: { shopify: seen(own, noonMs) } },
  ADOPTED: { effect: { ...imported, how: 'adopted' } },
  DELETED_IN_SHOPIFY: { effect: imported, view: { shopify: absent(noonMs) } },
  'hold UNKNOWN_VALUE': { order: { programs: ['TELEPORTED'] } },
  'hold UNREADABLE_ORDER': { view: { unreadable: { paths: ['orderItems'] } } },
  'hold AMAZON_BEHIND_EVENT': {
    view: { amazon: absent(noonMs), behind: { eventMs: noonMs, reads: 4, lastReadMs: 0 } },
  },
  'hold SKU_UNMAPPED': { view: { catalogue: absent(noonMs) } },
  'hold SKU_AMBIGUOUS': {
    view: {
      catalogue: seen({ variants: [variant(), variant({ gid: '2' })], mappings: [] }, noonMs),
    },
  },
  'hold MONEY_DOES_NOT_ADD_UP': { order: { grandTotal: money('9.00 EUR') } },
  'hold PAID_REPLACEMENT': {
    order: { replaces: { orderId: amazonOrder().orderId, kind: 'replacement' } },
  },
  'hold PARTLY_SHIPPED': { order: { status: 'PARTIALLY_SHIPPED' } },
  'hold UNABLE_TO_RESERVE_INVENTORY': { effect: { attempts: [stockRefusal()] } },
  'hold SHOPIFY_REFUSED': { effect: { attempts: [attempt('refused', { refusal })] } },
  'hold ADOPTION_UNCLEAR': { view: { candidates: [shopifyOrder(7, ['note'])] } },
  'hold LOCATION_NOT_CHOSEN': {
    effect: imported,
    view: { shopify: seen(away, noonMs) },
    policy: { outsideLocation: 'hold', chosenLocations: [mainLocation] },
  },
  'hold BACKFILL_NOT_VISIBLE': {
    order: { createdAtMs: noonMs - 90 * dayMs },
    view: { foreign: { ...view().foreign, completeFromMs: noonMs } },
  },
  'hold DOUBLED_EFFECT': {
    effect: { attempts: [attempt('unclear')] },
    view: { candidates: [own, shopifyOrder(2, ['our-metafield'])] },
  },
}

describe('R-IMPORT-27, B87: every code of the decision', () => {
  for (const [code, cause] of Object.entries(causes)) {
    it(`${code} has a way to it`, () => {
      expect(decide(cause)).toBe(code)
    })
  }
})

describe('R-IMPORT-27, B87: the chart tells which cause comes first', () => {
  /** Causes that can all be there at once, in the order of the chart. */
  const chain = [
    'SETTLING',
    'hold UNREADABLE_ORDER',
    'AMAZON_BEHIND_EVENT',
    'MARKETPLACE_NOT_CHOSEN',
    'IMPORT_OFF',
    'hold UNKNOWN_VALUE',
    'WAITING_FOR_ADDRESS',
    'CATALOGUE_NOT_READ',
    'hold ADOPTION_UNCLEAR',
    'hold SKU_AMBIGUOUS',
    'hold MONEY_DOES_NOT_ADD_UP',
    'hold PARTLY_SHIPPED',
    'hold SHOPIFY_REFUSED',
    'LOOK_BEFORE_CREATE',
    'WATCHING',
  ] as const

  for (const [at, code] of chain.entries()) {
    it(`${code} comes before all that follow`, () => {
      // Later causes first, so that an earlier one takes the place of what it shares with them.
      const together = chain.slice(at).map((one) => causes[one])
      expect(decide(...together.reverse())).toBe(code)
    })
  }

  const dismissable = chain.slice(chain.indexOf('IMPORT_OFF'))
  for (const code of [
    'hold UNREADABLE_ORDER',
    'hold AMAZON_BEHIND_EVENT',
    ...dismissable,
  ] as const) {
    it(`a dismissed order rests in place of ${code}`, () => {
      expect(decide(causes[code], causes.DISMISSED)).toBe('DISMISSED')
    })
  }

  it('in the same order as the page draws it', () => {
    const url = new URL('../../../docs/operating/import-decision.md', import.meta.url)
    const page = readFileSync(url, 'utf8')
    const places = chain.map((code) =>
      page.search(new RegExp(`--> ${code.replace('hold ', '')}\\b`)),
    )
    expect(Math.min(...places)).toBeGreaterThan(0)
    expect(places).toEqual([...places].sort((left, right) => left - right))
  })
})
