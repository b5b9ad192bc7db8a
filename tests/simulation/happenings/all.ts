/**
 * Everything that happens in a world, by its name. The names of what happens are part of the seed: a new one
 * leaves the others as they are.
 */
import { cancelInShop } from './cancel-in-shop.ts'
import { changeOnAmazon } from './change-on-amazon.ts'
import { changePlan } from './change-plan.ts'
import { deleteOrders } from './delete-orders.ts'
import { giveBack } from './give-back.ts'
import { goAway } from './go-away.ts'
import type { Happening } from './happening.ts'
import { importAgainElsewhere } from './import-again-elsewhere.ts'
import { injectFaults } from './inject-faults.ts'
import { injectLifeFaults } from './life-faults.ts'
import { peopleDecide } from './people-decide.ts'
import { placeOrders } from './place-orders.ts'
import { placeOrdersBefore } from './place-orders-before.ts'
import { restock } from './restock.ts'
import { shipInShop } from './ship-in-shop.ts'

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

/** `import`: orders come and are imported. `life`: they are shipped, cancelled and refunded as well. */
export const happeningsOf = {
  import: ofImport,
  life: { ...ofImport, ...ofLife },
} as const satisfies Record<string, Happenings>

export type WorldName = keyof typeof happeningsOf
