/** Views of the order list that people saved. Nobody reads or changes those of another. */
import { sql } from 'kysely'
import type { AccountId } from '../core/ids.ts'
import type { Database } from './pool.ts'
import { jsonb } from './rows.ts'

export type SavedView = {
  readonly viewId: string
  readonly name: string
  readonly filters: Readonly<Record<string, unknown>>
}

export type ViewOwner = { readonly personId: string; readonly accountId: AccountId }

/** In their places. Locked by the person's row where a place is about to change. */
export async function listOwnViews(db: Database, owner: ViewOwner): Promise<SavedView[]> {
  const { rows } = await sql<SavedView>`
    select view_id as "viewId", name, filters from person_view
    where person_id = ${owner.personId} and account_id = ${owner.accountId}
    order by place, created_at, view_id
  `.execute(db)
  return rows
}

export async function lockOwnViews(trx: Database, { personId }: ViewOwner): Promise<void> {
  await sql`select 1 from person where person_id = ${personId} for update`.execute(trx)
}

export async function addOwnView(
  trx: Database,
  owner: ViewOwner,
  view: SavedView & { readonly place: number },
): Promise<void> {
  await sql`
    insert into person_view (view_id, person_id, account_id, name, place, filters, created_at)
    values (${view.viewId}, ${owner.personId}, ${owner.accountId}, ${view.name}, ${view.place},
      ${jsonb(view.filters)}, machine_now())
  `.execute(trx)
}

export async function saveOwnView(
  trx: Database,
  owner: ViewOwner,
  { viewId, name, filters }: SavedView,
): Promise<void> {
  await sql`
    update person_view set name = ${name}, filters = ${jsonb(filters)}
    where view_id = ${viewId} and person_id = ${owner.personId}
      and account_id = ${owner.accountId}
  `.execute(trx)
}

/** These stand in this order from now on. */
export async function placeOwnViews(
  trx: Database,
  owner: ViewOwner,
  viewIds: readonly string[],
): Promise<void> {
  await sql`
    update person_view v set place = n.place
    from unnest(${viewIds}::text[]) with ordinality as n (view_id, place)
    where v.view_id = n.view_id and v.person_id = ${owner.personId}
      and v.account_id = ${owner.accountId}
  `.execute(trx)
}

/** True when it was there. */
export async function dropOwnView(
  db: Database,
  owner: ViewOwner,
  viewId: string,
): Promise<boolean> {
  const { rows } = await sql`
    delete from person_view where view_id = ${viewId} and person_id = ${owner.personId}
      and account_id = ${owner.accountId} returning 1
  `.execute(db)
  return rows.length > 0
}
