/**
 * The bare loop that the product is measured against, a program of its own: the same clients, door,
 * pool and number of calls at once, and only the calls that nobody can avoid: a search page per 100
 * orders, one orderCreate and one committed insert an order. It knows no leases, ledger, budgets,
 * duplicates, holds or money rules, and must never be used for a shop.
 */
import { sql } from 'kysely'
import { monotonic } from '../src/clock.ts'
import { id } from '../src/core/ids.ts'
import type { AmazonItem } from '../src/core/orders/amazon-order.ts'
import type { AmazonReading } from '../src/core/orders/amazon-reading.ts'
import type { DraftLine, ShopifyOrderDraft } from '../src/core/orders/shopify-order.ts'
import { type AmazonClient, createAmazonClient } from '../src/platforms/amazon/client.ts'
import { createDoor, defaultDoorLimits } from '../src/platforms/http/door.ts'
import { createNodeTransport } from '../src/platforms/http/node-transport.ts'
import { pageVariants } from '../src/platforms/shopify/catalogue.ts'
import { createShopifyClient, type ShopifyClient } from '../src/platforms/shopify/client.ts'
import { createOrder } from '../src/platforms/shopify/create-order.ts'
import { closePool, type Database, openPool } from '../src/store/pool.ts'
import type { BareJob } from './stage/bare-job.ts'

const poolMax = 20
const pageSize = 100
const lookBackMs = 2 * 86_400_000
const sendWithinMs = 5_000
const answerWithinMs = 20_000

type Order = Extract<AmazonReading, { kind: 'order' }>
type Parts = { readonly db: Database; readonly amazon: AmazonClient; readonly shop: ShopifyClient }

await main(JSON.parse(process.env.BENCH_JOB ?? 'null') as BareJob)

async function main(job: BareJob): Promise<void> {
  const transport = createNodeTransport({ monotonic })
  const parts = connect(job, createDoor({ transport, monotonic, limits: defaultDoorLimits }))
  await sql`create table bare_order (amazon_order_id text primary key, shopify_gid text not null,
    observed jsonb not null)`.execute(parts.db)
  const variants = await variantsBySku(parts.shop)
  await parts.shop.ready()
  const startedAtMs = Date.now()
  const cpuBefore = process.cpuUsage()
  const orders = readOrders(parts.amazon)
  // One iterator for all: each order is taken by exactly one of them.
  const lanes = Array.from({ length: job.atOnce }, async () => {
    for await (const order of orders) await importOne(parts, order, variants)
  })
  await Promise.all(lanes)
  const { user, system } = process.cpuUsage(cpuBefore)
  await closePool(parts.db)
  transport.close()
  process.stdout.write(`${JSON.stringify({ startedAtMs, cpuMs: (user + system) / 1_000 })}\n`)
}

function connect(job: BareJob, door: ReturnType<typeof createDoor>): Parts {
  const { addresses: to } = job
  const common = { door, monotonic, nowMs: Date.now, onLimit: () => undefined }
  return {
    db: openPool(job.databaseUrl, { max: poolMax, applicationName: 'bare loop' }),
    amazon: createAmazonClient({
      ...common,
      lwaUrl: to.lwaUrl,
      apiUrl: to.amazonUrl,
      credentials: to.amazon,
      userAgent: 'Crossdock-bench/1 (Language=TypeScript)',
    }),
    shop: createShopifyClient({
      ...common,
      shopUrl: to.shopifyUrl,
      credentials: { kind: 'client-credentials', ...to.shopify },
    }),
  }
}

function deadlines() {
  const nowMs = monotonic.nowMs()
  return { sendBeforeMs: nowMs + sendWithinMs, answerByMs: nowMs + answerWithinMs }
}

async function variantsBySku(shop: ShopifyClient): Promise<Map<string, string>> {
  const bySku = new Map<string, string>()
  for (let cursor: string | null = null; ; ) {
    const page = await pageVariants(shop, cursor, deadlines())
    for (const { sku, variantGid } of page.variants) if (sku !== null) bySku.set(sku, variantGid)
    cursor = page.cursor
    if (cursor === null) return bySku
  }
}

/** The next page is on its way while the orders of this one are created. */
async function* readOrders(amazon: AmazonClient): AsyncGenerator<Order> {
  const lastUpdatedAfterMs = Date.now() - lookBackMs
  const ask = (token: string | null) =>
    amazon.searchOrders(
      {
        lastUpdatedAfterMs,
        pageSize,
        ...(token === null ? {} : { token }),
      },
      deadlines(),
    )
  let coming: ReturnType<typeof ask> | null = ask(null)
  while (coming !== null) {
    const page: Awaited<ReturnType<typeof ask>> = await coming
    coming = page.nextToken === null ? null : ask(page.nextToken)
    for (const reading of page.readings) if (reading.kind === 'order') yield reading
  }
}

async function importOne(
  { db, shop }: Parts,
  { order, personal }: Order,
  variants: ReadonlyMap<string, string>,
): Promise<void> {
  const request = { draft: draftOf({ order }, variants), personal, fulfilledFrom: null }
  const answer = await createOrder(shop, request, deadlines())
  if (answer.kind !== 'done') throw new Error(`the bare loop's order was not created`)
  await sql`
    insert into bare_order (amazon_order_id, shopify_gid, observed)
    values (${order.orderId}, ${answer.order.gid}, ${JSON.stringify(order)}::jsonb)
  `.execute(db)
}

function draftOf(
  { order }: Pick<Order, 'order'>,
  variants: ReadonlyMap<string, string>,
): ShopifyOrderDraft {
  const total = order.grandTotal ?? { amountMinor: 0, currency: 'EUR' }
  return {
    key: id('EffectKey', `bare:${order.orderId}`),
    orderId: order.orderId,
    sourceUrl: `https://sellercentral.amazon.com/orders-v3/order/${order.orderId}`,
    processedAtMs: order.createdAtMs,
    currency: total.currency,
    taxesIncluded: true,
    tags: ['Amazon'],
    attributes: [{ key: 'Amazon order', value: order.orderId }],
    lines: order.items.map((item) => lineOf(item, total, variants)),
    shippingLines: [],
    total,
    gateway: 'manual',
    inventory: 'obey-policy',
    fulfilled: null,
    customer: 'none',
  }
}

function lineOf(
  item: AmazonItem,
  total: ShopifyOrderDraft['total'],
  variants: ReadonlyMap<string, string>,
): DraftLine {
  const gid = item.sku === null ? undefined : variants.get(item.sku)
  return {
    itemId: item.itemId,
    variantGid: gid === undefined ? null : id('VariantGid', gid),
    title: item.title,
    sku: item.sku,
    quantity: item.quantityOrdered,
    unitPrice: item.unitPrice ?? total,
    taxLines: [],
    requiresShipping: true,
    properties: [],
  }
}
