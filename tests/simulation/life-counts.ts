/** How much of order life a world saw, by the truth of the simulators: a soak that met none of a kind proves less than it says. */
import { sql } from 'kysely'
import type { Database } from '../../src/store/pool.ts'
import { createDeeds } from './deeds.ts'
import type { SoakShop } from './soak-shop.ts'
import type { SoakWorld } from './soak-world.ts'

export const lifeKinds = [
  'parcels confirmed',
  'parcels corrected',
  'parcels brought to Shopify',
  'feeds sent',
  'feeds adopted',
  'cancelled on Amazon',
  'cancelled in Shopify',
  'refunded on Amazon',
  'refunded in Shopify',
  'quarantined',
  'approved',
  'reconnected',
] as const

export type LifeKind = (typeof lifeKinds)[number]
type LifeCounts = Readonly<Record<string, number>>

export async function countLife(db: Database, world: SoakWorld): Promise<LifeCounts> {
  const sums = new Map<string, number>()
  const add = (name: string, count: number) => sums.set(name, (sums.get(name) ?? 0) + count)
  for (const shop of world.shops) {
    const deeds = world.deeds.get(shop.name) ?? createDeeds()
    for (const [name, count] of await countShop(db, shop)) add(name, count)
    add('approved', deeds.done.get('said approve') ?? 0)
    for (const [name, count] of deeds.done) add(`done: ${name}`, count)
  }
  return Object.fromEntries(sums)
}

async function countShop(db: Database, shop: SoakShop): Promise<[LifeKind, number][]> {
  const { amazon, shopify } = shop
  const effects = (on: string, words: RegExp) =>
    (on.startsWith('amazon') ? amazon : shopify).journal
      .entries({ on, withEffect: true })
      .filter(({ effect }) => words.test(effect ?? ''))
  const truths = [...shop.expected.keys()].map((orderId) => amazon.control.truth(orderId))
  const byUs = ({ by }: { readonly by: string }) => by === 'SELLER_APPLICATION'
  return [
    ['parcels confirmed', effects('amazon.confirmShipment', /^confirmed/).length],
    ['parcels corrected', effects('amazon.confirmShipment', /^edited/).length],
    ['parcels brought to Shopify', effects('shopify.fulfillmentCreate', /./).length],
    ['feeds sent', amazon.control.feeds().length],
    ['feeds adopted', await adopted(db, shop)],
    ['cancelled on Amazon', truths.filter((one) => one.cancellations.some(byUs)).length],
    ['cancelled in Shopify', effects('shopify.orderCancel', /./).length],
    ['refunded on Amazon', truths.flatMap((one) => one.refunds.filter(byUs)).length],
    ['refunded in Shopify', effects('shopify.refundCreate', /./).length],
    ...(await epochs(db, shop)),
  ]
}

/** Feeds that are known although the answer that named them was lost. */
async function adopted(db: Database, { accountId, amazon }: SoakShop): Promise<number> {
  const lost = amazon.journal
    .entries({ on: 'amazon.createFeed', status: 'lost', withEffect: true })
    .flatMap(({ effect }) => /^created feed (\d+)/.exec(effect ?? '')?.[1] ?? [])
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from feed
    where account_id = ${accountId} and feed_id = any(${lost}::text[])
  `.execute(db)
  return rows[0]?.count ?? 0
}

async function epochs(db: Database, { accountId }: SoakShop): Promise<[LifeKind, number][]> {
  const { rows } = await sql<{ quarantined: number; epoch: number }>`
    select epoch - 1 as epoch, (select count(*)::int from order_trace t
      where t.account_id = c.account_id and t.kind = 'decided'
        and t.body->>'reason' = 'MONEY_QUARANTINED' and t.body->>'outcome' = 'held') as quarantined
    from connection c where account_id = ${accountId}
  `.execute(db)
  const [row] = rows
  return [
    ['quarantined', row?.quarantined ?? 0],
    ['reconnected', row?.epoch ?? 0],
  ]
}
