/** The last unit is sold on both sides within moments, and no other comes: somebody must be told, with both orders. */
import { noteDone } from '../deeds.ts'
import { lastSku } from '../stock-shelf.ts'
import { type Ground, minuteMs } from './happening.ts'
import { buy } from './sell-on-amazon.ts'

export function sellLastUnit(ground: Ground): void {
  const { shop, random, endMs, later, deeds } = ground
  const atMs = endMs - random.int(60, 180) * minuteMs
  const apartMs = random.pick([0, 0, 3_000, 2 * minuteMs, 20 * minuteMs])
  const onAmazon = () => {
    const orderId = buy(ground, { sku: lastSku }, 'short')
    if (orderId !== undefined) noteDone(deeds, 'last unit sold on Amazon')
  }
  const inShop = () => {
    const { name } = shop.shopify.control.placeWebOrder({ lines: [{ sku: lastSku, quantity: 1 }] })
    deeds.lastUnit.add(name)
  }
  const [first, second] = random.chance(0.5) ? [onAmazon, inShop] : [inShop, onAmazon]
  later(atMs, 'last unit', first)
  later(atMs + apartMs, 'last unit again', second)
}
