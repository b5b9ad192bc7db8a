/** The merchant counts, receives and spoils goods; somebody sets a figure in Seller Central. */
import { noteDone } from '../deeds.ts'
import { recipes, variants } from '../stock-shelf.ts'
import type { StockTerms } from '../stock-terms.ts'
import { type Ground, hourMs, minuteMs } from './happening.ts'

const counted = variants.filter((sku) => sku !== 'LAST')
/** So that what was refused for want of goods can still be made. */
const deliveryMs = 3 * hourMs
const deliveryUnits = 60

export function countStock(ground: Ground): void {
  const { shop, random, startMs, endMs, later, stock } = ground
  const { control } = shop.shopify
  // What was delivered at the end is not counted away again.
  const untilMs = endMs - deliveryMs - minuteMs
  const atAnyTime = () => random.int(startMs + hourMs, untilMs)
  const often = (times: number, label: string, run: () => void) => {
    for (let left = times; left > 0; left -= 1) later(atAnyTime(), label, run)
  }
  often(random.int(1, 3), 'count', () =>
    control.setStock({ sku: random.pick(counted), quantity: random.int(0, 20) }),
  )
  often(random.int(1, 2), 'restock', () =>
    control.restock({ sku: random.pick(counted), quantity: random.int(1, 15) }),
  )
  often(random.int(0, 1), 'spoil', () =>
    control.moveStock({ sku: random.pick(counted), quantity: 1, from: 'available', to: 'damaged' }),
  )
  often(random.int(1, 2), 'Seller Central', () => {
    const sku = random.pick(Object.keys(recipes).filter((one) => one !== 'LAST'))
    shop.amazon.control.setListingQuantity(sku, random.int(0, 30))
    noteDone(ground.deeds, 'set in Seller Central')
  })
  if (random.chance(0.3)) stopCounting(ground)
  if (stock !== null) deliver(ground, stock, endMs - deliveryMs)
}

/** For some hours nobody counts one of them. */
function stopCounting({ shop, random, startMs, later }: Ground): void {
  const { control } = shop.shopify
  const fromMs = startMs + random.int(1, 3) * hourMs
  later(fromMs, 'untracked', () => control.setTracked({ sku: 'STK-4', tracked: false }))
  later(fromMs + random.int(1, 2) * hourMs, 'tracked', () =>
    control.setTracked({ sku: 'STK-4', tracked: true }),
  )
}

function deliver({ shop, later }: Ground, { whenShort }: StockTerms, atMs: number): void {
  if (whenShort !== 'refuse') return
  for (const sku of counted) {
    later(atMs, 'delivery', () => shop.shopify.control.restock({ sku, quantity: deliveryUnits }))
  }
}
