/**
 * A small shop and a seller account in memory, with one worker on a stepped clock: for stories that need
 * an exact order of events. Handlers, store and clients are the product's own; only the network is not.
 */
import { sql } from 'kysely'
import { createAmazonSimulator } from '../../simulators/amazon/simulator.ts'
import type { WireAnswer, WireRequest } from '../../simulators/kit/wire.ts'
import { createSteppedClock, type WorldClock } from '../../simulators/kit/world-clock.ts'
import type { ShopifyControl } from '../../simulators/shopify/control/control-types.ts'
import { createShopifySimulator } from '../../simulators/shopify/simulator.ts'
import type { CatalogueItem } from '../../simulators/worlds/catalogue.ts'
import { createSecrets } from '../../src/config/secrets.ts'
import { id } from '../../src/core/ids.ts'
import { takeMessages } from '../../src/main/queue-loop.ts'
import { kinds } from '../../src/reconcile/keys.ts'
import type { Database } from '../../src/store/pool.ts'
import { nextDue } from '../../src/work/resting.ts'
import { firstTurn, runOnce } from '../../src/work/run-once.ts'
import type { Bugs } from '../simulation/bugs.ts'
import { moveClocks, stepDatabaseClock } from '../simulation/soak-clock.ts'
import { connectSoak, soakDeliver } from '../simulation/soak-connection.ts'
import { createSoakProcess } from '../simulation/soak-product.ts'
import type { SoakShop } from '../simulation/soak-shop.ts'
import { createSoakQueue, hostsOf } from '../simulation/soak-transport.ts'
import type { Variation } from '../simulation/variation.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

export type BookedOrder = {
  readonly outcome: string
  readonly reason: string | null
  readonly detail: unknown
}

export type SmallWorld = Awaited<ReturnType<typeof createSmallWorld>>

export const soakAccount = id('AccountId', 'small')

const seed = 5
const startMs = Date.UTC(2026, 10, 1)
const roundsMax = 5_000

export type SmallWorldOptions = {
  /** Called before each call leaves and before its answer is used: `send orderRead`. */
  readonly turn?: (label: string) => Promise<void>
  /** What Shopify's answers become on the way. */
  readonly tamper?: (text: string) => string
  /** Answers in Shopify's place, as something between us and it does; undefined lets the call through. */
  readonly between?: (request: WireRequest) => WireAnswer | undefined
  /** By group, as a person sets them. */
  readonly settings?: Readonly<Record<string, object>>
  /** Neither notifications nor webhooks come: all that is left are the polls. */
  readonly hearsNothing?: boolean
  /** So many orders are worked on together; one unless said. */
  readonly batch?: number
  /** Locations beside the first, and products beside the mug. */
  readonly furnish?: (shopify: ShopifyControl) => void
  readonly catalogue?: readonly CatalogueItem[]
  /** Planted in place of the product's own parts. */
  readonly bugs?: Bugs
  /** Where listings are read. */
  readonly marketplaceIds?: readonly string[]
  /** Where the shop is; in Germany unless said. */
  readonly home?: { readonly currency: string; readonly countryCode: string }
}

/** Connected and read once: the foreign-order index and the catalogue are whole. */
export async function createSmallWorld(db: Database, options: SmallWorldOptions = {}) {
  const clock = createSteppedClock({ nowMs: startMs })
  await stepDatabaseClock(db)
  await moveClocks(db, clock, startMs)
  const { amazon, shopify, shop } = startSides(db, clock, options)
  const secrets = createSecrets([Buffer.alloc(32, 7)])
  const { settings = {}, marketplaceIds = [], batch = 1 } = options
  const variation = { ...quiet, batch }
  await connectSoak({ db, clock, shop, variation, secrets, settings, marketplaceIds })
  const thrown: string[] = []
  const { handlers, newId } = createSoakProcess({
    ...{ name: 'small', seed, db, clock, secrets, variation, bugs: options.bugs ?? {} },
    hosts: hostsOf([shop]),
    ring: (run) => run(),
    counts: { unclear: 0, takeovers: 0 },
    turn: options.turn ?? (async () => undefined),
  })
  const turn = firstTurn()
  const queue = createSoakQueue(amazon, amazon.queuePath)

  /** Works on what is due now; the clock stands still. */
  async function settle(): Promise<void> {
    for (let round = 0; round < roundsMax; round += 1) {
      const messages = await queue.receive(10, 0, new AbortController().signal)
      if (messages.length > 0) await takeMessages({ db, accountId: soakAccount, queue }, messages)
      await shopify.webhooksSettled()
      const { ended } = await runOnce(
        {
          ...{ db, handlers, worker: 'small', newToken: newId, batchLimit: batch },
          onThrown: (_held, error) => thrown.push(String(error)),
        },
        turn,
      )
      if (ended.length === 0 && messages.length === 0) return
    }
    throw new Error('the small world does not come to rest')
  }

  /** Works, and moves the clock from one due time to the next, for so long. */
  async function pass(ms: number): Promise<void> {
    const untilMs = clock.nowMs() + ms
    await settle()
    // What the platforms tell a moment later is no work of ours that has a time.
    await moveClocks(db, clock, Math.min(untilMs, clock.nowMs() + 2_000))
    await settle()
    for (;;) {
      const { dueAtMs } = await nextDue(db, Object.values(kinds))
      const dueMs = dueAtMs === null ? untilMs : Math.max(Math.ceil(dueAtMs), clock.nowMs() + 1)
      await moveClocks(db, clock, Math.min(untilMs, dueMs))
      await settle()
      if (clock.nowMs() >= untilMs) return
    }
  }

  await pass(minuteMs)
  return { ...{ db, clock, amazon, shopify, thrown, settle, pass }, ...books(db) }
}

