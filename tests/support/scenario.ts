/**
 * A stage for stories about the whole thread: a database of its own, both simulators as a process, and
 * what a test asks again and again: what became of an order, and how often it stands in the shop.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import type { AmazonDoor, OrderSpec, OrderSummary, ShopifyDoor } from './control.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { eventually, type Patience } from './eventually.ts'
import type { ProductOptions } from './product.ts'
import { type SimulatorFlags, startSimulators } from './simulators.ts'

/** For tests that start several processes: on two busy cores each takes seconds. */
export const crashTimeoutMs = 170_000

/** For many products at once on the small cluster of the test run, with leases that run out soon. */
export const crowdedEnv = {
  CROSSDOCK_DATABASE_CONNECTIONS: '3',
  CROSSDOCK_CONCURRENCY: '3',
  CROSSDOCK_LEASE_MS: '1500',
}

export type OrderFacts = {
  readonly outcome: string
  readonly reason: string | null
  readonly detail: unknown
  readonly shopifyGid: string | null
  readonly shopifyName: string | null
}

export type Stage = {
  readonly database: FreshDatabase
  readonly amazon: AmazonDoor
  readonly shopify: ShopifyDoor
  /** How to start the product on this stage; a test may lay its own over it. */
  readonly product: ProductOptions
  /** What our books say of an order; undefined when they have not heard of it. */
  facts(orderId: string): Promise<OrderFacts | undefined>
  /** Waits until the order has this outcome (and reason). */
  comesTo(
    orderId: string,
    outcome: string,
    reason?: string,
    patience?: Patience,
  ): Promise<OrderFacts>
  /** Live Shopify orders with this Amazon id. */
  inShop(orderId: string): Promise<OrderSummary[]>
  /** How often each Amazon id stands in the shop. */
  timesInShop(): Promise<Map<string, number>>
  strike(): Promise<void>
}

/** `ownDatabase`: of a cluster of the test's own; without it a fresh one of the test run's cluster. */
export async function setStage(
  flags: SimulatorFlags = {},
  ownDatabase?: FreshDatabase,
): Promise<Stage> {
  const [database, simulators, home] = await Promise.all([
    ownDatabase ?? freshDatabase(),
    startSimulators(flags),
    mkdtemp(path.join(os.tmpdir(), 'crossdock-stage-')),
  ])
  const { amazon, shopify, addresses } = simulators
  const facts = (orderId: string) => readFacts(database, orderId)
  const live = async (sourceIdentifier?: string) =>
    (await shopify.orders(sourceIdentifier)).filter((order) => !order.cancelled)
  return {
    database,
    amazon,
    shopify,
    product: { databaseUrl: database.url, addresses, home },
    facts,
    comesTo: (orderId, outcome, reason, patience) =>
      eventually(
        async () => {
          const now = await facts(orderId)
          if (now?.outcome === outcome && (reason === undefined || now.reason === reason))
            return now
          throw new Error(`it is ${now?.outcome ?? 'not known'} ${now?.reason ?? ''}`)
        },
        { what: `${orderId} ${outcome} ${reason ?? ''}`, ...patience },
      ),
    inShop: live,
    async timesInShop() {
      const times = new Map<string, number>()
      for (const { sourceIdentifier } of await live()) {
        if (sourceIdentifier === null) continue
        times.set(sourceIdentifier, (times.get(sourceIdentifier) ?? 0) + 1)
      }
      return times
    },
    async strike() {
      await simulators.stop()
      await database.drop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

async function readFacts(
  database: FreshDatabase,
  orderId: string,
): Promise<OrderFacts | undefined> {
  const { rows } = await sql<OrderFacts>`
    select outcome, reason, outcome_detail as detail, shopify_gid as "shopifyGid",
      shopify_name as "shopifyName"
    from amazon_order where amazon_order_id = ${orderId}
  `.execute(database.db)
  return rows[0]
}

/** Places plain orders, each with its notification; answers their ids. */
export async function placeOrders(
  amazon: AmazonDoor,
  count: number,
  spec: OrderSpec = {},
): Promise<string[]> {
  const ids: string[] = []
  for (let placed = 0; placed < count; placed += 1) ids.push(await amazon.placeOrder(spec))
  return ids
}

/** Codes of open incidents. */
export async function openIncidents({ db }: Pick<FreshDatabase, 'db'>): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from incident where closed_at is null order by incident_id
  `.execute(db)
  return rows.map((row) => row.code)
}

/** States of all attempts, oldest first. */
export async function attemptStates({ db }: Pick<FreshDatabase, 'db'>): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`
    select state from attempt order by intended_at, attempt_id
  `.execute(db)
  return rows.map((row) => row.state)
}
