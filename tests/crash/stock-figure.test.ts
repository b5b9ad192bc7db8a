/**
 * kill -9 of the real process around the write of figures (`set-stock`): the first ones, in a feed or by calls, then
 * one that changes. After a restart Amazon shows the figure of the shop, and nothing is left open.
 */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { listingsKey, stockSweepKey } from '../../src/reconcile/keys.ts'
import { mark } from '../../src/work/mark.ts'
import { type ProductOptions, startCrossdock } from '../support/product.ts'
import { crowdedEnv, type Stage, setStage } from '../support/scenario.ts'
import { openEnds } from './life-end.ts'
import { leap, passUntil } from './world-leap.ts'

const moments = ['after-intent', 'after-answer'] as const
const marketplaceId = 'A1PA6795UKMFR9'
const skus = ['FIRST', 'SECOND', 'SOLD']
const [sku = '', , sold = ''] = skus
const plenty = 20
const timeoutMs = 400_000

// Every listing gets its first figure at once: no mass change here.
const settings = {
  intake: { settleSeconds: 1.5 },
  stock: { lane: 'live', feedFrom: 2, guard: { skus: 1_000_000, percent: 100, least: 1_000 } },
}

test.concurrent.for(moments)(
  'R-FLOW-1: killed %s of figures, then started again, Amazon shows those of the shop',
  { timeout: timeoutMs },
  async (moment) => {
    const stage = await setStage({ world: 'empty' })
    const { amazon, shopify } = stage
    const quick = { feedQueueMs: 100, feedProcessMs: 100, writeLagMs: 0 }
    await amazon.settings({ ...quick, participations: [marketplaceId] })
    await shopify.act('locations', { name: 'Warehouse', countryCode: 'DE' })
    for (const each of skus) {
      const variants = [{ sku: each, price: '10.00', stock: plenty }]
      await shopify.act('products', { title: each, variants })
      await amazon.act('listings/add', { sku: each, marketplaceIds: [marketplaceId] })
    }
    const options = { ...stage.product, settings, env: crowdedEnv }

    await dieOnce(stage, options, moment, () => readListings(stage))
    await comeInStep(stage, options, plenty)

    await dieOnce(stage, options, moment, () => shopify.setStock({ sku, quantity: 12 }))
    await comeInStep(stage, options, 12)
    await stage.strike()
  },
)

/** As by night: Amazon's listings, then the figure of each. From an order Crossdock knows who sells, and where. */
async function readListings(stage: Stage): Promise<void> {
  const line = { sku: sold, unitPrice: '10.00' }
  const orderId = await stage.amazon.placeOrder({ marketplaceId, lines: [line] })
  await stage.comesTo(orderId, 'imported')
  const { db } = stage.database
  const account = id('AccountId', 'main')
  await mark(db, [listingsKey(account)])
  await passUntil(stage, 'the listings', async () => {
    const { rows } = await sql`select 1 from listing limit 1`.execute(db)
    return rows.length > 0
  })
  await mark(db, [stockSweepKey(account, 'stock-all')])
}

async function dieOnce(
  stage: Stage,
  options: ProductOptions,
  moment: string,
  begin: () => Promise<void>,
): Promise<void> {
  const env = { ...crowdedEnv, CROSSDOCK_FAILPOINT: `${moment}:kill::set-stock` }
  const doomed = await startCrossdock({ ...options, env })
  let ended: number | string | undefined
  void doomed.ended.then((how) => {
    ended = how
  })
  await begin()
  await passUntil(stage, `${moment} of a figure`, async () => ended !== undefined)
  expect(ended).toBe('SIGKILL')
  const { rows } = await sql<{ state: string }>`
    select distinct a.state from attempt a join stock_figure f using (account_id, attempt_id)
    where a.state in ('intended', 'unclear')
  `.execute(stage.database.db)
  expect(rows).toEqual([{ state: 'intended' }])
}

async function comeInStep(stage: Stage, options: ProductOptions, quantity: number): Promise<void> {
  const crossdock = await startCrossdock(options)
  await passUntil(stage, 'figures in step', async () => {
    // Amazon is asked at growing distances whether it took the figure.
    await leap(stage, 60_000)
    expect(await openEnds(stage)).toEqual([])
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from stock_figure where wanted_since is not null
        or check_at is not null
    `.execute(stage.database.db)
    expect(rows).toEqual([{ count: 0 }])
    return true
  })
  const listing = await stage.amazon.ask('listings', { sku })
  expect(JSON.stringify(listing)).toContain(`"quantity":${quantity}`)
  expect(await stage.amazon.ask('listings/harms')).toMatchObject({ harms: [] })
  await crossdock.kill('SIGTERM')
}
