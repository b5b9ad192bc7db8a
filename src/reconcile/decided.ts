/** One order of a batch with what was decided for it, and what its actors need. */
import type { AmazonOrderId } from '../core/ids.ts'
import type { decideSku } from '../core/inventory/decide-sku.ts'
import type { Steps } from '../core/orders/choose-step.ts'
import type { decideAll } from '../core/orders/next.ts'
import type { OrderView } from '../core/orders/view.ts'
import type { Step, Write } from '../core/step.ts'
import type { Held } from '../work/held.ts'
import type { lockLeases } from '../work/lock-leases.ts'
import type { ReconcileDeps } from './account.ts'
import type { AnswerCollector } from './answer-collector.ts'
import type { Places } from './places.ts'

export type OrderDeps = ReconcileDeps & {
  readonly answers: AnswerCollector
  /** Creates that may be under way at once in this process. */
  readonly creating: Places
  /** The decision, and the fence of an intent. Handed in so that the soak can plant a bug in each. */
  readonly decide: typeof decideAll
  readonly lockLeases: typeof lockLeases
  /** The decision on a SKU, handed in likewise; the core's own when left out. */
  readonly decideSku?: typeof decideSku
  /** Told how many orders a batch ran. Left out where nobody counts them. */
  readonly ordersRan?: (orders: number) => void
}

export type Decided = {
  readonly held: Held
  readonly orderId: AmazonOrderId
  readonly view: OrderView
  /** What every concern wants. */
  readonly steps: Steps
  /** The one that is done now. */
  readonly step: Step
}

export type CreateTask = Decided & {
  readonly write: Extract<Write, { kind: 'create-shopify-order' }>
}
