/**
 * Writes what Amazon showed of orders. One bad order stops only itself: an unreadable one is stored
 * beside the others with the paths that could not be read. An older `lastUpdatedTime` never
 * overwrites a newer (design section 9).
 */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../core/ids.ts'
import type { AmazonOrder } from '../core/orders/amazon-order.ts'
import { countBehind, noteCaughtUp } from './behind-reads.ts'
import { knownReadings } from './known-readings.ts'
import type { Database } from './pool.ts'
import { base64, jsonRows } from './rows.ts'

export type SealedPersonal = {
  /** Sealed PersonalFacts; null when there were none. */
  readonly sealed: Uint8Array | null
  /** The order as Amazon sent it, sealed, for the raw view of people with the right. */
  readonly rawSealed: Uint8Array
  readonly nameHmac: Uint8Array | null
  readonly postcodeHmac: Uint8Array | null
  /** Of the address, under the present key first and then the old ones. */
  readonly addressHmacs?: readonly Uint8Array[]
  /** World time; null: the day that stands, else 30 days from the first reading. */
  readonly purgeAfterMs: number | null
}

export type StoredReading = {
  readonly orderId: AmazonOrderId
  readonly order: AmazonOrder | null
  readonly unreadablePaths: readonly string[] | null
  readonly personalState: 'complete' | 'no-address' | 'none'
  readonly personal: SealedPersonal
}

export type SaveResult = {
  readonly orderId: AmazonOrderId
  /** False when it changes nothing: what is stored is newer or the same. */
  readonly taken: boolean
  readonly isNew: boolean
}

/**
 * Stores a batch of readings in the caller's transaction: observation, lines with what they claim, and
 * personal data. `lookedFor`: each was read by itself, so it counts as a look for what an event told.
 * Answers what became of each.
 */
export async function saveReadings(
  trx: Database,
  accountId: AccountId,
  readings: readonly StoredReading[],
  lookedFor = false,
): Promise<SaveResult[]> {
  if (readings.length === 0) return []
  const known = await knownReadings(trx, accountId, readings)
  const news = readings.filter((reading) => !known.has(reading.orderId))
  const taken = await upsertOrders(trx, accountId, news)
  // An order that was not there a moment ago has nothing to catch up with and nothing to replace.
  const before = readings.flatMap(({ orderId }) => (taken.get(orderId) === true ? [] : [orderId]))
  await noteCaughtUp(trx, accountId, before)
  if (lookedFor) await countBehind(trx, accountId, before)
  const fresh = news.filter((reading) => taken.has(reading.orderId))
  if (fresh.length > 0) {
    await upsertLines(trx, accountId, fresh, new Set(before))
    await upsertPersonal(trx, accountId, fresh)
  }
  return readings.map((reading) => ({
    orderId: reading.orderId,
    taken: taken.has(reading.orderId),
    isNew: taken.get(reading.orderId) ?? false,
  }))
}

async function upsertOrders(
  trx: Database,
  accountId: AccountId,
  readings: readonly StoredReading[],
): Promise<Map<string, boolean>> {
  if (readings.length === 0) return new Map()
  const { rows } = await sql<{ id: string; is_new: boolean }>`
    insert into amazon_order as o (
      account_id, amazon_order_id, first_seen_at, created_at, last_updated_at, as_of, observed,
      unreadable_paths, personal_state, status, fulfilled_by, marketplace_id, ship_by,
      total_minor, currency, replaces_order_id
    )
    select ${accountId}, r.id, m.world, from_ms(r.created), from_ms(r.updated), m.world,
      r.observed, r.paths, r.personal, r.status, r.fulfilled_by, r.marketplace, from_ms(r.ship_by),
      r.total, r.currency, r.replaces
    from ${jsonRows(readings.map(orderRow))} as r(
      id text, created float8, updated float8, observed jsonb, paths text[], personal text,
      status text, fulfilled_by text, marketplace text, ship_by float8, total bigint, currency text,
      replaces text)
      cross join (select app_now() as world offset 0) m
    order by r.id
    on conflict (account_id, amazon_order_id) do update set
      created_at = coalesce(excluded.created_at, o.created_at),
      last_updated_at = coalesce(excluded.last_updated_at, o.last_updated_at),
      as_of = excluded.as_of,
      observed = coalesce(excluded.observed, o.observed),
      unreadable_paths = excluded.unreadable_paths,
      personal_state = ${keptState}, status = excluded.status,
      fulfilled_by = excluded.fulfilled_by, marketplace_id = excluded.marketplace_id,
      ship_by = excluded.ship_by, total_minor = excluded.total_minor,
      currency = excluded.currency, replaces_order_id = excluded.replaces_order_id
    where o.last_updated_at is null or excluded.last_updated_at is null
      or excluded.last_updated_at > o.last_updated_at
      or (excluded.last_updated_at = o.last_updated_at
        and (excluded.observed, ${keptState}, excluded.unreadable_paths)
          is distinct from (o.observed, o.personal_state, o.unreadable_paths))
    returning o.amazon_order_id as id, (xmax = 0) as is_new
  `.execute(trx)
  return new Map(rows.map((row) => [row.id, row.is_new]))
}

