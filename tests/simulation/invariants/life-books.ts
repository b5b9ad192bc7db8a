/** What our books say of each order's life, for the checks of this folder. */
import { sql } from 'kysely'
import type { Books } from './invariant.ts'

export type LifeBooks = {
  /** Codes for which an order waits for a person. */
  readonly held: ReadonlyMap<string, ReadonlySet<string>>
  /** What people said about an order. */
  readonly said: ReadonlyMap<string, ReadonlySet<string>>
}

export async function readLifeBooks({ db, shop }: Books): Promise<LifeBooks> {
  const { rows } = await sql<{ what: 'held' | 'said'; id: string; name: string }>`
    select 'held' as what, amazon_order_id as id, reason as name from order_concern
      where account_id = ${shop.accountId} and outcome = 'held' and concern <> 'deadline'
    union all select 'said', amazon_order_id, kind from life_input
      where account_id = ${shop.accountId}
  `.execute(db)
  const of = (what: 'held' | 'said') =>
    new Map(
      [
        ...Map.groupBy(
          rows.filter((row) => row.what === what),
          (row) => row.id,
        ),
      ].map(([id, some]) => [id, new Set(some.map(({ name }) => name))]),
    )
  return { held: of('held'), said: of('said') }
}
