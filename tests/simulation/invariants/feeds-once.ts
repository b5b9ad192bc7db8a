/** A message of a feed is sent once, unless Crossdock knows that it was not made or a person says it again. */
import { sql } from 'kysely'
import type { Invariant } from './invariant.ts'

export const feedsOnce: Invariant = {
  async atRest({ db, shop }) {
    const { rows } = await sql<{ key: string; times: number }>`
      select m.effect_key as key, count(*)::int as times from feed_message m
      join feed f on f.feed_no = m.feed_no
      where m.account_id = ${shop.accountId} and f.state <> 'void'
        and not exists (select 1 from life_input i where i.account_id = m.account_id
          and i.amazon_order_id = m.amazon_order_id and i.kind = 'repeat')
      group by 1 having count(*) > 1
    `.execute(db)
    return rows.map(({ key, times }) => `${shop.name} sent ${key} in ${times} feeds by itself`)
  },
}
