/** The whole state of one simulated shop. Everything that a call or a control verb changes hangs here. */
import type { SeededRandom } from '../kit/seeded-random.ts'
import { createSeededRandom } from '../kit/seeded-random.ts'
import type { WorldClock } from '../kit/world-clock.ts'
import { createInstallation, type Installation } from './app/installation.ts'
import { type BulkShelf, createBulkShelf } from './bulk/bulk-operation.ts'
import { type Catalog, createCatalog } from './catalog/catalog.ts'
import { createIdempotencyBook, type IdempotencyBook } from './idempotency-book.ts'
import { createIdentifiers, type Identifiers } from './identifiers.ts'
import { createInventoryHistory, type InventoryHistory } from './inventory/inventory-history.ts'
import type { CancelJob } from './orders/cancel-job.ts'
import { createOrderStore, type OrderStore } from './orders/order-store.ts'
import type { MetafieldDefinition, SentMail } from './records.ts'
import type { ShopSettings, ShopStatus } from './settings.ts'
import type { WebhookDesk } from './webhooks/webhook-desk.ts'

export type ShopWorld = {
  readonly clock: WorldClock
  readonly settings: ShopSettings
  readonly random: SeededRandom
  readonly identifiers: Identifiers
  readonly shopId: number
  readonly createdAtMs: number
  readonly orders: OrderStore
  readonly catalog: Catalog
  readonly installation: Installation
  readonly definitions: MetafieldDefinition[]
  readonly webhooks: WebhookDesk
  readonly mails: SentMail[]
  /** Mails that somebody asked for, also those that found no address. */
  readonly mailsAsked: SentMail[]
  readonly jobs: Map<string, CancelJob>
  readonly idempotency: IdempotencyBook
  readonly inventoryHistory: InventoryHistory
  readonly bulk: BulkShelf
  /** World times of the newest orders, for the limit of orders a minute. */
  readonly recentCreations: number[]
  status: ShopStatus
}

const yearMs = 365 * 24 * 3_600_000

/** A shop without products, orders or subscriptions. */
export function createShopWorld(
  clock: WorldClock,
  settings: ShopSettings,
  seed: number,
  createWebhooks: (parts: { identifiers: Identifiers; installation: Installation }) => WebhookDesk,
): ShopWorld {
  const random = createSeededRandom(seed).fork('shopify')
  const identifiers = createIdentifiers(random)
  const installation = createInstallation(clock, settings, identifiers)
  return {
    clock,
    settings,
    random,
    identifiers,
    shopId: identifiers.next('Shop'),
    createdAtMs: clock.nowMs() - yearMs,
    orders: createOrderStore(clock, settings),
    catalog: createCatalog(),
    installation,
    definitions: [],
    webhooks: createWebhooks({ identifiers, installation }),
    mails: [],
    mailsAsked: [],
    jobs: new Map(),
    idempotency: createIdempotencyBook(clock, settings),
    inventoryHistory: createInventoryHistory(),
    bulk: createBulkShelf(),
    recentCreations: [],
    status: 'open',
  }
}
