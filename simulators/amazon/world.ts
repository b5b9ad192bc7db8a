/** Everything that the simulated Amazon consists of, put together once; the operations and the control verbs share it. */
import type { FaultPlane } from '../kit/fault-plane.ts'
import type { Journal } from '../kit/journal.ts'
import type { SeededRandom } from '../kit/seeded-random.ts'
import { createRealClock, type WorldClock } from '../kit/world-clock.ts'
import type { CatalogueItem } from '../worlds/catalogue.ts'
import { type Account, createAccount } from './account.ts'
import { type Book, type Books, createBooks } from './books.ts'
import { createDelivery, type Delivery } from './delivery.ts'
import { createDocuments, type Documents } from './documents.ts'
import { createFeeds, type Feeds } from './feeds.ts'
import { createFinance, type Finance } from './finance.ts'
import { createListings, type Listings } from './listings/listings.ts'
import { createOrderStock } from './listings/order-stock.ts'
import { createLogin, type Login } from './login.ts'
import type { OrderRecord } from './order-shape.ts'
import { createOrderStore, type OrderStore } from './order-store.ts'
import { createQueues, type Queues } from './queues.ts'
import { createQuotas, type QuotaMode, type Quotas } from './quotas.ts'
import { createReports, type Reports } from './reports.ts'
import type { AmazonSettings } from './settings.ts'
import { createSubscriptions, type Subscriptions } from './subscriptions.ts'
import { transactionUpdateEnvelope } from './transaction-update.ts'

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
  readonly books: Books
  readonly finance: Finance
  readonly documents: Documents
  readonly feeds: Feeds
  readonly reports: Reports
  readonly listings: Listings
  readonly requestIds: SeededRandom
  readonly returnIds: SeededRandom
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
  const common = { clock, faults, journal, catalogue, settings }
  const store = createOrderStore()
  const login = createLogin(random.fork('login'), clock, settings)
  const quotas = createQuotas(clock, parts.quotas)
  const queues = createQueues(queueClock(clock), random.fork('queues'))
  const subscriptions = createSubscriptions(random.fork('subscriptions'), queues.hasArn)
  const delivery = createDelivery({
    ...common,
    random: random.fork('notifications'),
    subscriptions,
    sellerId: login.credentials.sellerId,
    applicationId: applicationId(random),
    send: (arn, body) => queues.byArn(arn)?.send(body),
  })
  const orderIds = random.fork('orders')
  const paperwork = createPaperwork(clock, random)
  const money = createMoneyParts(random, delivery)
  const listings = createListings({
    ...common,
    delivery,
    random: random.fork('listings'),
  })
  const account = createAccount({
    ...common,
    random: orderIds,
    store,
    publish: delivery.publish,
    stock: createOrderStock(listings),
    ...money,
    refundIds: random.fork('refunds'),
  })
  return {
    ...common,
    store,
    login,
    quotas,
    queues,
    subscriptions,
    delivery,
    account,
    ...money,
    ...paperwork,
    listings,
    returnIds: random.fork('returns'),
    requestIds: random.fork('requests'),
    orderIds,
    setSettings(next) {
      current = next
    },
    clear() {
      for (const one of [store, ...Object.values({ ...money, ...paperwork })]) one.clear()
      listings.clear()
      for (const one of [login, quotas, queues, subscriptions, delivery]) one.reset()
    },
  }
}

function applicationId(random: SeededRandom): string {
  return `amzn1.sp.solution.${random.fork('application').uuid()}`
}

function createPaperwork(
  clock: WorldClock,
  random: SeededRandom,
): Pick<AmazonWorld, 'documents' | 'feeds' | 'reports'> {
  return {
    documents: createDocuments(clock, random.fork('documents')),
    feeds: createFeeds(clock, random.fork('feeds')),
    reports: createReports(clock, random.fork('reports')),
  }
}

function createMoneyParts(
  random: SeededRandom,
  delivery: Delivery,
): Pick<AmazonWorld, 'books' | 'finance'> {
  const finance = createFinance(random.fork('finance'), (posted) =>
    delivery.announce({
      type: 'TRANSACTION_UPDATE',
      subject: posted.orderId,
      envelope: (ids) => transactionUpdateEnvelope(posted, ids),
    }),
  )
  const books = createBooks((record, book) => bookShipped(finance, record, book))
  return { finance, books }
}

/** What an order had shipped before its book was opened. */
function bookShipped(finance: Finance, record: OrderRecord, book: Book): void {
  const units = record.order.orderItems.flatMap((item) => {
    const after = book.chargedUnits.get(item.orderItemId) ?? 0
    return after === 0 ? [] : [{ item, before: 0, after }]
  })
  if (units.length > 0) finance.shipped(record, book, units, record.updatedMs)
}
