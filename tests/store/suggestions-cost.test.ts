/** Among many variants a match and a suggestion read the rows that they find, and no more: counted, not timed. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { strongKeys, weakKeys } from '../../src/core/catalog/candidate-keys.ts'
import { suggestLinks } from '../../src/core/catalog/suggest.ts'
import { id } from '../../src/core/ids.ts'
import { strongCandidates, weakCandidates } from '../../src/store/catalogue-candidates.ts'
import { loadCandidates } from '../../src/store/order-views.ts'
import type { Database } from '../../src/store/pool.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

const account = id('AccountId', 'large')
const variants = 20_000

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
  await sql`
    insert into variant (account_id, variant_gid, product_gid, sku, title_key, inventory_item_gid,
      tracked, observed, as_of)
    select ${account}, 'gid://shopify/ProductVariant/' || n, 'gid://shopify/Product/' || n % 5000,
      'ACME-' || md5(n::text), 'noise product ' || n % 5000, null, true,
      jsonb_build_object('productTitle', 'Noise product ' || n % 5000, 'variantTitle', '',
        'options', '[]'::jsonb, 'barcode', (4000000000000 + n)::text, 'priceMinor', 1000), app_now()
    from generate_series(1, ${variants}::int) as n
  `.execute(database.db)
  await sql`analyze variant`.execute(database.db)
}, 170_000)
afterAll(() => database.drop())

/** Rows of the table that the transaction has read so far, by index and without. */
async function rowsRead(trx: Database): Promise<{ whole: number; rows: number }> {
  const { rows } = await sql<{ whole: number; rows: number }>`
    select seq_scan as whole, seq_tup_read + coalesce(idx_tup_fetch, 0) as rows
    from pg_stat_xact_user_tables where relname = 'variant'
  `.execute(trx)
  return rows[0] ?? { whole: 0, rows: 0 }
}

test('R-CATALOGUE-10: a match among 20,000 variants reads the few that carry the SKU or the title', async () => {
  await database.db.transaction().execute(async (trx) => {
    const { rows: known } = await sql<{ sku: string }>`
      select sku from variant where variant_gid = 'gid://shopify/ProductVariant/777'
        and account_id = ${account}
    `.execute(trx)
    const before = await rowsRead(trx)
    const sku = known[0]?.sku ?? ''
    const found = await loadCandidates(trx, account, [sku], ['noise product 777'])
    expect(found.variants.some((one) => one.sku === sku)).toBe(true)
    const after = await rowsRead(trx)
    console.log(`a match read ${after.rows - before.rows} rows among ${variants} variants`)
    expect(after.whole).toBe(before.whole)
    expect(after.rows - before.rows).toBeLessThan(40)
  })
})

test('R-CATALOGUE-10: so does a suggestion, by barcode, title and SKUs that differ in one character', async () => {
  await database.db.transaction().execute(async (trx) => {
    const { rows: known } = await sql<{ sku: string }>`
      select sku from variant where account_id = ${account}
        and variant_gid = any(array['gid://shopify/ProductVariant/4711'])
    `.execute(trx)
    const wrong = `${known[0]?.sku.slice(0, 12)}x${known[0]?.sku.slice(13, 22)}`
    await sql`
      update variant set sku = left(sku, 22) where account_id = ${account}
        and variant_gid = 'gid://shopify/ProductVariant/4711'
    `.execute(trx)
    const side = {
      amazonSku: wrong,
      title: 'Acme Noise product 99, blue',
      barcodes: ['4000000000123'],
    }
    const before = await rowsRead(trx)
    const strong = await strongCandidates(trx, account, [strongKeys(side)])
    const weak = await weakCandidates(trx, account, [weakKeys(side)])
    const after = await rowsRead(trx)
    console.log(`a suggestion read ${after.rows - before.rows} rows among ${variants} variants`)
    expect(after.whole).toBe(before.whole)
    expect(after.rows - before.rows).toBeLessThan(100)
    const kinds = (title: string | null) =>
      suggestLinks({ ...side, title }, [...strong, ...weak]).flatMap((one) =>
        one.evidence.map(({ is }) => is),
      )
    expect(kinds(side.title)).toEqual(expect.arrayContaining(['same-barcode', 'title']))
    expect(kinds(null)).toEqual(expect.arrayContaining(['same-barcode', 'near-sku']))
  })
})
