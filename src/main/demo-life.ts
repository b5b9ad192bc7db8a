/**
 * The demo's second chapter: what happens to orders after their import, played by the merchant, the buyer
 * and Amazon at the control doors. Each act waits until the other platform itself shows what it should,
 * so that the figures are what the simulators have, never what we think.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { sayAboutOrder } from '../operations/life/say-about-order.ts'
import { defaultAccountId } from './connect.ts'
import { tellSimulator } from './demo-simulator.ts'
import {
  type Candidate,
  fulfil,
  inShopify,
  onAmazon,
  type Stage,
  skuInShop,
  trackingOf,
} from './demo-stage.ts'

export type LifeFigures = {
  /** Parcels that left in Shopify and that Amazon shows, each once. */
  readonly shipmentsConfirmed: number
  readonly splitShipments: number
  readonly shippedOnAmazon: number
  readonly cancelledFromShopify: number
  readonly cancelledFromAmazon: number
  readonly cancelledForBuyer: number
  readonly refundedFromShopify: number
  /** Acts that did not come to their end in time. */
  readonly unfinished: readonly string[]
}

const lookEveryMs = 400
const actsMax = 7

/** Plays all acts side by side. Needs so many ordinary orders; without them it tells which acts fell out. */
export async function playLife(stage: Stage): Promise<LifeFigures> {
  const cast = await castOf(stage)
  const single = cast.filter(({ units }) => units === 1)
  const several = cast.filter(({ units }) => units > 1)
  const acts: readonly (readonly [string, Candidate | undefined, Act])[] = [
    ['a shipment', single[0], shipWhole],
    ['a split shipment', several[0], shipInTwo],
    ['a shipment on Amazon', single[1], shipOnAmazon],
    ['a cancel in Shopify', single[2], cancelInShopify],
    ['a cancel on Amazon', single[3], cancelOnAmazon],
    ['a buyer who asks to cancel', single[4], buyerAsks],
    ['a refund in Shopify', single[5], refundInShopify],
  ]
  const ended = await Promise.all(acts.map((act) => play(stage, ...act)))
  const count = (name: keyof LifeFigures) => ended.filter((end) => end.includes(name)).length
  return {
    shipmentsConfirmed: count('shipmentsConfirmed'),
    splitShipments: count('splitShipments'),
    shippedOnAmazon: count('shippedOnAmazon'),
    cancelledFromShopify: count('cancelledFromShopify'),
    cancelledFromAmazon: count('cancelledFromAmazon'),
    cancelledForBuyer: count('cancelledForBuyer'),
    refundedFromShopify: count('refundedFromShopify'),
    unfinished: ended.flatMap((end) => end.filter((word) => word.startsWith('unfinished: '))),
  }
}

type Act = (stage: Stage, order: Candidate) => Promise<readonly string[]>

async function play(
  stage: Stage,
  name: string,
  order: Candidate | undefined,
  act: Act,
): Promise<readonly string[]> {
  if (order === undefined) return [`unfinished: ${name} (no order for it)`]
  try {
    const done = await act(stage, order)
    stage.say(`  ${order.orderId}  ${name}: both sides agree`)
    return done
  } catch (error) {
    const why = error instanceof Error ? error.message : 'failed'
    return [`unfinished: ${name} (${order.orderId}: ${why})`]
  }
}

/** Ordinary merchant orders that are in Shopify, unshipped, and wait for nobody; waits until there are enough. */
async function castOf({ db, untilMs, nowMs }: Stage): Promise<Candidate[]> {
  for (;;) {
    const { rows } = await sql<Candidate>`
      select o.amazon_order_id as "orderId", o.shopify_gid as gid, o.shopify_name as name,
        (select coalesce(sum(l.quantity), 0)::int from order_line l where l.account_id = o.account_id
          and l.amazon_order_id = o.amazon_order_id) as units
      from amazon_order o
      where o.outcome = 'imported' and o.status = 'UNSHIPPED' and o.fulfilled_by = 'MERCHANT'
        and o.total_minor > 0 and jsonb_array_length(o.observed->'items') = 1
        and o.observed->'programs' = '[]'
        and not exists (select 1 from order_concern c where c.account_id = o.account_id
          and c.amazon_order_id = o.amazon_order_id and c.outcome = 'held')
      order by o.imported_at limit 40
    `.execute(db)
    const single = rows.filter(({ units }) => units === 1).length
    const enough = single >= actsMax - 1 && rows.some(({ units }) => units > 1)
    if (enough || nowMs() > untilMs - 60_000) return rows
    await sleep(lookEveryMs)
  }
}

async function shipWhole(stage: Stage, order: Candidate): Promise<string[]> {
  const tracking = trackingOf(order, 1)
  await fulfil(stage, order, tracking)
  await until(stage, 'Amazon shows the parcel', async () => {
    const { status, packages } = await onAmazon(stage, order)
    return status === 'SHIPPED' && packages.some((one) => one.trackingNumber === tracking)
  })
  await untilSettled(stage, order)
  return ['shipmentsConfirmed']
}

