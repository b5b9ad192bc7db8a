/** Which lane stands for a row, and the words that say the same. */
import type { Row } from '../api/order-list.ts'
import type { LaneIs } from '../parts/lane.tsx'

export function laneOf({ lane, shopifyName }: Pick<Row, 'lane' | 'shopifyName'>): LaneIs {
  const isInShop = shopifyName !== null
  switch (lane) {
    case 'held':
      return isInShop ? 'held-after' : 'held-before'
    case 'moving':
      return isInShop ? 'going-back' : 'crossing'
    case 'waiting':
      return 'not-yet'
    case 'stays-amazon':
      return 'stays'
    case 'stays-shopify':
      return 'stays-right'
    default:
      return lane
  }
}