/** Both platforms in memory: one product in stock, and an Amazon that tells of its orders. */
function startSides(db: Database, clock: WorldClock, options: SmallWorldOptions) {
  const { tamper, between, hearsNothing = false, home = germany } = options
  const known: { shop?: SoakShop } = {}
  const catalogue = [mug, ...(options.catalogue ?? [])]
  const amazon = createAmazonSimulator({ clock, seed, catalogue })
  const deliver = hearsNothing ? async () => ({ status: 200 }) : soakDeliver(db, () => known.shop)
  const shopify = createShopifySimulator({
    ...{ clock, seed, deliver, indexLagMs: 0, currency: home.currency },
  })
  shopify.control.addLocation({ name: 'Warehouse', countryCode: home.countryCode })
  shopify.control.addProduct({
    title: mug.productTitle,
    variants: [{ sku: mug.shopifySku, price: '10.00', stock: mug.stock }],
  })
  options.furnish?.(shopify.control)
  if (!hearsNothing) amazon.control.subscribe()
  const shop: SoakShop = {
    ...{ name: 'small', accountId: soakAccount, amazonHost: 'amazon.small', amazon },
    ...{ shopify: { ...shopify, handle: tampered }, expected: new Map() },
  }
  known.shop = shop
  async function tampered(request: WireRequest): Promise<WireAnswer> {
    const answer = between?.(request) ?? (await shopify.handle(request))
    if (answer.kind === 'lost' || tamper === undefined) return answer
    return { ...answer, body: tamper(answer.body) }
  }
  return { amazon, shopify, shop }
}

function books(db: Database) {
  return {
    async booked(orderId: string): Promise<BookedOrder | undefined> {
      const { rows } = await sql<BookedOrder>`
        select outcome, reason, outcome_detail as detail from amazon_order
        where amazon_order_id = ${orderId}
      `.execute(db)
      return rows[0]
    },
    /** Kinds and keys of work that was given up. */
    async dead(): Promise<string[]> {
      const { rows } = await sql<{ key: string }>`
        select kind || ' ' || key as key from work where dead_at is not null order by 1
      `.execute(db)
      return rows.map((row) => row.key)
    },
    async incidents(): Promise<string[]> {
      const { rows } = await sql<{ code: string }>`
        select code from incident where closed_at is null order by incident_id
      `.execute(db)
      return rows.map((row) => row.code)
    },
  }
}

const germany = { currency: 'EUR', countryCode: 'DE' }

/** Notifications bring the news; the polls are the net below. */
const quiet: Variation = {
  ...{ shops: ['first'], batch: 1, sendsAtOnce: 2, plan: 'standard' },
  ...{ pollSeconds: 7_200, shopPollSeconds: 5_400, stockEverySeconds: 1_800 },
  amazonRates: { getOrder: 0.5, searchOrders: 0.0056 },
}

export const mugSku = 'AMZ-MUG'

const mug: CatalogueItem = {
  ...{ asin: 'B0MUG00000', amazonSku: mugSku, shopifySku: mugSku, productKey: 'mug' },
  ...{ variantKey: 'mug', productTitle: 'Mug', amazonTitle: 'A mug by another name' },
  options: [{ name: 'Title', value: 'Default Title' }],
  ...{ fulfilledBy: 'MERCHANT', priceByCurrency: { EUR: '10.00' }, stock: 500 },
  ...{ barcode: '', oddity: 'none' },
}
