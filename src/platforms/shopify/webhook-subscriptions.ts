/**
 * Keeps our webhook subscriptions as they should be. Shopify deletes one after eight failed deliveries,
 * so this runs at each start and every night, and polling covers what was lost. Safe to repeat.
 */
import { PlatformError } from '../../core/platform-error.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import {
  webhookSubscriptionCreate,
  webhookSubscriptionDelete,
  webhookSubscriptions,
} from './setup-operations.ts'
import { readOn } from './whole-order.ts'
import type { WebhookSubscriptionTopic } from './wire/generated/operations.ts'
import type { Subscriptions } from './wire/setup.ts'

/** What import and order life listen to. */
export const importTopics = [
  'ORDERS_CREATE',
  'ORDERS_UPDATED',
  'ORDERS_CANCELLED',
  'ORDERS_DELETE',
  'INVENTORY_LEVELS_UPDATE',
  'PRODUCTS_CREATE',
  'PRODUCTS_UPDATE',
  'PRODUCTS_DELETE',
  'APP_UNINSTALLED',
  'ORDERS_EDITED',
  'FULFILLMENTS_CREATE',
  'FULFILLMENTS_UPDATE',
  'FULFILLMENT_ORDERS_PLACED_ON_HOLD',
  'FULFILLMENT_ORDERS_HOLD_RELEASED',
  'FULFILLMENT_ORDERS_MOVED',
  'FULFILLMENT_ORDERS_CANCELLED',
  'REFUNDS_CREATE',
  'RETURNS_REQUEST',
  'RETURNS_APPROVE',
  'RETURNS_DECLINE',
  'RETURNS_PROCESS',
  'RETURNS_CLOSE',
  'RETURNS_REOPEN',
  'RETURNS_CANCEL',
] as const satisfies readonly WebhookSubscriptionTopic[]

export type SubscriptionsAnswer = {
  readonly created: readonly string[]
  readonly kept: readonly string[]
  /** Ours at an earlier address, or doubled. */
  readonly removed: readonly string[]
  /** Topics without a subscription, with the reason. */
  readonly missing: readonly { readonly topic: string; readonly code: string }[]
}

type Subscription = Subscriptions['nodes'][number]

/** Each topic ends with exactly one subscription to `url`. */
export async function ensureWebhooks(
  client: ShopifyClient,
  url: string,
  topics: readonly WebhookSubscriptionTopic[],
  freshDeadlines: () => Deadlines,
): Promise<SubscriptionsAnswer> {
  const all = await readSubscriptions(client, freshDeadlines)
  const created: string[] = []
  const kept: string[] = []
  const missing: { topic: string; code: string }[] = []
  for (const topic of topics) {
    if (all.some((each) => each.topic === topic && each.uri === url)) {
      kept.push(topic)
      continue
    }
    const code = await subscribe(client, url, topic, freshDeadlines())
    if (code === undefined) created.push(topic)
    else missing.push({ topic, code })
  }
  const removed: string[] = []
  for (const old of earlierOnes(all, url, topics)) {
    const variables = { id: old.id }
    await client.run(webhookSubscriptionDelete, variables, freshDeadlines())
    removed.push(old.topic)
  }
  return { created, kept, removed, missing }
}

async function readSubscriptions(
  client: ShopifyClient,
  freshDeadlines: () => Deadlines,
): Promise<Subscription[]> {
  const found: Subscription[] = []
  const read = async (after: string | null): Promise<Subscriptions> => {
    const { webhookSubscriptions: page } = await client.run(
      webhookSubscriptions,
      { after },
      freshDeadlines(),
    )
    found.push(...page.nodes)
    return page
  }
  await readOn(await read(null), read)
  return found
}

/** The code of the refusal, or undefined when the subscription stands. */
async function subscribe(
  client: ShopifyClient,
  url: string,
  topic: WebhookSubscriptionTopic,
  deadlines: Deadlines,
): Promise<string | undefined> {
  const variables = { topic, subscription: { uri: url, format: 'JSON' } } as const
  const answer = await client.run(webhookSubscriptionCreate, variables, deadlines).catch(codeOf)
  if (typeof answer === 'string') return answer
  const payload = answer.webhookSubscriptionCreate
  if (payload?.webhookSubscription) return undefined
  const words = payload?.userErrors.map((error) => error.message).join(' ') ?? ''
  // Another process of ours was quicker.
  if (/already been taken/i.test(words)) return undefined
  return /protocol|https|host|url|uri|address/i.test(words) ? 'ADDRESS_REFUSED' : 'REFUSED'
}

/** One topic that fails must not keep us from the others; without access none would succeed. */
function codeOf(error: unknown): string {
  if (error instanceof PlatformError && error.facts.kind !== 'unauthorized') return error.facts.code
  throw error
}

/** Our path at another host is an earlier address of this very installation. */
function earlierOnes(
  all: readonly Subscription[],
  url: string,
  topics: readonly string[],
): Subscription[] {
  const path = URL.canParse(url) ? new URL(url).pathname : undefined
  const kept = new Set<string>()
  return all.filter((each) => {
    if (each.uri === url) {
      const wanted = topics.includes(each.topic) && !kept.has(each.topic)
      kept.add(each.topic)
      return !wanted
    }
    return path !== undefined && URL.canParse(each.uri) && new URL(each.uri).pathname === path
  })
}