/** Of what was shown of a buyer the most complete stays; it is told by order_personal. */
const keptState = sql`case
  when o.personal_state = 'complete' or excluded.personal_state = 'none' then o.personal_state
  else excluded.personal_state end`

function orderRow(reading: StoredReading): object {
  const order = reading.order
  return {
    id: reading.orderId,
    created: order?.createdAtMs ?? null,
    updated: order?.lastUpdatedAtMs ?? null,
    observed: order,
    paths: reading.unreadablePaths,
    personal: reading.personalState,
    status: order === null ? null : wordOf(order.status),
    fulfilled_by: order === null ? null : wordOf(order.fulfilledBy),
    marketplace: order?.marketplaceId ?? null,
    ship_by: order?.shipByMs ?? null,
    total: order?.grandTotal?.amountMinor ?? null,
    currency: order?.grandTotal?.currency ?? null,
    replaces: order?.replaces?.orderId ?? null,
  }
}

function wordOf(value: string | { readonly unrecognised: string }): string {
  return typeof value === 'string' ? value : value.unrecognised
}

/**
 * Lines, with the units that the order still claims (design section 7): order state and reservation change in
 * one transaction, and in one row. An order that cannot be read keeps what it claimed.
 */
async function upsertLines(
  trx: Database,
  accountId: AccountId,
  readings: readonly StoredReading[],
  before: ReadonlySet<AmazonOrderId>,
): Promise<void> {
  const readable = readings.flatMap(({ order }) => (order === null ? [] : [order]))
  const rows = readable.flatMap((order) =>
    order.items.map((item) => ({
      id: order.orderId,
      item: item.itemId,
      sku: item.sku,
      title: item.title,
      quantity: item.quantityOrdered,
      open: openUnits(order, item),
    })),
  )
  const known = readable.flatMap(({ orderId }) => (before.has(orderId) ? [orderId] : []))
  if (known.length > 0) {
    await sql`
      update order_line set open_units = 0 where account_id = ${accountId} and open_units > 0
        and amazon_order_id = any(${known}::text[])
        and (amazon_order_id, item_id) not in (
          select r.id, r.item from ${jsonRows(rows)} as r(id text, item text))
    `.execute(trx)
  }
  if (rows.length === 0) return
  await sql`
    insert into order_line as l (account_id, amazon_order_id, item_id, sku, title, quantity,
      open_units)
    select distinct on (r.id, r.item) ${accountId}, r.id, r.item, r.sku, r.title, r.quantity, r.open
    from ${jsonRows(rows)} as r(id text, item text, sku text, title text, quantity integer,
      open integer)
    on conflict (account_id, amazon_order_id, item_id) do update set sku = excluded.sku,
      title = excluded.title, quantity = excluded.quantity, open_units = excluded.open_units
      where (l.sku, l.title, l.quantity, l.open_units)
        is distinct from (excluded.sku, excluded.title, excluded.quantity, excluded.open_units)
  `.execute(trx)
}

/** A state that we do not know keeps its units: an oversell is worse than a unit too few. */
const over: ReadonlySet<string> = new Set(['SHIPPED', 'CANCELLED', 'UNFULFILLABLE'])

function openUnits(order: AmazonOrder, item: AmazonOrder['items'][number]): number {
  if (order.fulfilledBy === 'AMAZON') return 0
  if (typeof order.status === 'string' && over.has(order.status)) return 0
  const gone = item.quantityFulfilled + (item.quantityCancelled ?? 0)
  return Math.max(0, item.quantityOrdered - gone)
}

