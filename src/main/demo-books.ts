/** What Crossdock's own books say of an order of the demo; and the waits of its acts, which say why when they end. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import { id } from '../core/ids.ts'
import { defaultAccountId } from './connect.ts'
import { askSimulator } from './demo-simulator.ts'
import { type Candidate, inShopify, onAmazon, type Stage } from './demo-stage.ts'

export const lookEveryMs = 400

/** Looks until it is so. Throws what did not come, with what our books say of the order. */
export async function until(
  stage: Stage,
  order: Pick<Candidate, 'orderId'>,
  what: string,
  check: () => Promise<boolean>,
): Promise<void> {
  while (!(await check())) {
    if (stage.isOver()) throw new Error('stopped')
    if (stage.nowMs() > stage.untilMs) {
      const books = await inBooks(stage, order)
      throw new Error(`${order.orderId}: ${what} did not come in time; our books: ${books}`)
    }
    await sleep(lookEveryMs)
  }
}

export function untilCancelledInShop(stage: Stage, order: Candidate): Promise<void> {
  return until(stage, order, 'Shopify shows it as cancelled', async () => {
    return (await inShopify(stage, order)).cancelled
  })
}

export function untilHeld(stage: Stage, order: Candidate, code: string): Promise<void> {
  return until(stage, order, `the hold ${code}`, () => isHeld(stage, order, code))
}

/** Read back: our own books know by Amazon's packages that the parcel counts. */
export function untilReadBack(stage: Stage, order: Candidate): Promise<void> {
  return until(stage, order, 'the read-back', async () => {
    const concerns = await concernsOf(stage, order)
    return concerns.some(
      ({ concern, reason }) => concern === 'shipment' && reason === 'SHIPPED_ON_BOTH_SIDES',
    )
  })
}

/** The order as our books have it, once it is in Shopify. */
export async function untilImported(stage: Stage, orderId: string): Promise<Candidate> {
  const order = { orderId: id('AmazonOrderId', orderId) }
  const found: Candidate[] = []
  await until(stage, order, 'its Shopify order', async () => {
    const { rows } = await sql<Candidate>`
      select amazon_order_id as "orderId", shopify_gid as gid, shopify_name as name, 1 as units
      from amazon_order where account_id = ${defaultAccountId} and amazon_order_id = ${orderId}
        and outcome = 'imported'
    `.execute(stage.db)
    found.push(...rows)
    return rows.length > 0
  })
  const [imported] = found
  if (imported === undefined) throw new Error('it is not in our books')
  return imported
}

export async function isHeld(
  stage: Pick<Stage, 'db'>,
  order: Pick<Candidate, 'orderId'>,
  code: string,
): Promise<boolean> {
  const concerns = await concernsOf(stage, order)
  return concerns.some(({ outcome, reason }) => outcome === 'held' && reason === code)
}

export async function skuInShop({ db }: Stage, { gid }: Candidate): Promise<string> {
  const { rows } = await sql<{ sku: string | null }>`
    select observed->'lines'->0->>'sku' as sku from shopify_order
    where account_id = ${defaultAccountId} and gid = ${gid}
  `.execute(db)
  return rows[0]?.sku ?? ''
}

const journalShape = z.object({
  entries: z.array(z.object({ effect: z.string().optional() })),
})

/**
 * How often Crossdock has told Amazon to cancel or to give money back for an order: the most that Amazon's
 * books, its journal of feeds, and our own books know of.
 */
export async function moneyCalls(stage: Stage, order: Pick<Candidate, 'orderId'>): Promise<number> {
  const { refunds, cancellations } = await onAmazon(stage, order)
  const byUs = [...refunds, ...cancellations].filter(({ by }) => by === 'SELLER_APPLICATION')
  const journal = await askSimulator(stage.to.amazonUrl, 'journal?on=amazon.feed.message')
  const messages = journalShape
    .parse(journal)
    .entries.filter(({ effect = '' }) => effect.endsWith(order.orderId))
  const { rows } = await sql`
    select 1 from effect x join attempt a on a.account_id = x.account_id
      and a.effect_key = x.effect_key
    where x.account_id = ${defaultAccountId} and x.amazon_order_id = ${order.orderId}
      and x.kind in ('refund-on-amazon', 'cancel-units', 'acknowledge-failure')
  `.execute(stage.db)
  return Math.max(byUs.length, messages.length, rows.length)
}

type Concern = {
  readonly concern: string
  readonly outcome: string
  readonly reason: string
  readonly code: string | null
}

async function concernsOf(
  { db }: Pick<Stage, 'db'>,
  { orderId }: Pick<Candidate, 'orderId'>,
): Promise<Concern[]> {
  const { rows } = await sql<Concern>`
    select concern, outcome, reason, detail->>'code' as code from order_concern
    where account_id = ${defaultAccountId} and amazon_order_id = ${orderId} order by concern
  `.execute(db)
  return rows
}

/** One line: where the import stands, and every concern that is not simply at rest. */
async function inBooks(
  stage: Pick<Stage, 'db'>,
  { orderId }: Pick<Candidate, 'orderId'>,
): Promise<string> {
  const { rows } = await sql<Concern>`
    select 'import' as concern, outcome, coalesce(reason, '') as reason, null as code
    from amazon_order where account_id = ${defaultAccountId} and amazon_order_id = ${orderId}
  `.execute(stage.db)
  if (rows.length === 0) return 'not heard of'
  const life = await concernsOf(stage, { orderId })
  return [...rows, ...life.filter(({ reason }) => !isIdle(reason))]
    .map(({ concern, outcome, reason, code }) => {
      return `${concern} ${outcome} ${reason}${code === null ? '' : ` (${code})`}`
    })
    .join(', ')
}

function isIdle(reason: string): boolean {
  return reason.startsWith('NO_') || reason.startsWith('DEADLINE_')
}
