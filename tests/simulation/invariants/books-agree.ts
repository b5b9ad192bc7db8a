/** Our books agree with the world: nothing unsettled or dead is left, incidents are those that should be. */
import { sql } from 'kysely'
import type { Books, Invariant } from './invariant.ts'

export const booksAgree: Invariant = {
  async atRest(books) {
    return [...(await openEnds(books)), ...(await incidents(books))].map(
      (text) => `${books.shop.name} ${text}`,
    )
  },
}

async function openEnds({ db, shop }: Books): Promise<string[]> {
  const { accountId } = shop
  const { rows } = await sql<{ what: string; count: number }>`
    select 'unsettled attempts: ' || coalesce(string_agg(effect_key, ' '), '') as what,
      count(*) as count from attempt
      where account_id = ${accountId} and state in ('intended', 'unclear')
        and not (state = 'unclear' and (${isOfFeed()} or ${isOfHold()} or ${isOfToldParcel()}))
    union all select 'doubled effects', count(*) from incident
      where account_id = ${accountId} and code = 'DOUBLED_EFFECT'
    union all select 'dead keys', count(*) from work
      where account_id = ${accountId} and dead_at is not null
    union all select 'rows left on the desk', count(*) from desk_row where account_id = ${accountId}
  `.execute(db)
  return rows.filter((row) => row.count > 0).map((row) => `${row.count} ${row.what}`)
}

/** A feed of which nobody knows is never settled by itself; that a person is told is checked for its order. */
function isOfFeed() {
  return sql<boolean>`exists (select 1 from feed_message m where m.attempt_id = attempt.attempt_id)`
}

/** A hold may be asked for again, and is released by its handle whether its answer came or not. */
function isOfHold() {
  return sql<boolean>`exists (select 1 from effect e where e.account_id = attempt.account_id
    and e.effect_key = attempt.effect_key and e.kind in ('hold-in-shop', 'release-in-shop'))`
}

/** A parcel that Amazon shows by another try of the same confirmation: the last answer does not matter. */
function isOfToldParcel() {
  return sql<boolean>`exists (select 1 from effect e where e.account_id = attempt.account_id
    and e.effect_key = attempt.effect_key and e.kind = 'confirm-parcel' and e.done_at is not null)`
}

async function incidents({ db, shop }: Books): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct amazon_order_id as id from incident
    where account_id = ${shop.accountId} and code = 'DOUBLED_ELSEWHERE'
  `.execute(db)
  const told = new Set(rows.map((row) => row.id))
  const elsewhere = [...shop.expected].filter(([, expected]) => expected === 'elsewhere')
  const untold = elsewhere.filter(([id]) => !told.has(id)).map(([id]) => `nobody was told of ${id}`)
  const doubled = new Set(elsewhere.map(([id]) => id))
  return [
    ...untold,
    ...[...told].filter((id) => !doubled.has(id)).map((id) => `false alarm of ${id}`),
  ]
}
