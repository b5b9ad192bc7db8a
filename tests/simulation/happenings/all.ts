/** Everything that happens in a world. The names are part of the seed: a new one leaves the others as they are. */
import { changePlan } from './change-plan.ts'
import { deleteOrders } from './delete-orders.ts'
import type { Happening } from './happening.ts'
import { importAgainElsewhere } from './import-again-elsewhere.ts'
import { injectFaults } from './inject-faults.ts'
import { placeOrders } from './place-orders.ts'
import { placeOrdersBefore } from './place-orders-before.ts'
import { restock } from './restock.ts'

export const happenings: Readonly<Record<string, Happening>> = {
  'orders before': placeOrdersBefore,
  orders: placeOrders,
  restock,
  faults: injectFaults,
  plan: changePlan,
  deletions: deleteOrders,
  'import elsewhere': importAgainElsewhere,
}
