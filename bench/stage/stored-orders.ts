/**
 * Makes a database large: copies of real orders that the product imported, with all that belongs to
 * them (lines, effects, attempts, traces, Shopify orders, work at rest), under new ids and at earlier
 * times. Only copies of the last weeks have personal data, for older ones are purged.
 */
import { sql } from 'kysely'
import type { Database } from '../../src/store/pool.ts'

type Copied = {
  readonly name: string
  /** How a row of the table, `t`, names its order. */
  readonly order: string
  /** Columns that a copy has of its own; `c` is a row of `bench_copy`. */
  readonly own: Readonly<Record<string, string>>
  readonly where?: string
}

/** The others have shipped, and claim no units of the stock any more. */
const isOpen = 'c.seq % 50 = 0'
const newKey = `'shopify-order:' || c.new_id || '#1'`
const personalShare = 0.1

const tables: readonly Copied[] = [
  {
    name: 'amazon_order',
    order: 't.amazon_order_id',
    own: {
      amazon_order_id: 'c.new_id',
      shopify_gid: 'c.new_gid',
      shopify_name: `'#' || c.seq`,
      status: `case when ${isOpen} then 'UNSHIPPED' else 'SHIPPED' end`,
    },
  },
  {
    name: 'order_line',
    order: 't.amazon_order_id',
    own: {
      amazon_order_id: 'c.new_id',
      open_units: `case when ${isOpen} then t.open_units else 0 end`,
    },
  },
  {
    name: 'order_personal',
    order: 't.amazon_order_id',
    own: {
      amazon_order_id: 'c.new_id',
      name_hmac: `decode(md5(c.new_id) || md5(c.new_gid), 'hex')`,
      postcode_hmac: `decode(md5(c.new_gid) || md5(c.new_id), 'hex')`,
    },
    where: `c.seq <= ${personalShare} * (select max(seq) from bench_copy)`,
  },
  { name: 'order_trace', order: 't.amazon_order_id', own: { amazon_order_id: 'c.new_id' } },
  {
    name: 'effect',
    order: 't.amazon_order_id',
    own: { amazon_order_id: 'c.new_id', effect_key: newKey, platform_id: 'c.new_gid' },
  },
  {
    name: 'attempt',
    order: `split_part(substr(t.effect_key, 15), '#', 1)`,
    own: {
      attempt_id: 'gen_random_uuid()::text',
      effect_key: newKey,
      platform_id: 'c.new_gid',
    },
  },
  {
    name: 'shopify_order',
    order: `t.observed->>'sourceIdentifier'`,
    own: { gid: 'c.new_gid', name: `'#' || c.seq` },
  },
  {
    name: 'shopify_order_amazon_id',
    order: 't.amazon_order_id',
    own: { amazon_order_id: 'c.new_id', gid: 'c.new_gid' },
  },
  {
    name: 'order_concern',
    order: 't.amazon_order_id',
    own: { amazon_order_id: 'c.new_id', again_at: 'null' },
  },
  {
    name: 'work',
    order: 't.key',
    own: { key: 'c.new_id', due_at: `'infinity'` },
    where: `t.kind = 'order'`,
  },
]

/** `orders` in all, of those that are imported now; in `only` these tables, when somebody needs no more. */
export async function storeOrders(
  db: Database,
  orders: number,
  only: readonly string[] = tables.map(({ name }) => name),
): Promise<void> {
  await sql.raw(copyPlan(orders)).execute(db)
  for (const table of tables) if (only.includes(table.name)) await copyTable(db, table)
  await sql`drop table bench_copy`.execute(db)
  await sql`vacuum analyze`.execute(db)
}

/** Ids jump about as real ones do; a prime keeps them apart. Copies are one minute apart. */
function copyPlan(orders: number): string {
  return `create table bench_copy as
    with template as (
      select amazon_order_id as old_id, row_number() over (order by amazon_order_id) as n
      from amazon_order where outcome = 'imported'
    ), numbered as (
      select t.old_id, row_number() over (order by k, t.n) as seq
      from generate_series(1, (select ceil(${orders}.0 / count(*))::int from template)) k
        cross join template t
    ), mixed as (
      select old_id, seq, lpad(((seq * 61803398875) % 99999999999973)::text, 14, '0') as digits
      from numbered where seq <= ${orders} - (select count(*) from template)
    )
    select old_id, seq, seq * interval '1 minute' as earlier,
      '7' || substr(digits, 1, 2) || '-' || substr(digits, 3, 7) || '-' || substr(digits, 10) || '00'
        as new_id,
      'gid://shopify/Order/8' || lpad(seq::text, 12, '0') as new_gid
    from mixed`
}

/**
 * In one transaction that empties the table first, so that PostgreSQL need not log the rows; indexes
 * are built anew at the end.
 */
async function copyTable(db: Database, table: Copied): Promise<void> {
  const columns = await columnsOf(db, table.name)
  const indexes = await indexesOf(db, table.name)
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const values = columns.map(({ name, isTime }) => {
    return table.own[name] ?? (isTime ? `t."${name}" - c.earlier` : `t."${name}"`)
  })
  await db.transaction().execute(async (trx) => {
    const run = (text: string) => sql.raw(text).execute(trx)
    await run(`set local maintenance_work_mem = '256MB'`)
    await run(`set local work_mem = '128MB'`)
    await run(`create temp table template on commit drop as table "${table.name}"`)
    await run(`truncate "${table.name}"`)
    for (const { drop } of indexes) await run(drop)
    await run(`insert into "${table.name}" (${names}) select ${names} from template`)
    await run(`insert into "${table.name}" (${names}) select ${values.join(', ')}
      from template t join bench_copy c on c.old_id = ${table.order}
      where ${table.where ?? 'true'}`)
    for (const { create } of indexes) await run(create)
  })
}

async function columnsOf(
  db: Database,
  table: string,
): Promise<{ name: string; isTime: boolean }[]> {
  const { rows } = await sql<{ name: string; isTime: boolean }>`
    select attname as name, atttypid = 'timestamptz'::regtype as "isTime" from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
      and attgenerated = '' and attidentity = '' order by attnum
  `.execute(db)
  return rows
}

async function indexesOf(db: Database, table: string): Promise<{ drop: string; create: string }[]> {
  const { rows } = await sql<{ drop: string; create: string }>`
    select case when c.oid is null then format('drop index %I', i.indexrelid::regclass)
        else format('alter table %I drop constraint %I', ${table}::text, c.conname) end as drop,
      case when c.oid is null then pg_get_indexdef(i.indexrelid)
        else format('alter table %I add constraint %I %s', ${table}::text, c.conname,
          pg_get_constraintdef(c.oid)) end as create
    from pg_index i left join pg_constraint c on c.conindid = i.indexrelid
    where i.indrelid = ${table}::regclass
  `.execute(db)
  return rows
}
