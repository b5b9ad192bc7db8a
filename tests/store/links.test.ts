/** Which variants an Amazon SKU stands for, as SQL answers it for stock and lists. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barcodeKey, skuKey } from '../../src/core/catalog/sku-key.ts'
import { id } from '../../src/core/ids.ts'
import { saveMappings, saveVariants } from '../../src/store/catalogue.ts'
import { saveGlobalMappings } from '../../src/store/catalogue-links.ts'
import { saveListings } from '../../src/store/listings.ts'
import { loadCandidates } from '../../src/store/order-views.ts'
import { aListing, aVariant } from '../support/catalogue-samples.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

const here = id('AccountId', 'here')
const there = id('AccountId', 'there')

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  await saveVariants(db, here, [aVariant(1, 'MUG'), aVariant(2, 'BOWL'), aVariant(3, 'TWIN')])
  await saveVariants(db, here, [aVariant(4, 'TWIN'), aVariant(5, 'OLD'), aVariant(6, 'GONE')])
  await saveVariants(db, here, [aVariant(5, 'NEW')])
  await sql`update variant set gone_at = app_now() where sku = 'GONE'`.execute(db)
  // Another shop: the same SKUs under other gids.
  await saveVariants(db, there, [aVariant(71, 'MUG'), aVariant(72, 'PLATE')])
})
afterAll(() => database.drop())

async function link(sku: string, account = here, mappingFirst = true) {
  const { rows } = await sql<{ how: string; parts: string }>`
    select how, (select string_agg((p->>'quantity') || '*' || substring(p->>'variantGid' from '[0-9]+$'), ' ')
      from jsonb_array_elements(components) p) as parts
    from link_of(${account}, ${sku}, ${mappingFirst})
  `.execute(database.db)
  const [row] = rows
  return row === undefined ? 'none' : `${row.how} ${row.parts}`
}

const part = (number: number, quantity = 1, shopifySku: string | null = null) => ({
  variantGid: id('VariantGid', `gid://shopify/ProductVariant/${number}`),
  shopifySku,
  quantity,
})

test('R-CATALOGUE-6: by mapping, by one for every connection, by SKU, by a former SKU; never by one of two', async () => {
  const { db } = database
  await saveMappings(db, here, [{ sku: 'KIT', components: [part(1, 2), part(2)] }], 'test')
  await saveMappings(db, here, [{ sku: 'MUG', components: [part(2)] }], 'test')
  await saveMappings(db, here, [{ sku: 'BOWL', components: [part(6)] }], 'test')
  expect(await link('KIT')).toBe('mapping 2*1 1*2')
  expect(await link('MUG')).toBe('mapping 1*2')
  expect(await link('MUG', here, false)).toBe('sku 1*1')
  // Its mapping names a variant that the shop no longer has, so it does not count.
  expect(await link('BOWL')).toBe('sku 1*2')
  expect(await link('OLD')).toBe('former-sku 1*5')
  expect(await link('TWIN')).toBe('none')
  expect(await link('NOBODY')).toBe('none')
})

test('R-CATALOGUE-7: a link for every connection finds the variant of each shop, by gid or by SKU', async () => {
  const { db } = database
  await saveGlobalMappings(
    db,
    [
      { sku: 'FBA-MUG', components: [part(1, 1, 'MUG')] },
      { sku: 'TWO', components: [part(2, 2, 'BOWL')] },
    ],
    'test',
  )
  expect([await link('FBA-MUG'), await link('FBA-MUG', there)]).toEqual([
    'everywhere 1*1',
    'everywhere 1*71',
  ])
  // The other shop has no bowl: there it finds nothing, rather than half of it.
  expect([await link('TWO'), await link('TWO', there)]).toEqual(['everywhere 2*2', 'none'])
  const { mappings } = await loadCandidates(db, there, ['FBA-MUG', 'TWO'], [])
  expect(mappings).toMatchObject([{ sku: 'FBA-MUG', components: [{ quantity: 1 }] }])
  await saveMappings(db, there, [{ sku: 'FBA-MUG', components: [part(72)] }], 'test')
  expect(await link('FBA-MUG', there)).toBe('mapping 1*72')
  expect((await loadCandidates(db, there, ['FBA-MUG'], [])).mappings).toHaveLength(1)
})

test('R-CATALOGUE-6: the view shows the link of each listing', async () => {
  const { db } = database
  await saveListings(db, here, [aListing('KIT'), aListing('TWIN')], Date.UTC(2026, 10, 1))
  const { rows } = await sql`select amazon_sku as sku, how from listing_link order by 1`.execute(db)
  expect(rows).toEqual([{ sku: 'KIT', how: 'mapping' }])
})

test('R-CATALOGUE-8: SQL and the core make the same keys of SKUs and barcodes', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 24 }).filter((one) => !one.includes('\0'))
  const made = fc.sample(fc.oneof(text, fc.stringMatching(/^[A-Za-z0-9 _./\\#|:+-]{0,20}$/)), 300)
  const sample = made.map((one) => one.toWellFormed())
  const { rows } = await sql<{ sku: string; barcode: string | null }>`
    select sku_key(t) as sku, barcode_key(t) as barcode
    from unnest(${sample}::text[]) with ordinality as s(t, n) order by n
  `.execute(database.db)
  expect(rows.map((row) => row.sku)).toEqual(sample.map(skuKey))
  expect(rows.map((row) => row.barcode)).toEqual(sample.map(barcodeKey))
})