async function shipInTwo(stage: Stage, order: Candidate): Promise<string[]> {
  const sku = await skuInShop(stage, order)
  const [first, second] = [trackingOf(order, 1), trackingOf(order, 2)]
  await fulfil(stage, order, first, [{ sku, quantity: 1 }])
  await until(stage, 'Amazon shows the first parcel', async () => {
    const { packages } = await onAmazon(stage, order)
    return packages.some((one) => one.trackingNumber === first)
  })
  await fulfil(stage, order, second)
  await until(stage, 'Amazon shows both parcels', async () => {
    const { status, packages } = await onAmazon(stage, order)
    return status === 'SHIPPED' && packages.length === 2
  })
  return ['shipmentsConfirmed', 'splitShipments']
}

async function shipOnAmazon(stage: Stage, order: Candidate): Promise<string[]> {
  const ship = { orderId: order.orderId, carrier: 'DHL', trackingNumber: trackingOf(order, 1) }
  await tellSimulator(stage.to.amazonUrl, 'orders/ship', ship)
  await until(stage, 'Shopify shows the parcel', async () => {
    const found = await inShopify(stage, order)
    return found.fulfilments.some(({ trackingNumbers }) =>
      trackingNumbers.includes(ship.trackingNumber),
    )
  })
  return ['shippedOnAmazon']
}

async function cancelInShopify(stage: Stage, order: Candidate): Promise<string[]> {
  const cancel = {
    orderId: order.gid,
    reason: 'CUSTOMER',
    refund: true,
    restock: true,
    notify: false,
  }
  await tellSimulator(stage.to.shopifyUrl, 'orders/cancel', cancel)
  await until(stage, 'Amazon shows it as cancelled', async () => {
    return (await onAmazon(stage, order)).status === 'CANCELLED'
  })
  return ['cancelledFromShopify']
}

async function cancelOnAmazon(stage: Stage, order: Candidate): Promise<string[]> {
  const cancel = { orderId: order.orderId, by: 'AMAZON' }
  await tellSimulator(stage.to.amazonUrl, 'orders/cancel', cancel)
  await untilCancelledInShop(stage, order)
  return ['cancelledFromAmazon']
}

async function buyerAsks(stage: Stage, order: Candidate): Promise<string[]> {
  const wish = { orderId: order.orderId, reason: 'Ordered by mistake' }
  await tellSimulator(stage.to.amazonUrl, 'orders/request-cancel', wish)
  await untilHeld(stage, order, 'BUYER_ASKS_TO_CANCEL')
  stage.say(`  ${order.orderId}  the buyer asks to cancel; the shop owner says yes`)
  const deps = { db: stage.db, newId: () => crypto.randomUUID() }
  const word = {
    accountId: defaultAccountId,
    orderId: order.orderId,
    verb: 'accept-cancel',
  } as const
  const about = { subject: null, detail: null, confirm: true }
  await sayAboutOrder(deps, { kind: 'cli', user: 'demo' }, { ...word, ...about })
  await untilCancelledInShop(stage, order)
  return ['cancelledForBuyer']
}

/** Shipped first: Amazon gives nothing back for goods that have not left. */
async function refundInShopify(stage: Stage, order: Candidate): Promise<string[]> {
  await shipWhole(stage, order)
  const sku = await skuInShop(stage, order)
  const refund = { orderId: order.gid, lines: [{ sku, quantity: 1 }], restock: 'NO_RESTOCK' }
  await tellSimulator(stage.to.shopifyUrl, 'orders/refund', { ...refund, notify: false })
  await until(stage, 'Amazon shows the refund', async () => {
    return Number((await onAmazon(stage, order)).refundedTotal) > 0
  })
  return ['shipmentsConfirmed', 'refundedFromShopify']
}

function untilCancelledInShop(stage: Stage, order: Candidate): Promise<void> {
  return until(stage, 'Shopify shows it as cancelled', async () => {
    return (await inShopify(stage, order)).cancelled
  })
}

function untilHeld({ db, ...stage }: Stage, order: Candidate, code: string): Promise<void> {
  return until({ db, ...stage }, `the hold ${code}`, async () => {
    const { rows } = await sql`
      select 1 from order_concern where account_id = ${defaultAccountId}
        and amazon_order_id = ${order.orderId} and outcome = 'held' and reason = ${code}
    `.execute(db)
    return rows.length > 0
  })
}

/** Read back: our own books know by Amazon's packages that the parcel counts. */
function untilSettled({ db, ...stage }: Stage, order: Candidate): Promise<void> {
  return until({ db, ...stage }, 'the read-back', async () => {
    const { rows } = await sql`
      select 1 from order_concern where account_id = ${defaultAccountId}
        and amazon_order_id = ${order.orderId} and concern = 'shipment'
        and reason = 'SHIPPED_ON_BOTH_SIDES'
    `.execute(db)
    return rows.length > 0
  })
}

async function until(stage: Stage, what: string, check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) {
    if (stage.nowMs() > stage.untilMs) throw new Error(`${what} did not come`)
    await sleep(lookEveryMs)
  }
}

export function lifeText(figures: LifeFigures, doubledEffects: number): string[] {
  const { unfinished } = figures
  return [
    `${figures.shipmentsConfirmed} shipments are on both sides, ${figures.splitShipments} of them in two parcels; ${figures.shippedOnAmazon} came from Amazon.`,
    `Cancelled: ${figures.cancelledFromShopify} from Shopify, ${figures.cancelledFromAmazon} from Amazon, ${figures.cancelledForBuyer} because the buyer asked.`,
    `Refunded from Shopify: ${figures.refundedFromShopify}, to the cent.`,
    `Done twice, or written to a buyer: ${doubledEffects}.`,
    ...unfinished,
  ]
}
