/**
 * Random views and settings: every side known or not, any books, any people, any other app. Most sides
 * are ordinary most of the time, so that one odd side at a time reaches the create.
 */
import fc from 'fast-check'
import { id } from '../../src/core/ids.ts'
import type { ImportPolicy } from '../../src/core/orders/policy.ts'
import type { Evidence, ShopifyOrder } from '../../src/core/orders/shopify-order.ts'
import type { AttemptView, LookUp, OrderView, Refusal } from '../../src/core/orders/view.ts'
import { absent, seen, unknown } from '../../src/core/seen.ts'
import { anyOrder, wellFormedOrder } from './order-arbitraries.ts'
import {
  amazonOrder,
  attempt,
  dayMs,
  emptyLookUps,
  fulfillmentOrder,
  mainLocation,
  money,
  noonMs,
  otherLocation,
  policy,
  shopGid,
  shopifyOrder,
  stockRefusal,
  variant,
  view,
} from './order-samples.ts'

const nearNoon = fc.oneof(
  fc.constantFrom(noonMs, noonMs - 60_000, noonMs + 60_000),
  fc.integer({ min: noonMs - 100 * dayMs, max: noonMs + 100 * dayMs }),
)

/** The ordinary value four times of five. */
function mostly<T>(ordinary: T, odd: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(ordinary) }, { weight: 1, arbitrary: odd })
}

const refusals: readonly (Refusal | null)[] = [
  stockRefusal().refusal,
  { kind: 'too-many-orders' },
  { kind: 'other', code: 'INVALID', field: 'order', text: 'no' },
  null,
]

function anyAttempt(...states: AttemptView['state'][]): fc.Arbitrary<AttemptView> {
  return fc
    .record({
      state: fc.constantFrom(...states),
      refusal: fc.constantFrom(...refusals),
      settledAtMs: nearNoon,
      atMs: nearNoon,
      inventory: fc.option(fc.constantFrom('obey-policy', 'ignore-policy', 'bypass')),
    })
    .map(({ state, inventory, ...over }) => {
      const asked = inventory === null ? {} : { inventory }
      return attempt(state, { ...over, ...asked })
    })
}

/** The ledger refuses a second unsettled attempt, so only the newest may be unclear. */
const anyAttempts: fc.Arbitrary<AttemptView[]> = fc
  .tuple(
    fc.array(anyAttempt('unclear', 'refused', 'disproved'), { maxLength: 1 }),
    fc.array(anyAttempt('refused', 'disproved'), { maxLength: 2 }),
  )
  .map(([newest, older]) => [...newest, ...(newest.length === 0 ? [] : older)])

const gids = fc.constantFrom(shopGid(1), shopGid(2), shopGid(3))

const anyLookUp: fc.Arbitrary<LookUp> = fc.record({
  kind: fc.constantFrom('identifier', 'source', 'tag'),
  found: fc.array(gids, { maxLength: 1 }),
  atMs: nearNoon,
  afterSettle: fc.boolean(),
})

const evidence = fc.constantFrom<Evidence[]>(
  'our-metafield',
  'source-identifier',
  'name',
  'tag',
  'attribute',
  'metafield',
  'note',
)

const anyShopifyOrder: fc.Arbitrary<ShopifyOrder> = fc
  .record({
    number: fc.constantFrom(1, 2, 3),
    where: fc.array(evidence, { maxLength: 2 }),
    total: fc.constantFrom(money('20.00 EUR'), money('21.00 EUR'), money('20 JPY')),
    cancelledAtMs: fc.option(fc.constant(noonMs)),
    createdAtMs: nearNoon,
    fulfillmentOrders: fc.array(
      fc
        .tuple(
          fc.constantFrom('OPEN', 'CLOSED', 'ON_HOLD', 'NEW'),
          fc.option(fc.constantFrom(mainLocation, otherLocation)),
        )
        .map(([status, location]) => fulfillmentOrder(status, location)),
      { maxLength: 2 },
    ),
  })
  .map(({ number, where, ...over }) => shopifyOrder(number, where, over))

