/** The web shop sells from the same units, also more than there are; some of it is cancelled, edited, given back or shipped. */
import { noteDone } from '../deeds.ts'
import { variants } from '../stock-shelf.ts'
import { type Ground, hourMs, minuteMs } from './happening.ts'

const counts = { first: 6, second: 2 }
const sold = variants.filter((sku) => sku !== 'LAST')
const ways = ['kept', 'kept', 'shipped', 'cancelled', 'cancelled', 'edited', 'given back'] as const

export function sellInShop(ground: Ground): void {
  const { shop, random, startMs, endMs, later } = ground
  const times = counts[shop.name === 'first' ? 'first' : 'second']
  for (let left = times; left > 0; left -= 1) {
    later(random.int(startMs, endMs - hourMs), 'sale in the shop', () => sellOne(ground))
  }
}

function sellOne(ground: Ground): void {
  const { random, clock, deeds } = ground
  const { control } = ground.shop.shopify
  const sku = random.pick(sold)
  const quantity = random.int(1, 4)
  const { orderId } = control.placeWebOrder({ lines: [{ sku, quantity }] })
  const way = random.pick(ways)
  noteDone(deeds, `sold in the shop: ${way}`)
  const units = [{ sku, quantity: 1 }]
  const soonMs = clock.nowMs() + random.int(1, 55) * minuteMs
  const restock = random.chance(0.7)
  if (way === 'kept') return
  ground.later(soonMs, `${way} in the shop`, () => {
    if (way === 'shipped') control.merchantFulfil({ orderId, notify: false })
    else if (way === 'cancelled') control.merchantCancel({ orderId, restock, notify: false })
    else if (way === 'edited')
      control.merchantEdit({ orderId, set: [{ sku, quantity: 0 }], restock })
    else control.merchantRefund({ orderId, lines: units, restock: 'CANCEL', notify: false })
  })
}
