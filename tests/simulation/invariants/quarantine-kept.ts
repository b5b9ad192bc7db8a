/** What was done while the connection was away moves nothing on the other side without a person's yes. */
import { type AwayDeed, createDeeds } from '../deeds.ts'
import type { SoakShop } from '../soak-shop.ts'
import type { Invariant } from './invariant.ts'
import { readLifeBooks } from './life-books.ts'

export const quarantineKept: Invariant = {
  async atRest(books) {
    const { shop, world } = books
    const { whileAway } = world.deeds.get(shop.name) ?? createDeeds()
    if (whileAway.size === 0) return []
    const { said } = await readLifeBooks(books)
    return [...whileAway].flatMap(([orderId, deeds]) => {
      const becomes = shop.expected.get(orderId)
      const isAsked = said.get(orderId)?.has('approve') === true
      // More than one deed on an order: the other one may have been seen.
      if (isAsked || deeds.size > 1 || becomes === 'deleted') return []
      return [...deeds]
        .filter((deed) => wasCarried(shop, orderId, deed))
        .map((deed) => `${shop.name} ${orderId}, ${deed} while away, went to the other side`)
    })
  },
}

function wasCarried({ amazon, shopify }: SoakShop, orderId: string, deed: AwayDeed): boolean {
  const { cancellations, refunds } = amazon.control.truth(orderId)
  const [order] = shopify.control.truth({ sourceIdentifier: orderId }).orders
  const byUs = ({ by }: { readonly by: string }) => by === 'SELLER_APPLICATION'
  switch (deed) {
    case 'cancelled in Shopify':
      return cancellations.some(byUs)
    case 'refunded in Shopify':
      return refunds.some(byUs)
    case 'cancelled on Amazon': {
      const record = shopify.control.orderRecord(order?.id ?? '')
      return order?.cancelled === true && (record?.staffNote ?? '').includes('cancel-in-shop')
    }
  }
}
