/** Each concern of each order rests, is held, or waits for a time that is still to come; and no feed is open. */
import { sql } from 'kysely'
import type { Invariant } from './invariant.ts'

export const lifeSettled: Invariant = {
  async atRest({ db, shop }) {
    const { rows } = await sql<{ id: string; concern: string; words: string }>`
      select amazon_order_id as id, concern, outcome || ' ' || reason as words from order_concern
      where account_id = ${shop.accountId} and (outcome = 'working'
        or (outcome = 'waiting' and (again_at is null or again_at <= app_now())))
      union all select feed_id, 'feed', state from feed
      where account_id = ${shop.accountId} and state in ('intended', 'sent')
      union all select amazon_order_id, 'feed row', effect_key from feed_row
      where account_id = ${shop.accountId}
    `.execute(db)
    return rows.map(({ id, concern, words }) => `${shop.name} ${concern} of ${id} is ${words}`)
  },
}
