/**
 * What PostgreSQL knows of the tables that grow with each order. In a new database it knows nothing for
 * a minute or more; it then takes an account for a handful of rows and reads all of them to find one.
 * An analysis also lets every connection plan its kept statements anew.
 */
import { sql } from 'kysely'
import type { Database } from './pool.ts'

const growing = [
  'amazon_order',
  'attempt',
  'effect',
  'notice',
  'order_line',
  'order_personal',
  'shopify_order',
  'shopify_order_amazon_id',
  'variant',
  'work',
] as const

/** Analyses the tables that PostgreSQL takes for less than half of `rows`. Answers which. */
export async function renewStatistics(db: Database, rows: number): Promise<string[]> {
  const { rows: outdated } = await sql<{ name: string }>`
    select relname as name from pg_class
    where oid = any(array(select to_regclass(t) from unnest(${[...growing]}::text[]) t))
      and reltuples < ${rows / 2}::float8
    order by relname
  `.execute(db)
  const names = outdated.map(({ name }) => name)
  if (names.length > 0) {
    await sql`analyze ${sql.join(names.map((name) => sql.id(name)))}`.execute(db)
  }
  return names
}
