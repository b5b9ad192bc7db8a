/** Connects the soak's shop as set-up would, and brings its webhooks to the intake. */
import type { WorldClock } from '../../simulators/kit/world-clock.ts'
import type { Deliver } from '../../simulators/shopify/options.ts'
import type { Secrets } from '../../src/config/secrets.ts'
import { settingsShape } from '../../src/config/settings.ts'
import { createClients, credentialAad } from '../../src/main/account.ts'
import { createDoor } from '../../src/platforms/http/door.ts'
import { ensureAmazonIdDefinition } from '../../src/platforms/shopify/amazon-id-definition.ts'
import { ensureWebhooks, importTopics } from '../../src/platforms/shopify/webhook-subscriptions.ts'
import { readWebhook, verifyWebhook } from '../../src/platforms/shopify/webhooks.ts'
import { readDeadlines } from '../../src/reconcile/deadlines.ts'
import { takeWebhooks } from '../../src/reconcile/intake/take-webhook.ts'
import {
  amazonPollKey,
  catalogueKey,
  heldStockKey,
  nightlyKey,
  shopPollKey,
} from '../../src/reconcile/keys.ts'
import { saveConnection, saveCredential } from '../../src/store/connections.ts'
import type { Database } from '../../src/store/pool.ts'
import { mark } from '../../src/work/mark.ts'
import type { SoakShop } from './soak-shop.ts'
import { createSoakTransport, hostsOf } from './soak-transport.ts'
import type { Variation } from './variation.ts'

const settleSeconds = 120

export async function connectSoak(parts: {
  readonly db: Database
  readonly clock: WorldClock
  readonly shop: SoakShop
  readonly variation: Variation
  readonly secrets: Secrets
  /** Laid over the settings of the soak, by group. */
  readonly settings?: Readonly<Record<string, object>>
  /** Where listings are read; orders are taken from everywhere when left out. */
  readonly marketplaceIds?: readonly string[]
}): Promise<void> {
  const { db, shop, secrets, variation } = parts
  const { accountId, amazonHost, amazon, shopify } = shop
  const { pollSeconds, shopPollSeconds } = variation
  const connection = {
    accountId,
    amazon: {
      sellerId: amazon.credentials.sellerId,
      region: 'eu' as const,
      apiUrl: `https://${amazonHost}`,
      lwaUrl: `https://${amazonHost}/auth/o2/token`,
      clientId: amazon.credentials.clientId,
      marketplaceIds: [...(parts.marketplaceIds ?? [])],
      // What is known of the money hangs on whether Amazon tells of it.
      queueUrl: variation.hearsMoney === true ? amazon.queuePath : null,
    },
    shopify: {
      shop: shopify.shop,
      apiUrl: `https://${shopify.shop}`,
      clientId: shopify.clientId,
      currency: 'EUR',
      readsAllOrders: true,
    },
    // Notifications bring the news; the polls are the net below, far enough apart for 72 hours.
    settings: settingsShape.parse({
      ...parts.settings,
      intake: { pollSeconds, shopPollSeconds, settleSeconds },
    }),
  }
  await saveConnection(db, connection)
  const plain = {
    'amazon-secret': amazon.credentials.clientSecret,
    'amazon-refresh-token': amazon.credentials.refreshToken,
    'shopify-secret': shopify.clientSecret,
  } as const
  for (const name of ['amazon-secret', 'amazon-refresh-token', 'shopify-secret'] as const) {
    const sealed = secrets.seal(plain[name], credentialAad(accountId, name))
    await saveCredential(db, accountId, name, sealed)
  }
  await prepareShop(parts, connection, plain)
  await mark(
    db,
    [shopPollKey, catalogueKey, amazonPollKey, heldStockKey, nightlyKey].map((key) =>
      key(accountId),
    ),
  )
}

async function prepareShop(
  parts: Parameters<typeof connectSoak>[0],
  connection: Parameters<typeof createClients>[1],
  plain: Readonly<Record<string, string>>,
): Promise<void> {
  const { db, clock, shop, secrets } = parts
  const monotonic = { nowMs: clock.nowMs }
  const transport = createSoakTransport({
    hosts: hostsOf([shop]),
    nowMs: clock.nowMs,
    turn: async () => undefined,
  })
  const door = createDoor({
    transport,
    monotonic,
    startTimer: (delayMs, run) => clock.at(clock.nowMs() + delayMs, run),
  })
  const clientParts = {
    db,
    door,
    secrets,
    monotonic,
    worldNowMs: clock.nowMs,
    heard: () => undefined,
  }
  const clients = await createClients(clientParts, connection, async (name) => plain[name] ?? null)
  await ensureAmazonIdDefinition(clients.shopify, readDeadlines(monotonic))
  await ensureWebhooks(clients.shopify, 'https://crossdock.soak/webhooks', importTopics, () =>
    readDeadlines(monotonic),
  )
}

/** What the HTTP route does: verify, read, store, answer. */
export function soakDeliver(db: Database, shopOf: () => SoakShop | undefined): Deliver {
  return async (_url, headers, body) => {
    const shop = shopOf()
    if (shop === undefined) return { status: 503 }
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    )
    if (!verifyWebhook(body, lower, shop.shopify.clientSecret)) return { status: 401 }
    const event = readWebhook(lower['x-shopify-topic'] ?? '', body)
    if (event === undefined) return { status: 200 }
    const deliveryId = lower['x-shopify-webhook-id'] ?? ''
    await takeWebhooks(db, shop.accountId, [{ deliveryId, event }])
    return { status: 200 }
  }
}
