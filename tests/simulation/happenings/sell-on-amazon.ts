/** Buyers on Amazon take what it shows: paid at once, later or never. Amazon's own stock is sold beside the merchant's. */
import { noteDone } from '../deeds.ts'
import type { Expected } from '../soak-shop.ts'
import { fbaSku, lastSku, recipes } from '../stock-shelf.ts'
import { type Ground, hourMs, minuteMs } from './happening.ts'

const counts = { first: 12, second: 4 }
const fbaCount = 1
/** What is paid or cancelled later is so before the world ends. */
const quietMs = 2 * hourMs
const skus = Object.keys(recipes).filter((sku) => sku !== lastSku)
const ways = ['paid', 'paid', 'paid', 'pending', 'pending', 'cancelled'] as const

export function sellOnAmazon(ground: Ground): void {
  const { shop, random, startMs, endMs, later } = ground
  const times = counts[shop.name === 'first' ? 'first' : 'second']
  const atAnyTime = () => random.int(startMs + 5 * minuteMs, endMs - quietMs)
  for (let left = times; left > 0; left -= 1) {
    later(atAnyTime(), 'sale on Amazon', () => sellOne(ground, random.pick(ways)))
  }
  for (let left = random.int(0, 3); left > 0; left -= 1) {
    const atMs = random.int(endMs - quietMs, endMs)
    later(atMs, 'a sale that nobody pays', () => sellOne(ground, 'waiting'))
  }
  for (let left = fbaCount; left > 0; left -= 1) {
    later(atAnyTime(), 'FBA sale', () => void buy(ground, { sku: fbaSku }, 'list'))
    later(atAnyTime(), 'FBA counted', () =>
      shop.amazon.control.setFbaStock(fbaSku, { fulfillable: random.int(0, 40) }),
    )
  }
}

function sellOne(ground: Ground, way: (typeof ways)[number] | 'waiting'): void {
  const { random, clock, shop } = ground
  const sku = random.pick(skus)
  const quantity = random.int(1, 2)
  const becomes = way === 'paid' || way === 'pending' ? 'import' : 'none'
  const status = way === 'paid' ? {} : ({ status: 'PENDING' } as const)
  const orderId = buy(ground, { sku, quantity, ...status }, becomes)
  if (orderId === undefined) return
  const soonMs = clock.nowMs() + random.int(1, 90) * minuteMs
  const { control } = shop.amazon
  if (way === 'pending') ground.later(soonMs, 'pay', () => control.payOrder(orderId))
  if (way === 'cancelled') ground.later(soonMs, 'cancel', () => control.cancelOrder(orderId))
}

type Purchase = Parameters<Ground['shop']['amazon']['control']['buy']>[0]

/** Undefined when Amazon shows too few. */
export function buy(ground: Ground, purchase: Purchase, becomes: Expected): string | undefined {
  const { shop, random, deeds, stock } = ground
  const marketplaceId = random.pick(stock?.marketplaceIds ?? [])
  const orderId = shop.amazon.control.buy({ marketplaceId, ...purchase })
  if (orderId === undefined) return undefined
  shop.expected.set(orderId, becomes)
  noteDone(deeds, `sold on Amazon: ${purchase.sku}`)
  return orderId
}
