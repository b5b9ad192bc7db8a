/** Acts of the demo about stock that went wrong: a drift that nobody heard of, and a location chosen by mistake. */
import { judgeSettings } from '../config/settings-door.ts'
import { changeSettings, readSettings } from '../operations/connection/change-settings.ts'
import { repairSkus } from '../operations/stock/repair-skus.ts'
import { showAudits, startAudit } from '../operations/stock/start-audit.ts'
import { listIncidents } from '../store/incidents.ts'
import { defaultAccountId as accountId } from './connect.ts'
import { tellSimulator } from './demo-simulator.ts'
import type { Stage } from './demo-stage.ts'
import {
  type Plain,
  smallestLocation,
  unitsOnAmazon,
  untilInStep,
  untilStock,
} from './demo-stock-books.ts'

const owner = { kind: 'cli', user: 'demo' } as const
const notice = 'LISTINGS_ITEM_MFN_QUANTITY_CHANGE'
/** Units that somebody adds in Seller Central. */
const strayUnits = 4

/** Somebody changes figures in Seller Central, and Amazon's news of it is lost. */
export async function findDrift(stage: Stage, skus: readonly Plain[]) {
  const { to, say } = stage
  const deps = { db: stage.db, newId: () => crypto.randomUUID() }
  const before = new Map<string, number>()
  for (const { sku } of skus) {
    const units = await unitsOnAmazon(stage, sku)
    before.set(sku, units)
    const match = { type: notice, orderId: sku }
    const lost = { on: 'amazon.notification', fault: 'silently-dropped', times: 1, match }
    await tellSimulator(to.amazonUrl, 'faults', lost)
    const stray = { sku, quantity: units + strayUnits }
    await tellSimulator(to.amazonUrl, 'listings/set-quantity', stray)
  }
  say(`  Somebody changes ${before.size} figures in Seller Central, and the news of it is lost.`)
  const { auditNo } = await startAudit(deps, owner, accountId)
  const done = async () => {
    const audits = await showAudits(deps, owner, accountId, 5)
    return audits.find((one) => one.auditNo === auditNo && one.doneAtMs !== null)
  }
  await untilStock(stage, 'the end of the audit', async () => (await done()) !== undefined)
  const audit = await done()
  const found = new Set<string>(audit?.found.map(({ amazonSku }) => amazonSku))
  for (const sku of found) {
    const drift = audit?.found.find(({ amazonSku }) => amazonSku === sku)
    say(`  ${sku}: Amazon shows ${drift?.amazon}, it should be ${drift?.formula} (${drift?.cause})`)
  }
  await repairSkus(deps, owner, { accountId, skus: 'all' })
  const isSame = async ([sku, units]: [string, number]) =>
    (await unitsOnAmazon(stage, sku)) === units
  await untilStock(stage, 'the repair on Amazon', async () => {
    return (await Promise.all([...before].map(isSame))).every(Boolean)
  })
  await untilInStep(stage)
  say(`  The audit found ${found.size} SKUs; they are repaired, and Amazon shows them right.`)
  return { driftFound: found.size, driftRepaired: before.size }
}

/** A small location is chosen by mistake: nearly every figure would fall. */
export async function stopWrongLocation(stage: Stage, skus: readonly Plain[]) {
  const deps = { db: stage.db, newId: () => crypto.randomUUID() }
  const { fulfillment } = await readSettings(deps, owner, accountId, judgeSettings)
  const { locations, outside } = fulfillment
  const shown = async () => Promise.all(skus.map(({ sku }) => unitsOnAmazon(stage, sku)))
  const before = await shown()
  const choose = (change: object) =>
    changeSettings(deps, owner, { accountId, change: { fulfillment: change } }, judgeSettings)
  // Orders stay where they are meanwhile.
  await choose({ locations: [await smallestLocation(stage)], outside: 'hold' })
  const stopped = async () => {
    const filter = { state: 'open', limit: 50, before: null } as const
    const open = await listIncidents(stage.db, accountId, filter)
    return open.find(({ code }) => code === 'STOCK_MASS_CHANGE')
  }
  try {
    await untilStock(stage, 'the guard', async () => (await stopped()) !== undefined)
  } finally {
    await choose({ locations, outside })
  }
  const changes = Number((await stopped())?.detail.changes ?? 0)
  await untilInStep(stage)
  const after = await shown()
  if (after.join() !== before.join()) throw new Error('Amazon was told all the same')
  stage.say(
    `  A wrong location is chosen: ${changes} figures would fall by more than half. Nothing is sent.`,
  )
  return { guardStopped: changes }
}
