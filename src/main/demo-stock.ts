/**
 * The demo's act of stock: a sale on each channel moves the other's figure, a kit, what Amazon holds itself, a
 * drift that the audit finds and repairs, and a wrong location that the guard stops. Each ends when the platforms
 * themselves show it.
 */
import { judgeSettings } from '../config/settings-door.ts'
import { changeSettings } from '../operations/connection/change-settings.ts'
import { setLane } from '../operations/connection/set-lane.ts'
import { showPreview } from '../operations/stock/show-stock.ts'
import { defaultAccountId } from './connect.ts'
import { tellSimulator } from './demo-simulator.ts'
import { placeOnAmazon, type Stage } from './demo-stage.ts'
import { findDrift, stopWrongLocation } from './demo-stock-alarms.ts'
import {
  type Plain,
  plainSkus,
  unitsInShop,
  unitsOnAmazon,
  untilInStep,
  untilStock,
} from './demo-stock-books.ts'
import { linkKit, showAmazonsOwn } from './demo-stock-kinds.ts'

export type StockFigures = {
  /** Units that a sale on Amazon took from the shop, and one in the shop from Amazon's figure. */
  readonly saleOnAmazonMovedShopify: number
  readonly saleOnShopifyMovedAmazon: number
  /** Units of a kit that Amazon shows, as many as its scarcest part allows. */
  readonly kit: number
  /** SKUs of which our books show what Amazon holds in its own warehouses. */
  readonly fbaFigures: number
  readonly driftFound: number
  readonly driftRepaired: number
  /** Changes that the guard stopped when a wrong location was chosen; Amazon showed none of them. */
  readonly guardStopped: number
}

const nothing: StockFigures = {
  saleOnAmazonMovedShopify: 0,
  saleOnShopifyMovedAmazon: 0,
  kit: 0,
  fbaFigures: 0,
  driftFound: 0,
  driftRepaired: 0,
  guardStopped: 0,
}

export type StockEnd = { readonly stock: StockFigures; readonly unfinished: readonly string[] }

const owner = { kind: 'cli', user: 'demo' } as const
const driftSkus = 3
const needed = 4 + driftSkus

/** One after the other: each begins when everything agrees. */
export async function playStock(stage: Stage): Promise<StockEnd> {
  let stock = nothing
  const unfinished: string[] = []
  const play = async (name: string, act: () => Promise<Partial<StockFigures>>): Promise<void> => {
    if (stage.isOver() || unfinished.length > 0) return
    try {
      stock = { ...stock, ...(await act()) }
    } catch (error) {
      unfinished.push(`${name} (${error instanceof Error ? error.message : 'failed'})`)
    }
  }
  let plain: readonly Plain[] = []
  await play('stock goes live', async () => {
    plain = await goLive(stage)
    return {}
  })
  const [onAmazon, inShop, one, other, ...drifting] = plain
  if (unfinished.length === 0 && (onAmazon && inShop && one && other) === undefined) {
    return { stock, unfinished: ['stock (too few SKUs that agree)'] }
  }
  if (onAmazon && inShop && one && other) {
    await play('a sale on Amazon', () => sellOnAmazon(stage, onAmazon))
    await play('a sale in Shopify', () => sellInShop(stage, inShop))
    await play('a kit', () => linkKit(stage, one, other))
    await play("Amazon's own stock", () => showAmazonsOwn(stage))
    await play('a drift', () => findDrift(stage, drifting))
    await play('a wrong location', () => stopWrongLocation(stage, plain))
  }
  return { stock, unfinished }
}

/** More than the demo's shop ever has at once. */
const figuresMax = 10_000

async function goLive(stage: Stage): Promise<Plain[]> {
  const deps = { db: stage.db, newId: () => crypto.randomUUID() }
  const { differing } = await showPreview(deps, owner, defaultAccountId)
  stage.say('')
  stage.say(`Stock goes live: ${differing} figures differ, and Amazon is told.`)
  // One call a figure: a feed takes Amazon minutes, and a demo has none.
  const change = { stock: { feedFrom: figuresMax } }
  await changeSettings(deps, owner, { accountId: defaultAccountId, change }, judgeSettings)
  const live = { accountId: defaultAccountId, lane: 'stock', state: 'live' } as const
  await setLane(deps, owner, live, judgeSettings)
  await untilInStep(stage)
  return plainSkus(stage, needed)
}

async function sellOnAmazon(stage: Stage, { sku }: Plain) {
  const before = await unitsInShop(stage, sku)
  await placeOnAmazon(stage, { sku })
  await untilStock(stage, `one ${sku} less in Shopify`, async () => {
    return (await unitsInShop(stage, sku)) === before - 1
  })
  await untilInStep(stage)
  const shown = await unitsOnAmazon(stage, sku)
  if (shown !== before - 1) throw new Error(`Amazon shows ${shown}`)
  stage.say(
    `  ${sku}: one sold on Amazon; Shopify has ${before - 1} instead of ${before}, and so has Amazon`,
  )
  return { saleOnAmazonMovedShopify: 1 }
}

const unitsSold = 2

async function sellInShop(stage: Stage, { sku }: Plain) {
  const before = await unitsOnAmazon(stage, sku)
  const lines = [{ sku, quantity: unitsSold }]
  await tellSimulator(stage.to.shopifyUrl, 'orders/web', { lines })
  await untilStock(stage, `${unitsSold} ${sku} less on Amazon`, async () => {
    return (await unitsOnAmazon(stage, sku)) === before - unitsSold
  })
  stage.say(
    `  ${sku}: ${unitsSold} sold in the web shop; Amazon shows ${before - unitsSold} instead of ${before}`,
  )
  return { saleOnShopifyMovedAmazon: unitsSold }
}

export function stockText(figures: StockFigures): string[] {
  return [
    'Stock, as both platforms show it:',
    `  Units that a sale on Amazon took from the shop: ${figures.saleOnAmazonMovedShopify}; one in the shop from Amazon: ${figures.saleOnShopifyMovedAmazon}.`,
    `  Units of a kit that Amazon offers: ${figures.kit}. SKUs in Amazon's own warehouses: ${figures.fbaFigures}.`,
    `  Drifts that the audit found: ${figures.driftFound}, repaired and read back: ${figures.driftRepaired}.`,
    `  Changes of a wrong location that the guard stopped: ${figures.guardStopped}.`,
  ]
}