const catalogues = mostly<OrderView['catalogue']>(
  seen({ variants: [variant()], mappings: [] }, noonMs),
  fc.constantFrom(
    unknown,
    absent(noonMs),
    seen({ variants: [], mappings: [] }, noonMs),
    seen({ variants: [variant(), variant({ gid: '2' })], mappings: [] }, noonMs),
  ),
)

const kinds = fc.constantFrom(
  'export' as const,
  'force-export' as const,
  'approve-adoption' as const,
  'create-separate' as const,
  'dismiss' as const,
)

const anySeenOrder: fc.Arbitrary<OrderView['amazon']> = fc.oneof(
  fc.constantFrom<OrderView['amazon'][]>(unknown, absent(noonMs)),
  anyOrder.map((order) => seen(order, noonMs)),
  ...[1, 2, 3].map(() => fc.constant(seen(amazonOrder(), noonMs))),
  wellFormedOrder.map(({ order }) => seen(order, noonMs)),
)

export const anyView: fc.Arbitrary<OrderView> = fc
  .record({
    amazon: anySeenOrder,
    firstSeenMs: nearNoon,
    behind: mostly<OrderView['behind']>(
      null,
      fc.record({ eventMs: nearNoon, reads: fc.nat({ max: 5 }), lastReadMs: nearNoon }),
    ),
    unreadable: mostly<OrderView['unreadable']>(null, fc.constant({ paths: ['orderItems'] })),
    personal: mostly<OrderView['personal']>('complete', fc.constantFrom('no-address', 'none')),
    catalogue: catalogues,
    foreign: mostly<OrderView['foreign']>(
      view().foreign,
      fc.record({
        complete: fc.boolean(),
        asOfMs: nearNoon,
        completeFromMs: nearNoon,
        matches: fc.array(fc.record({ gid: gids, where: evidence }), { maxLength: 1 }),
      }),
    ),
    shopify: fc.oneof(
      fc.constantFrom(unknown, absent(noonMs)),
      anyShopifyOrder.map((order) => seen(order, noonMs)),
    ),
    candidates: mostly<OrderView['candidates']>([], fc.array(anyShopifyOrder, { maxLength: 2 })),
    person: fc.array(
      fc.record({ inputId: fc.string(), kind: kinds, by: fc.constant('anna'), atMs: nearNoon }),
      { maxLength: 2 },
    ),
    stockChangedMs: fc.option(nearNoon),
    effect: fc.record({
      attempts: anyAttempts,
      lookUps: fc.oneof(
        fc.constant(emptyLookUps()),
        fc.boolean().map((afterSettle) => emptyLookUps({ afterSettle })),
        fc.array(anyLookUp, { maxLength: 4 }),
      ),
      platformId: mostly<OrderView['effect']['platformId']>(null, gids),
      how: fc.constantFrom('created', 'found', 'adopted'),
    }),
  })
  .map(({ effect, unreadable, behind, ...over }) => {
    const how = effect.platformId === null ? null : effect.how
    return view({ ...over, unreadable, behind, effect: { ...effect, how } })
  })

/** The create's answer was lost, and nothing but the look-ups, people and other apps is odd. */
export const unclearView: fc.Arbitrary<OrderView> = anyView.map((of) => ({
  ...of,
  amazon: seen(amazonOrder(), noonMs),
  unreadable: null,
  behind: null,
  effect: { ...of.effect, attempts: [attempt('unclear')], platformId: null, how: null },
}))

export const anyPolicy: fc.Arbitrary<ImportPolicy> = fc
  .record({
    lane: fc.constantFrom('live', 'live', 'watch'),
    importOn: mostly(true, fc.constant(false)),
    fba: fc.constantFrom('list', 'import'),
    stock: fc.constantFrom('refuse', 'claim-anyway', 'bypass'),
    claimBeforeShipByMs: fc.option(fc.constant(dayMs)),
    mappingFirst: fc.boolean(),
    unmapped: fc.constantFrom('hold', 'custom-line'),
    personalWaitMs: fc.constantFrom(0, 1_800_000),
    chosenLocations: fc.constantFrom([], [mainLocation]),
    outsideLocation: fc.constantFrom('move', 'hold'),
    readsAllOrders: fc.boolean(),
    marketplaces: fc.constantFrom([], [id('MarketplaceId', 'A1PA6795UKMFR9')]),
  })
  .map((over) => policy(over))
