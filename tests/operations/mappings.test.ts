import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { parseMappingCsv, writeMappingCsv } from '../../src/operations/catalog/mapping-csv.ts'
import { readAudit } from '../../src/store/audit.ts'
import { saveVariants } from '../../src/store/catalogue.ts'
import { type ApiHost, accountId, numberedId, startApi } from '../http/api-host.ts'
import { amazonItem } from '../support/order-samples.ts'

let api: ApiHost

beforeAll(async () => {
  api = await startApi()
  await saveVariants(api.database.db, accountId, [
    variant(1, 'MUG'),
    variant(2, 'BOWL'),
    variant(3, 'TWIN'),
    variant(4, 'TWIN'),
  ])
})
afterAll(() => api.close())

function variant(number: number, sku: string) {
  return {
    variantGid: id('VariantGid', `gid://shopify/ProductVariant/${number}`),
    productGid: `gid://shopify/Product/${number}`,
    sku,
    titleKey: sku.toLowerCase(),
    inventoryItemGid: null,
    tracked: true,
    observed: { productTitle: sku, variantTitle: '', options: [], barcode: null, priceMinor: 100 },
  }
}

async function importCsv(text: string, onBadRows = 'apply-good') {
  const path = `/api/mappings/csv?onBadRows=${onBadRows}`
  const headers = { 'content-type': 'text/csv' }
  return api.ask('POST', path, { as: 'operator', text, headers })
}

async function mapped(): Promise<string[]> {
  const { json } = await api.ask('GET', '/api/mappings?limit=200')
  return json.mappings.map((row: { amazonSku: string }) => row.amazonSku)
}

describe('the mapping table', () => {
  it('B80: takes a CSV, names bad rows with line and reason, and frees the held orders of good ones', async () => {
    const orderId = await api.store({
      order: { orderId: numberedId(1), items: [amazonItem({ sku: id('SellerSku', 'A-1') })] },
      outcome: { outcome: 'held', reason: 'SKU_UNMAPPED' },
    })
    const { json } = await importCsv(
      [
        'amazon_sku;shopify_sku;variant_gid;quantity',
        'A-1;MUG;;',
        'A-2;;gid://shopify/ProductVariant/2;3',
        ';MUG;;1',
        'A-3;;;1',
        'A-4;MUG;;0',
        'A-5;NONE;;1',
        '',
        'A-6;TWIN;;1',
        'KIT;MUG;;1',
        'KIT;NONE;;1',
        'A-7;MUG;;1;surplus',
      ].join('\r\n'),
    )
    expect(json).toEqual({
      applied: 2,
      replayedOrders: 1,
      bad: [
        { line: 4, amazonSku: '', reason: 'AMAZON_SKU_MISSING' },
        { line: 5, amazonSku: 'A-3', reason: 'VARIANT_MISSING' },
        { line: 6, amazonSku: 'A-4', reason: 'QUANTITY_UNSOUND' },
        { line: 7, amazonSku: 'A-5', reason: 'VARIANT_NOT_FOUND' },
        { line: 9, amazonSku: 'A-6', reason: 'VARIANT_AMBIGUOUS' },
        { line: 10, amazonSku: 'KIT', reason: 'KIT_INCOMPLETE' },
        { line: 11, amazonSku: 'KIT', reason: 'VARIANT_NOT_FOUND' },
        { line: 12, amazonSku: 'A-7', reason: 'TOO_MANY_COLUMNS' },
      ],
    })
    expect(await mapped()).toEqual(['A-1', 'A-2'])
    const { rows } = await sql`select 1 from work where key = ${orderId}`.execute(api.database.db)
    expect(rows).toHaveLength(1)
    const [audit] = await readAudit(api.database.db, accountId, 1)
    expect(audit).toMatchObject({ action: 'import-mappings', detail: { applied: 2, badRows: 8 } })
  })

  it('with refuse-all one bad row keeps the whole table out', async () => {
    const before = await mapped()
    const { json } = await importCsv('amazon_sku,shopify_sku\nB-1,MUG\nB-2,NONE', 'refuse-all')
    expect(json).toMatchObject({ applied: 0, bad: [{ line: 3, reason: 'VARIANT_NOT_FOUND' }] })
    expect(await mapped()).toEqual(before)
  })

  it('a file that is no table is refused with the line', async () => {
    const heading = await importCsv('sku,variant\nA,MUG')
    expect([heading.status, heading.json.code]).toEqual([422, 'MAPPING_CSV_UNREADABLE'])
    const quotes = await importCsv('amazon_sku,shopify_sku\n"A,MUG\nB,MUG')
    expect([quotes.status, quotes.json.code]).toEqual([422, 'MAPPING_CSV_UNREADABLE'])
  })

  it('comes out as CSV that goes in again unchanged, kits and spreadsheet formulas too', async () => {
    const csv = 'amazon_sku,shopify_sku,quantity\nKIT-2,MUG,2\nKIT-2,BOWL,1\n-FORMULA,MUG,1\n'
    expect((await importCsv(csv)).json).toMatchObject({ applied: 2, bad: [] })
    const out = await api.ask('GET', '/api/mappings.csv')
    expect(out.headers.get('content-type')).toContain('text/csv')
    expect(out.text).toContain("'-FORMULA,MUG")
    const again = await importCsv(out.text)
    expect(again.json).toMatchObject({ applied: (await mapped()).length, bad: [] })
    expect((await api.ask('GET', '/api/mappings.csv')).text).toBe(out.text)
  })

  it('any SKU survives the way out and in', () => {
    const sku = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => text.trim() === text)
    fc.assert(
      fc.property(fc.uniqueArray(sku, { minLength: 1, maxLength: 5 }), (skus) => {
        const mappings = skus.map((amazonSku) => ({
          amazonSku,
          everywhere: false,
          components: [
            { variantGid: 'gid://shopify/ProductVariant/1', shopifySku: amazonSku, quantity: 2 },
          ],
        }))
        const parsed = parseMappingCsv(writeMappingCsv(mappings, true))
        const back = parsed.is === 'rows' ? parsed.rows.map(({ amazonSku }) => amazonSku) : []
        return JSON.stringify(back) === JSON.stringify(skus)
      }),
    )
  })

  it('B80: is kept piece by piece too, and taken away again', async () => {
    const body = { amazonSku: 'P-1', components: [{ variant: 'MUG', quantity: 2 }] }
    expect((await api.ask('POST', '/api/mappings', { as: 'operator', body })).status).toBe(200)
    const twin = { amazonSku: 'P-1', components: [{ variant: 'TWIN' }] }
    const ambiguous = await api.ask('POST', '/api/mappings', { as: 'operator', body: twin })
    expect([ambiguous.status, ambiguous.json.code]).toEqual([422, 'VARIANT_AMBIGUOUS'])
    expect(await mapped()).toContain('P-1')
    const remove = () => api.ask('DELETE', '/api/mappings?amazonSku=P-1', { as: 'operator' })
    expect((await remove()).status).toBe(200)
    const gone = await remove()
    expect([gone.status, gone.json.code]).toEqual([404, 'MAPPING_NOT_FOUND'])
  })
})
