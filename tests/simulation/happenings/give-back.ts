/** Money goes back, mostly of orders that have left: in Shopify by lines or as a free amount, on Amazon in Seller Central. */
import { type Ground, hourMs } from './happening.ts'
import { atTimes, doToOne, type LivingOrder } from './living-orders.ts'

export function giveBack(ground: Ground): void {
  const { shop, variation, random } = ground
  shop.amazon.control.changeSettings({ financesLagMs: random.pick([0, 1, 6, 48]) * hourMs })
  if (variation.hearsMoney === true) shop.amazon.control.subscribe('TRANSACTION_UPDATE')
  atTimes(ground, { min: 1, max: 3 }, 'refund in Shopify', () => refundInShop(ground))
  atTimes(ground, { min: 1, max: 2 }, 'refund on Amazon', () => {
    doToOne(
      ground,
      'refunded on Amazon',
      ({ amazonId }) =>
        void shop.amazon.control.refundOrder(amazonId, amazonSpec(ground, amazonId)),
      { where: hasLeft(ground) },
    )
  })
}

const parts = [{ Principal: '4.00' }, { Shipping: '2.00' }] as const

/** All that is left, or a part of one item: of its price, or of what its shipping cost. */
function amazonSpec({ random, shop }: Ground, amazonId: string) {
  const [item] = shop.amazon.control.truth(amazonId).items
  if (item === undefined || random.chance(0.4)) return {}
  const possible = parts.filter((part) =>
    Object.entries(part).every(([name, amount]) => Number(item.left[name] ?? 0) > Number(amount)),
  )
  if (possible.length === 0) return {}
  return { items: [{ orderItemId: item.orderItemId, components: random.pick(possible) }] }
}

export function refundInShop(ground: Ground): void {
  const { random, shop } = ground
  const isFree = random.chance(0.25)
  doToOne(
    ground,
    isFree ? 'refunded an amount in Shopify' : 'refunded in Shopify',
    ({ id: orderId, lines }) => {
      const [first] = lines
      const what = isFree
        ? { amount: '3.00' }
        : { lines: first?.sku == null ? [] : [{ sku: first.sku, quantity: 1 }] }
      shop.shopify.control.merchantRefund({ orderId, ...what, notify: false })
    },
    // Money goes back before the goods left, too.
    { away: 'refunded in Shopify', ...(random.chance(0.7) ? { where: hasLeft(ground) } : {}) },
  )
}

function hasLeft({ shop }: Ground): (order: LivingOrder) => boolean {
  return ({ amazonId }) => shop.amazon.control.truth(amazonId).status === 'SHIPPED'
}
