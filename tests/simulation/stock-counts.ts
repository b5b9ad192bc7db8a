/** How much of stock a world saw: a soak that met none of a kind proves less than it says. */
import { sql } from 'kysely'
import type { Database } from '../../src/store/pool.ts'
import { readAlarms } from './invariants/oversold-alarmed.ts'
import type { SoakShop } from './soak-shop.ts'
import type { SoakWorld } from './soak-world.ts'
import { recipes, variants } from './stock-shelf.ts'
import { freeUnits, openClaims } from './stock-truth.ts'

export const stockKinds = [
  'figures sent by calls',
  'figures sent in feeds',
  'figures of kits sent',
  'foreign changes',
  'units claimed at the end',
  'oversold and alarmed',
  'oversold at the end',
  'audits',
] as const

export async function countStock(
  db: Database,
  world: SoakWorld,
): Promise<Readonly<Record<string, number>>> {
  const sums = new Map<string, number>()
  const add = (name: string, count: number) => sums.set(name, (sums.get(name) ?? 0) + count)
  for (const shop of world.shops) {
    for (const [name, count] of await countShop(db, shop)) add(name, count)
    const done = world.deeds.get(shop.name)?.done ?? new Map<string, number>()
    for (const [name, count] of done) add(`done: ${name}`, count)
  }
  return Object.fromEntries(sums)
}

async function countShop(
  db: Database,
  shop: SoakShop,
): Promise<[(typeof stockKinds)[number], number][]> {
  const applied = shop.amazon.journal.entries({ on: 'amazon.listing', withEffect: true })
  const by = (source: string, skus?: readonly string[]) =>
    applied.filter(
      ({ effect, path }) =>
        effect?.endsWith(source) === true && (skus?.includes(path.slice(1)) ?? true),
    ).length
  const kits = Object.keys(recipes).filter((sku) => recipes[sku]?.[sku] === undefined)
  const claimed = variants.flatMap((one) => openClaims(shop, one).filter((claim) => !claim.isTaken))
  const { rows } = await sql<{ foreigns: number; audits: number }>`
    select (select count(*)::int from stock_history where account_id = ${shop.accountId}
        and what = 'foreign') as foreigns,
      (select count(*)::int from stock_audit where account_id = ${shop.accountId}
        and done_at is not null) as audits
  `.execute(db)
  return [
    ['figures sent by calls', by('patchListingsItem')],
    ['figures sent in feeds', by('JSON_LISTINGS_FEED')],
    ['figures of kits sent', by('patchListingsItem', kits) + by('JSON_LISTINGS_FEED', kits)],
    ['foreign changes', rows[0]?.foreigns ?? 0],
    ['units claimed at the end', claimed.length],
    ['oversold and alarmed', (await readAlarms({ db, shop })).length],
    ['oversold at the end', variants.filter((one) => freeUnits(shop, one) < 0).length],
    ['audits', rows[0]?.audits ?? 0],
  ]
}
