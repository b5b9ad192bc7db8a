/**
 * The demo's second chapter: what happens to orders after their import, played by the merchant, the buyer
 * and Amazon at the control doors. Each act waits until the other platform itself shows what it should,
 * so that the figures are what the simulators have, never what we think.
 */
import { awayOrders, countQuarantined, goAway, type Product } from './demo-away.ts'
import { buyerAsks, cancelInShopify, cancelOnAmazon } from './demo-cancels.ts'
import { type Cast, castOf } from './demo-cast.ts'
import { refundInShopify, refundOnAmazon, refundTwice } from './demo-refunds.ts'
import { shipInTwo, shipOnAmazon, shipWhole } from './demo-shipments.ts'
import type { Candidate, Stage } from './demo-stage.ts'
import { playStock, type StockFigures, stockText } from './demo-stock.ts'

/** What acts bring, each a figure of the demo. */
const brought = [
  /** Parcels that left in Shopify and that Amazon shows, each once. */
  'shipmentsConfirmed',
  'splitShipments',
  'shippedOnAmazon',
  'cancelledFromShopify',
  'cancelledFromAmazon',
  'cancelledForBuyer',
  'refundedFromShopify',
  'refundedFromAmazon',
  /** In Shopify, of what Amazon had given back already. */
  'secondRefundsRefused',
] as const

type Brought = (typeof brought)[number]

export type LifeFigures = Readonly<Record<Brought, number>> & {
  /** Cancelled while Crossdock was disconnected: wait for a person, and nothing was told to Amazon. */
  readonly quarantined: number
  readonly stock: StockFigures
  /** Acts that did not come to their end in time, with what our books say of the order. */
  readonly unfinished: readonly string[]
}

export type Life = {
  /** The figures as they are when it is called: when all is at rest. */
  figures(): Promise<LifeFigures>
}

/** So long before the end only the last two acts run, and so long only the last. */
const lastActsMs = 140_000
const lastActMs = 100_000
/** Of one unit, for the acts side by side. */
const singles = 6
const needed = { single: singles + awayOrders, several: 1 }

/**
 * Plays all acts side by side, then the one for which Crossdock is taken away for a moment, and the act of stock,
 * which wants figures that nobody else moves.
 */
export async function playLife(stage: Stage, product: Product): Promise<Life> {
  const cast = await castOf(stage, needed)
  const early = { ...stage, untilMs: stage.untilMs - lastActsMs }
  const ended = await Promise.all(actsFor(cast).map((act) => play(early, act)))
  const away = cast.single.slice(singles, needed.single)
  const late = { ...stage, untilMs: stage.untilMs - lastActMs }
  ended.push(await playAway(late, product, away))
  const { stock, unfinished: ofStock } = await playStock(stage)
  ended.push(ofStock.map((name) => `${unfinishedWord}${name}`))
  const all = ended.flat()
  const unfinished = all.filter((one) => one.startsWith(unfinishedWord))
  return {
    async figures() {
      const counts = brought.map((name) => [name, all.filter((one) => one === name).length])
      const quarantined = await countQuarantined(stage, away)
      const byName = Object.fromEntries(counts) as Record<Brought, number>
      return { ...byName, quarantined, stock, unfinished }
    },
  }
}

const unfinishedWord = 'unfinished: '

type Act = {
  readonly name: string
  readonly order: Candidate | undefined
  readonly run: (stage: Stage, order: Candidate) => Promise<readonly Brought[]>
}

function actsFor({ single, several }: Cast): Act[] {
  return [
    { name: 'a shipment', order: single[0], run: shipWhole },
    { name: 'a split shipment', order: several[0], run: shipInTwo },
    { name: 'a shipment on Amazon', order: single[1], run: shipOnAmazon },
    { name: 'a cancel in Shopify', order: single[2], run: cancelInShopify },
    { name: 'a cancel on Amazon', order: single[3], run: cancelOnAmazon },
    { name: 'a buyer who asks to cancel', order: single[4], run: buyerAsks },
    { name: 'a refund in Shopify', order: single[5], run: refundInShopify },
    // These two place orders of their own, of the same product.
    { name: 'a refund on Amazon', order: single[0], run: refundOnAmazon },
    { name: 'a second refund', order: single[0], run: refundTwice },
  ]
}

async function play(stage: Stage, { name, order, run }: Act): Promise<readonly string[]> {
  if (order === undefined) return [`${unfinishedWord}${name} (no order for it)`]
  try {
    return await run(stage, order)
  } catch (error) {
    return [`${unfinishedWord}${name} (${wordsOf(error)})`]
  }
}

async function playAway(
  stage: Stage,
  product: Product,
  orders: readonly Candidate[],
): Promise<readonly string[]> {
  if (stage.isOver()) return []
  try {
    await goAway(stage, product, orders)
    return []
  } catch (error) {
    return [`${unfinishedWord}a stay away (${wordsOf(error)})`]
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : 'failed'
}

export function lifeText(figures: LifeFigures, doubledEffects: number): string[] {
  const { unfinished } = figures
  return [
    'After the import, as both platforms show it:',
    `  Shipped: ${figures.shipmentsConfirmed} in Shopify (${figures.splitShipments} in two parcels), ${figures.shippedOnAmazon} in Seller Central.`,
    `  Cancelled: ${figures.cancelledFromShopify} in Shopify, ${figures.cancelledFromAmazon} on Amazon, ${figures.cancelledForBuyer} because the buyer asked.`,
    `  Refunded, to the cent: ${figures.refundedFromShopify} in Shopify, ${figures.refundedFromAmazon} in Seller Central.`,
    `  Refunds that failed, for Amazon had given the money back already: ${figures.secondRefundsRefused}.`,
    `  Cancelled while disconnected, so they wait for a person and Amazon was not told: ${figures.quarantined}.`,
    `  Done twice, or written to a buyer: ${doubledEffects}.`,
    ...stockText(figures.stock),
    ...unfinished,
  ]
}
