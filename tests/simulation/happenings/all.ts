/**
 * Everything that happens in a world, by its name. The names of what happens are part of the seed: a new one
 * leaves the others as they are.
 */
import { cancelInShop } from './cancel-in-shop.ts'
import { changeOnAmazon } from './change-on-amazon.ts'
import { changePlan } from './change-plan.ts'
import { countStock } from './count-stock.ts'
import { deleteOrders } from './delete-orders.ts'
import { giveBack } from './give-back.ts'
import { goAway } from './go-away.ts'
import type { Happening } from './happening.ts'
import { importAgainElsewhere } from './import-again-elsewhere.ts'
import { injectFaults } from './inject-faults.ts'
import { injectLifeFaults } from './life-faults.ts'
import { openStock } from './open-stock.ts'
import { peopleDecide } from './people-decide.ts'
import { placeOrders } from './place-orders.ts'
import { placeOrdersBefore } from './place-orders-before.ts'
import { restock } from './restock.ts'
import { sellInShop } from './sell-in-shop.ts'
import { sellLastUnit } from './sell-last-unit.ts'
import { sellOnAmazon } from './sell-on-amazon.ts'
import { shipInShop } from './ship-in-shop.ts'
import { injectStockFaults } from './stock-faults.ts'

type Happenings = Readonly<Record<string, Happening>>

const ofImport: Happenings = {
  'orders before': placeOrdersBefore,
  orders: placeOrders,
  restock,
  faults: injectFaults,
  plan: changePlan,
  deletions: deleteOrders,
  'import elsewhere': importAgainElsewhere,
}

const ofLife: Happenings = {
  shipments: shipInShop,
  cancellations: cancelInShop,
  'on Amazon': changeOnAmazon,
  'money back': giveBack,
  'faults of life': injectLifeFaults,
  away: goAway,
  people: peopleDecide,
}

const ofStock: Happenings = {
  'stock is opened': openStock,
  'sales on Amazon': sellOnAmazon,
  'sales in the shop': sellInShop,
  counts: countStock,
  'last unit': sellLastUnit,
  cancellations: cancelInShop,
  'on Amazon': changeOnAmazon,
  faults: injectFaults,
  'faults of stock': injectStockFaults,
}

/**
 * `import`: orders come and are imported. `life`: they are shipped, cancelled and refunded as well. `stock`: both
 * sides sell the same units.
 */
export const happeningsOf = {
  import: ofImport,
  life: { ...ofImport, ...ofLife },
  stock: ofStock,
} as const satisfies Record<string, Happenings>

export type WorldName = keyof typeof happeningsOf
