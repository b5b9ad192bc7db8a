/** What orders wait for, which variants it may mean, and links that can be taken back. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { saveVariants } from '../../src/store/catalogue.ts'
import { saveListings } from '../../src/store/listings.ts'
import { type ApiHost, accountId, numberedId, startApi } from '../http/api-host.ts'
import { aListing, aVariant } from '../support/catalogue-samples.ts'
import { amazonItem } from '../support/order-samples.ts'

let api: ApiHost

beforeAll(async () => {
  api = await startApi()
  const { db } = api.database
  const shirt = (value: string) => ({
    productTitle: 'Cotton T-Shirt',
    options: [{ name: 'Size', value }],
    product: 20,
  })
  await saveVariants(db, accountId, [
    aVariant(1, 'MUG-RED', { productTitle: 'Red mug', barcode: '4006381333931' }),
    aVariant(2, 'BOWL-7', { productTitle: 'Bowl' }),
    aVariant(21, 'TS-L', shirt('L')),
    aVariant(22, 'TS-XL', shirt('XL')),
    aVariant(30, 'TWIN', { productTitle: 'Twin' }),
    aVariant(31, 'TWIN', { productTitle: 'Other twin' }),
  ])
  await saveListings(
    db,
    accountId,
    [
      aListing('AMZ-77', { title: 'A red one', barcodes: ['4006381333931'] }),
      aListing('BOWL_8', { title: 'Something round' }),
      aListing('SHIRT-FBA', {
        ...{
          title: 'Acme Cotton T-Shirt (Size: XL)',
          fulfilledBy: 'AMAZON',
          channels: ['AMAZON_EU'],
        },
      }),
      aListing('MUG-RED'),
    ],
    Date.UTC(2026, 10, 1),
  )
})
afterAll(() => api.close())

let made = 0

async function hold(sku: string, count: number): Promise<string[]> {
  const held: string[] = []
  for (let at = 0; at < count; at += 1) {
    made += 1
    const orderId = await api.store({
      order: { orderId: numberedId(made), items: [amazonItem({ sku: id('SellerSku', sku) })] },
      outcome: {
        ...{ outcome: 'held', reason: 'SKU_UNMAPPED' },
        detail: { sku, skus: [sku], titles: [`Title of ${sku}`] },
      },
    })
    held.push(orderId)
  }
  return held
}

async function marked(orderIds: readonly string[]): Promise<number> {
  const { rows } = await sql`
    select 1 from work where kind = 'order' and key = any(${orderIds}::text[])
  `.execute(api.database.db)
  return rows.length
}

const inbox = async (query = '') => (await api.ask('GET', `/api/mappings/inbox${query}`)).json
const link = (body: object, as: 'operator' | 'owner' = 'operator') =>
  api.ask('POST', '/api/mappings/link', { as, body })

describe('links', () => {
  it('R-CATALOGUE-9: the inbox names what orders wait for, with suggestions and their evidence, and links nothing', async () => {
    const waiting = await hold('AMZ-77', 3)
    await hold('SHIRT-FBA', 1)
    const { skus, total, next } = await inbox()
    expect({ total, next }).toEqual({ total: { skus: 2, orders: 4 }, next: null })
    expect(skus[0]).toMatchObject({ amazonSku: 'AMZ-77', waiting: 3, why: 'unmapped' })
    expect(skus[0].orders.map((one: { orderId: string }) => one.orderId)).toEqual(waiting)
    expect(skus[0].suggestions).toEqual([
      {
        variantGid: 'gid://shopify/ProductVariant/1',
        ...{ shopifySku: 'MUG-RED', productTitle: 'Red mug', variantTitle: '', strength: 'strong' },
        evidence: [{ is: 'same-barcode', barcode: '4006381333931' }],
      },
    ])
    expect(skus[1].suggestions[0]).toMatchObject({
      shopifySku: 'TS-XL',
      evidence: [{ is: 'title', options: 'all-named' }],
    })
    const { rows } = await sql`select 1 from sku_mapping`.execute(api.database.db)
    expect(rows).toEqual([])
    const first = await inbox('?limit=1')
    const second = await inbox(`?limit=1&after=${encodeURIComponent(first.next)}`)
    expect([first.skus[0].amazonSku, second.skus[0].amazonSku]).toEqual(['AMZ-77', 'SHIRT-FBA'])
  })

  it('R-CATALOGUE-9: listed SKUs that nothing links are suggested for as well, with what differs', async () => {
    const { skus } = await inbox('?which=unlinked')
    expect(skus.map((one: { amazonSku: string }) => one.amazonSku)).toEqual([
      'AMZ-77',
      'BOWL_8',
      'SHIRT-FBA',
    ])
    expect(skus[1].suggestions[0].evidence[0]).toEqual({
      is: 'near-sku',
      difference: {
        characters: 2,
        amazon: [
          { text: 'BOWL', same: true },
          { text: '_8', same: false },
        ],
        shopify: [
          { text: 'BOWL', same: true },
          { text: '-7', same: false },
        ],
      },
    })
  })

  it('B80, R-CATALOGUE-12: one link frees all 14 orders that waited for it, and says how they fare', async () => {
    const waiting = await hold('FOURTEEN', 14)
    const { status, json } = await link({
      amazonSku: 'FOURTEEN',
      components: [{ variant: 'BOWL-7', quantity: 2 }],
    })
    expect([status, json.replayedOrders]).toEqual([200, 14])
    expect(await marked(waiting)).toBe(14)
    const progress = await api.ask('GET', `/api/mappings/link?undo=${json.undo}`)
    const fourteen = { amazonSku: 'FOURTEEN', waited: 14, imported: 0, held: 14, working: 0 }
    expect(progress.json).toEqual(fourteen)
    await sql`update amazon_order set outcome = 'imported' where amazon_order_id = ${waiting[0]}`.execute(
      api.database.db,
    )
    const later = await api.ask('GET', `/api/mappings/link?undo=${json.undo}`)
    expect(later.json).toEqual({ ...fourteen, imported: 1, held: 13 })
  })

  it("R-CATALOGUE-13: a link is taken back as it was before, once, and not over another's change", async () => {
    const set = (variant: string) => link({ amazonSku: 'BACK', components: [{ variant }] })
    const mapped = async () => {
      const { json } = await api.ask('GET', '/api/mappings?search=BACK')
      return json.mappings.map(
        (one: { components: { shopifySku: string }[] }) => one.components[0]?.shopifySku,
      )
    }
    const undo = (token: string) =>
      api.ask('POST', '/api/mappings/unlink', { as: 'operator', body: { undo: token } })
    const first = (await set('BOWL-7')).json
    const second = (await set('TS-L')).json
    expect(await mapped()).toEqual(['TS-L'])
    expect((await undo(first.undo)).json.code).toBe('LINK_CHANGED_SINCE')
    expect((await undo(second.undo)).json).toMatchObject({
      amazonSku: 'BACK',
      importedMeanwhile: 0,
    })
    expect(await mapped()).toEqual(['BOWL-7'])
    expect((await undo(second.undo)).json.code).toBe('LINK_UNDO_OVER')
    expect((await undo(first.undo)).json.components).toBeNull()
    expect(await mapped()).toEqual([])
    const viewer = await api.ask('POST', '/api/mappings/unlink', { body: { undo: first.undo } })
    expect(viewer.status).toBe(403)
  })

  it("R-CATALOGUE-7: a link for every connection is the owner's, and one of this connection wins over it", async () => {
    const everywhere = { amazonSku: 'ALL', components: [{ variant: 'BOWL-7' }], everywhere: true }
    expect((await link(everywhere)).status).toBe(403)
    expect((await link(everywhere, 'owner')).json).toMatchObject({ everywhere: true })
    const shown = async () => (await api.ask('GET', '/api/mappings?search=ALL')).json.mappings
    expect(await shown()).toMatchObject([
      { everywhere: true, components: [{ shopifySku: 'BOWL-7' }] },
    ])
    await link({ amazonSku: 'ALL', components: [{ variant: 'TS-L' }] })
    expect(await shown()).toMatchObject([
      { everywhere: false, components: [{ shopifySku: 'TS-L' }] },
    ])
    await api.ask('DELETE', '/api/mappings?amazonSku=ALL', { as: 'operator' })
    expect(await shown()).toMatchObject([{ everywhere: true }])
    await api.ask('DELETE', '/api/mappings?amazonSku=ALL&everywhere=true', { as: 'owner' })
    expect(await shown()).toEqual([])
  })

  it('R-CATALOGUE-14: a table is shown row by row before anything is written, both scopes', async () => {
    const csv = [
      'amazon_sku,shopify_sku,quantity,scope',
      'C-1,BOWL-7,1,',
      'C-2,TWIN,1,',
      'C-3,TS-L,1,everywhere',
      'C-4,TS-L,1,elsewhere',
      'FOURTEEN,BOWL-7,2,',
      'KIT,BOWL-7,1,',
      'KIT,TS-L,1,everywhere',
    ].join('\n')
    const send = (query: string) =>
      api.ask('POST', `/api/mappings/csv?${query}`, {
        ...{ as: 'owner', text: csv, headers: { 'content-type': 'text/csv' } },
      })
    const { json } = await send('dryRun=true')
    expect(json.applied).toBe(0)
    expect(
      json.rows.map((row: { line: number; outcome: string }) => [row.line, row.outcome]),
    ).toEqual([
      [2, 'new'],
      [4, 'new'],
      [6, 'same'],
    ])
    expect(json.bad.map((row: { line: number; reason: string }) => [row.line, row.reason])).toEqual(
      [
        [3, 'VARIANT_AMBIGUOUS'],
        [5, 'SCOPE_UNKNOWN'],
        [7, 'SCOPE_MIXED'],
        [8, 'KIT_INCOMPLETE'],
      ],
    )
    const table = async () => (await api.ask('GET', '/api/mappings.csv')).text
    expect(await table()).not.toContain('C-1')
    expect((await send('onBadRows=apply-good')).json.applied).toBe(3)
    expect(await table()).toContain('C-3,TS-L,gid://shopify/ProductVariant/21,1,everywhere')
    const again = await api.ask('POST', '/api/mappings/csv?dryRun=true', {
      ...{ as: 'owner', text: await table(), headers: { 'content-type': 'text/csv' } },
    })
    const outcomes = again.json.rows.map((row: { outcome: string }) => row.outcome)
    expect(new Set(outcomes)).toEqual(new Set(['same']))
  })

  it('R-CATALOGUE-2: SKUs that several variants share are named', async () => {
    const { json } = await api.ask('GET', '/api/catalogue/doubled-skus')
    expect(json.skus).toMatchObject([
      { sku: 'TWIN', variants: [{ productTitle: 'Twin' }, { productTitle: 'Other twin' }] },
    ])
    const counts = (await api.ask('GET', '/api/catalogue')).json
    expect(counts).toMatchObject({
      variants: 6,
      doubledSkus: 1,
      variantsOfDoubledSkus: 2,
      listings: 4,
    })
  })
})