/** After the orders: what shows less of the buyer than was known replaces no sealed data. */
async function upsertPersonal(
  trx: Database,
  accountId: AccountId,
  readings: readonly StoredReading[],
): Promise<void> {
  const rows = readings.map(({ orderId, personal, personalState }) => ({
    id: orderId,
    state: personalState,
    sealed: base64(personal.sealed),
    raw: base64(personal.rawSealed),
    name: base64(personal.nameHmac),
    postcode: base64(personal.postcodeHmac),
    address: base64(personal.addressHmacs?.[0] ?? null),
    addresses: (personal.addressHmacs ?? []).map(base64),
    purge: personal.purgeAfterMs,
  }))
  await sql`
    insert into order_personal as p (account_id, amazon_order_id, sealed, raw_sealed, name_hmac,
      postcode_hmac, purge_after, address_hmac, address_changes)
    select ${accountId}, r.id, decode(r.sealed, 'base64'), decode(r.raw, 'base64'),
      decode(r.name, 'base64'), decode(r.postcode, 'base64'),
      coalesce(from_ms(r.purge), k.purge_after, (select app_now()) + interval '30 days'),
      decode(r.address, 'base64'), coalesce(k.address_changes, 0) + case
        when r.address is not null and k.is_other and exists (select 1 from effect e
          where e.account_id = ${accountId} and e.platform_id is not null
            and e.effect_key = 'shopify-order:' || r.id || '#' || r.generation)
        then 1 else 0 end
    from (select id, raw, purge, generation, addresses,
        (case when whole then address end) as address, (case when whole then sealed end) as sealed,
        (case when whole then name end) as name, (case when whole then postcode end) as postcode
      from (select g.*, g.state = o.personal_state as whole, o.generation
        from ${jsonRows(rows)} as g(
          id text, state text, sealed text, raw text, name text, postcode text, purge float8,
          address text, addresses jsonb)
        cross join lateral (select personal_state, generation from amazon_order
          where account_id = ${accountId} and amazon_order_id = g.id limit 1) o) w) r
    left join lateral (select purge_after, address_changes,
        -- Another than before, or the first one.
        case when address_hmac is null then sealed is null
          else not r.addresses ? encode(address_hmac, 'base64') end as is_other
      from order_personal
      where account_id = ${accountId} and amazon_order_id = r.id limit 1) k on true
    on conflict (account_id, amazon_order_id) do update set
      sealed = coalesce(excluded.sealed, p.sealed), raw_sealed = excluded.raw_sealed,
      name_hmac = coalesce(excluded.name_hmac, p.name_hmac),
      postcode_hmac = coalesce(excluded.postcode_hmac, p.postcode_hmac),
      purge_after = excluded.purge_after, address_changes = excluded.address_changes,
      address_hmac = coalesce(excluded.address_hmac, p.address_hmac)
  `.execute(trx)
}

export type HeardEvent = { readonly orderId: AmazonOrderId; readonly eventMs: number }

/**
 * Notes that something happened to these orders; the newest event wins. Answers those of which we
 * have not read that much yet.
 */
export async function hearEvents(
  trx: Database,
  accountId: AccountId,
  events: readonly HeardEvent[],
): Promise<HeardEvent[]> {
  if (events.length === 0) return []
  const rows = events.map((event) => ({ id: event.orderId, at: event.eventMs }))
  const { rows: behind } = await sql<HeardEvent & { behind: boolean }>`
    insert into amazon_order as o (account_id, amazon_order_id, first_seen_at, event_at)
    select ${accountId}, r.id, (select app_now()), from_ms(max(r.at))
    from ${jsonRows(rows)} as r(id text, at float8) group by r.id order by r.id
    on conflict (account_id, amazon_order_id) do update set
      behind_reads = case when excluded.event_at > o.event_at then 0 else o.behind_reads end,
      event_at = greatest(o.event_at, excluded.event_at)
    returning amazon_order_id as "orderId", event_at as "eventMs",
      (last_updated_at is null or last_updated_at < event_at) as behind
  `.execute(trx)
  return behind.filter((row) => row.behind).map(({ orderId, eventMs }) => ({ orderId, eventMs }))
}

/** A look that found no such order is one that shows less than the event told. */
export async function noteMissing(
  trx: Database,
  accountId: AccountId,
  orderIds: readonly AmazonOrderId[],
): Promise<void> {
  if (orderIds.length > 0) await countBehind(trx, accountId, orderIds)
}
