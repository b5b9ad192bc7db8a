/** Acts of the demo about stock that is no plain figure: a kit, and what lies in Amazon's own warehouses. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { SellerSku } from '../core/ids.ts'
import { linkSku } from '../operations/catalog/link-sku.ts'
import { listingsKey } from '../reconcile/keys.ts'
import { mark } from '../work/mark.ts'
import { defaultAccountId } from './connect.ts'
import { askSimulator, tellSimulator } from './demo-simulator.ts'
import type { Stage } from './demo-stage.ts'
import {
  type Plain,
  unitsInShop,
  unitsOnAmazon,
  untilInStep,
  untilStock,
} from './demo-stock-books.ts'

const kitSku = 'NORDVIK-SET'

/** A new listing without units: one of the first and two of the second make one. */
export async function linkKit(stage: Stage, one: Plain, other: Plain) {
  const listing = { sku: kitSku, title: 'Nordvik gift set', quantity: 0 }
  await tellSimulator(stage.to.amazonUrl, 'listings/add', listing)
  // Amazon tells nobody of it; the hourly look would find it.
  await mark(stage.db, [listingsKey(defaultAccountId)])
  await untilStock(stage, `${kitSku} among Amazon's listings`, async () => {
    const { rows } = await sql`
      select 1 from listing where account_id = ${defaultAccountId} and amazon_sku = ${kitSku}
    `.execute(stage.db)
    return rows.length > 0
  })
  const components = [
    { variant: one.sku, quantity: 1 },
    { variant: other.sku, quantity: 2 },
  ]
  const deps = { db: stage.db, newId: () => crypto.randomUUID() }
  const link = { accountId: defaultAccountId, amazonSku: kitSku, components, everywhere: false }
  await linkSku(deps, { kind: 'cli', user: 'demo' }, link)
  const units = Math.min(
    await unitsInShop(stage, one.sku),
    Math.floor((await unitsInShop(stage, other.sku)) / 2),
  )
  await untilStock(stage, `${units} of the kit on Amazon`, async () => {
    return (await unitsOnAmazon(stage, kitSku)) === units
  })
  await untilInStep(stage)
  stage.say(`  ${kitSku}: a kit of 1 × ${one.sku} and 2 × ${other.sku}; Amazon shows ${units}`)
  return { kit: units }
}

const fbaShape = z.object({ fulfillable: z.number() })
/** Units that arrive in Amazon's warehouse. */
const arrived = 5

/** What Amazon tells of its warehouses stands in our books, and touches nothing of the merchant's. */
export async function showAmazonsOwn(stage: Stage) {
  const { to } = stage
  const [first] = await heldByAmazon(stage)
  if (first === undefined) throw new Error('Amazon holds nothing')
  const { sku } = first
  const { fulfillable } = fbaShape.parse(await askSimulator(to.amazonUrl, `fba?sku=${sku}`))
  const now = fulfillable + arrived
  await tellSimulator(to.amazonUrl, 'fba/set', { sku, fulfillable: now })
  await untilStock(stage, `${now} ${sku} in Amazon's warehouse`, async () => {
    return (await heldByAmazon(stage)).some((one) => one.sku === sku && one.units === now)
  })
  let same = 0
  for (const { sku: held, units } of await heldByAmazon(stage)) {
    const truth = fbaShape.parse(await askSimulator(to.amazonUrl, `fba?sku=${held}`))
    if (truth.fulfillable === units) same += 1
  }
  stage.say(
    `  ${sku}: ${arrived} arrived in Amazon's warehouse, which now has ${now}; ${same} SKUs lie there`,
  )
  return { fbaFigures: same }
}

async function heldByAmazon({ db }: Stage): Promise<{ sku: SellerSku; units: number }[]> {
  const { rows } = await sql<{ sku: SellerSku; units: number }>`
    select amazon_sku as sku, max(fulfillable) as units from fba_stock
    where account_id = ${defaultAccountId} and fulfillable is not null and gone_at is null
    group by 1 having min(fulfillable) = max(fulfillable) order by 1
  `.execute(db)
  return rows
}
