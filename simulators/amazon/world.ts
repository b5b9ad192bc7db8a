/** Everything that the simulated Amazon consists of, put together once; the operations and the control verbs share it. */
import type { FaultPlane } from '../kit/fault-plane.ts'
import type { Journal } from '../kit/journal.ts'
import type { SeededRandom } from '../kit/seeded-random.ts'
import { createRealClock, type WorldClock } from '../kit/world-clock.ts'
import type { CatalogueItem } from '../worlds/catalogue.ts'
import { type Account, createAccount } from './account.ts'
import { createDelivery, type Delivery } from './delivery.ts'
import { createLogin, type Login } from './login.ts'
import { createOrderStore, type OrderStore } from './order-store.ts'
import { createQueues, type Queues } from './queues.ts'
import { createQuotas, type QuotaMode, type Quotas } from './quotas.ts'
import type { AmazonSettings } from './settings.ts'
import { createSubscriptions, type Subscriptions } from './subscriptions.ts'

export type AmazonWorld = {
  readonly clock: WorldClock
  readonly faults: FaultPlane
  readonly journal: Journal
  readonly catalogue: readonly CatalogueItem[]
  readonly store: OrderStore
  readonly login: Login
  readonly quotas: Quotas
  readonly queues: Queues
  readonly subscriptions: Subscriptions
  readonly delivery: Delivery
  readonly account: Account
  readonly requestIds: SeededRandom
  readonly orderIds: SeededRandom
  settings(): AmazonSettings
  setSettings(settings: AmazonSettings): void
  /** Empties orders, tokens, buckets, queues and subscriptions; settings and clock stay. */
  clear(): void
}

export type WorldParts = {
  readonly clock: WorldClock
  readonly random: SeededRandom
  readonly faults: FaultPlane
  readonly journal: Journal
  readonly catalogue: readonly CatalogueItem[]
  readonly quotas: QuotaMode
  readonly settings: AmazonSettings
}

/**
 * The clock of the queue is the machine's, for a visibility timeout guards a worker and not the world's story; only in a
 * stepped world it steps too.
 */
function queueClock(clock: WorldClock): WorldClock {
  return clock.mode() === 'scaled' ? createRealClock() : clock
}

export function createWorld(parts: WorldParts): AmazonWorld {
  const { clock, random, faults, journal, catalogue } = parts
  let current = parts.settings
  const settings = (): AmazonSettings => current
  const store = createOrderStore()
  const login = createLogin(random.fork('login'), clock, settings)
  const quotas = createQuotas(clock, parts.quotas)
  const queues = createQueues(queueClock(clock), random.fork('queues'))
  const subscriptions = createSubscriptions(random.fork('subscriptions'), queues.hasArn)
  const delivery = createDelivery({
    clock,
    random: random.fork('notifications'),
    faults,
    journal,
    settings,
    subscriptions,
    sellerId: login.credentials.sellerId,
    applicationId: `amzn1.sp.solution.${random.fork('application').uuid()}`,
    send: (arn, body) => queues.byArn(arn)?.send(body),
  })
  const orderIds = random.fork('orders')
  const { publish } = delivery
  const account = createAccount({
    clock,
    random: orderIds,
    catalogue,
    store,
    settings,
    publish,
  })
  return {
    clock,
    faults,
    journal,
    catalogue,
    store,
    login,
    quotas,
    queues,
    subscriptions,
    delivery,
    account,
    requestIds: random.fork('requests'),
    orderIds,
    settings,
    setSettings(next) {
      current = next
    },
    clear() {
      store.clear()
      login.reset()
      quotas.reset()
      queues.reset()
      subscriptions.reset()
      delivery.reset()
    },
  }
}
