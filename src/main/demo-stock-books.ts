/** What both platforms and our own books say of stock in the demo, and the wait of its acts. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import type { LocationGid, SellerSku } from '../core/ids.ts'
import { defaultAccountId } from './connect.ts'
import { lookEveryMs } from './demo-books.ts'
import { askSimulator } from './demo-simulator.ts'
import type { Stage } from './demo-stage.ts'

/** A SKU that both sides have under one name, that no open order claims, and whose figures agree. */
export type Plain = { readonly sku: SellerSku; readonly units: number }

/** Looks until it is so; throws what did not come. */
export async function untilStock(
  stage: Stage,
  what: string,
  check: () => Promise<boolean>,
): Promise<void> {
  while (!(await check())) {
    if (stage.isOver()) throw new Error('stopped')
    if (stage.nowMs() > stage.untilMs) throw new Error(`${what} did not come in time`)
    await sleep(lookEveryMs)
  }
}

/** Resolves when Amazon shows every figure that we know, and nothing is on its way. */
export function untilInStep(stage: Stage): Promise<void> {
  return untilStock(stage, 'Amazon showing every figure', async () => {
    const { rows } = await sql`
      select 1 from listing l left join stock_figure f using (account_id, marketplace_id, amazon_sku)
      where l.account_id = ${defaultAccountId} and l.gone_at is null and l.fulfilled_by = 'MERCHANT'
        and (f.amazon_sku is null or f.wanted_since is not null or f.check_at is not null
          or f.in_feed or (f.quantity is not null and f.quantity is distinct from l.quantity))
      union all select 1 from work where account_id = ${defaultAccountId}
        and (kind = 'sku' or kind = 'desk' and key = 'stock' or key in ('stock-all', 'stock-first', 'stock-missed', 'listings'))
        and (lease_token is not null or due_at <= app_now())
      limit 1
    `.execute(stage.db)
    return rows.length === 0
  })
}

/** The first in the alphabet, so that they are the same in every run. */
export async function plainSkus({ db }: Pick<Stage, 'db'>, count: number): Promise<Plain[]> {
  const { rows } = await sql<Plain>`
    select l.amazon_sku as sku, min(f.quantity) as units
    from listing l join stock_figure f using (account_id, marketplace_id, amazon_sku)
    where l.account_id = ${defaultAccountId} and l.gone_at is null and f.quantity >= 8
      and l.fulfilled_by = 'MERCHANT' and f.quantity = l.quantity
      and (select count(*) from variant v where v.account_id = l.account_id
        and v.sku = l.amazon_sku and v.gone_at is null) = 1
      and not exists (select 1 from order_line n where n.account_id = l.account_id
        and n.sku = l.amazon_sku)
      and not exists (select 1 from listing o where o.account_id = l.account_id
        and o.amazon_sku = l.amazon_sku || '-FBA')
    group by l.amazon_sku order by l.amazon_sku limit ${count}
  `.execute(db)
  return rows
}

const listingShape = z.object({
  availability: z.array(z.object({ quantity: z.number().optional() })),
})

/** What the simulated Amazon itself shows of the merchant's units. */
export async function unitsOnAmazon({ to }: Pick<Stage, 'to'>, sku: string): Promise<number> {
  const listing = await askSimulator(to.amazonUrl, `listings?sku=${encodeURIComponent(sku)}`)
  return listingShape.parse(listing).availability[0]?.quantity ?? -1
}

const levelsShape = z.array(z.object({ quantities: z.object({ available: z.number() }) }))

/** In all locations of the simulated shop. */
export async function unitsInShop({ to }: Pick<Stage, 'to'>, sku: string): Promise<number> {
  const levels = await askSimulator(to.shopifyUrl, `stock?sku=${encodeURIComponent(sku)}`)
  return levelsShape.parse(levels).reduce((sum, { quantities }) => sum + quantities.available, 0)
}

/** The location with the fewest units: for most SKUs a wrong one. */
export async function smallestLocation({ db }: Pick<Stage, 'db'>): Promise<LocationGid> {
  const { rows } = await sql<{ gid: LocationGid }>`
    select level ->> 'locationGid' as gid from stock_reading s
      cross join jsonb_array_elements(s.levels) level
    where s.account_id = ${defaultAccountId}
    group by 1 order by sum((level ->> 'available')::int), 1 limit 1
  `.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('no location has stock')
  return row.gid
}
