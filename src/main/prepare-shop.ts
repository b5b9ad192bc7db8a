/** What the platforms must hold for us: a metafield definition, webhooks, a subscription. Safe to repeat. */
import { monotonic } from '../clock.ts'
import type { Env } from '../config/env.ts'
import type { AccountId } from '../core/ids.ts'
import { PlatformError } from '../core/platform-error.ts'
import type { App } from '../main.ts'
import { ensureAmazonIdDefinition } from '../platforms/shopify/amazon-id-definition.ts'
import { ensureWebhooks, importTopics } from '../platforms/shopify/webhook-subscriptions.ts'
import { readDeadlines } from '../reconcile/deadlines.ts'
import type { Clients } from './clients.ts'

export async function prepareShop(
  app: App,
  clients: Clients,
  env: Env,
  accountId: AccountId,
  publicUrl: string | null,
): Promise<void> {
  const definition = await ensureAmazonIdDefinition(clients.shopify, readDeadlines(monotonic))
  if (definition.is !== 'ready') {
    app.log.warn('the metafield for Amazon order ids is not usable; run crossdock doctor', {
      code: 'SHOPIFY_DEFINITION_UNUSABLE',
    })
  }
  if (publicUrl !== null) {
    const url = `${publicUrl.replace(/\/+$/, '')}${webhookPath(accountId)}`
    const deadlines = () => readDeadlines(monotonic)
    const webhooks = await ensureWebhooks(clients.shopify, url, importTopics, deadlines)
    if (webhooks.missing.length > 0) {
      app.log.warn('some webhooks could not be subscribed; changes are polled', {
        count: webhooks.missing.length,
        code: 'SHOPIFY_WEBHOOKS_MISSING',
      })
    }
  }
  if (env.AMAZON_SQS_QUEUE_ARN !== undefined) {
    const queueArn = env.AMAZON_SQS_QUEUE_ARN
    const { state } = await clients.amazon.ensureOrderChangeSubscription({ queueArn })
    if (state === 'elsewhere') {
      app.log.warn('Amazon notifies another queue; orders are polled until a person decides', {
        code: 'AMAZON_SUBSCRIPTION_ELSEWHERE',
      })
    }
    for (const type of moreNews) await subscribe(app, clients, type, queueArn)
  }
}

/** Beside the orders: money that was booked, so that silence about it means something, and feeds. */
const moreNews = [
  'TRANSACTION_UPDATE',
  'FEED_PROCESSING_FINISHED',
  'LISTINGS_ITEM_MFN_QUANTITY_CHANGE',
  'FBA_INVENTORY_AVAILABILITY_CHANGES',
] as const

/** Orders go on without it, so what Amazon refuses here is told and stops nothing. */
async function subscribe(
  app: App,
  clients: Clients,
  type: (typeof moreNews)[number],
  queueArn: string,
): Promise<void> {
  try {
    const { state } = await clients.amazon.ensureSubscription({ type, queueArn })
    if (state === 'subscribed') return
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
  }
  app.log.warn('Amazon does not tell this queue of money or feeds; refunds may be asked about', {
    code: 'AMAZON_SUBSCRIPTION_MISSING',
    operation: type,
  })
}

/** Where the API takes Shopify's webhooks of an account. */
export function webhookPath(accountId: AccountId): string {
  return `/webhooks/shopify/${accountId}`
}
