/**
 * webhookSubscriptionCreate, -Update and -Delete. Recorded: only https, pub/sub and EventBridge addresses; no
 * check that anybody answers there; the same address twice for a topic is refused.
 */

import { hasScope } from '../graphql/access-scopes.ts'
import type { Resolver } from '../graphql/admin-schema.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { NotSimulated } from '../graphql/errors.ts'
import { dateTime } from '../graphql/scalars.ts'
import type { Subscription } from './subscription.ts'
import { topicOf } from './topics.ts'

type SubscriptionInput = {
  readonly uri?: string | null
  readonly callbackUrl?: string | null
  readonly format?: string | null
  readonly filter?: string | null
  readonly includeFields?: readonly string[] | null
  readonly metafieldNamespaces?: readonly string[] | null
  readonly name?: string | null
}

type UserError = { field: string[]; message: string }
type Payload = { webhookSubscription: Subscription | null; userErrors: UserError[] }

export function createSubscription(
  args: { topic: string; webhookSubscription: SubscriptionInput },
  context: GraphqlContext,
): Payload {
  const { world } = context
  const { webhookSubscription: input } = args
  const topic = topicOf(args.topic)
  if (topic === undefined) throw new NotSimulated(`webhook topic ${args.topic}`)
  if (topic.scope !== undefined && !hasScope(world.installation.scopes(), topic.scope)) {
    // Own words: that a topic needs its scope is documented, how a missing one is refused is not recorded.
    return refused(['topic'], `You do not have permission to subscribe to ${topic.name}`)
  }
  const uri = input.uri ?? input.callbackUrl ?? ''
  const error = context.refuse
    ? 'Address is not allowed'
    : inputError(context, args.topic, input, uri)
  if (error !== undefined) return refused(['webhookSubscription', 'callbackUrl'], error)
  const nowMs = world.clock.nowMs()
  const made = {
    topicEnum: args.topic,
    topic: topic.name,
    uri,
    name: input.name ?? null,
    includeFields: input.includeFields ?? [],
    metafieldNamespaces: input.metafieldNamespaces ?? [],
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  }
  if (context.drop) {
    const numericId = world.identifiers.next('WebhookSubscription')
    const id = `gid://shopify/WebhookSubscription/${numericId}`
    return { webhookSubscription: { ...made, id, numericId, failures: 0 }, userErrors: [] }
  }
  const subscription = world.webhooks.add(made)
  context.effects.push(`subscribed ${topic.name}`)
  return { webhookSubscription: subscription, userErrors: [] }
}

export function updateSubscription(
  args: { id: string; webhookSubscription: SubscriptionInput },
  context: GraphqlContext,
): Payload {
  const subscription = find(args.id, context)
  if (subscription === undefined) return refused(['id'], 'Webhook subscription does not exist')
  const { webhookSubscription: input } = args
  const uri = input.uri ?? input.callbackUrl ?? subscription.uri
  if (uri !== subscription.uri) {
    const error = inputError(context, subscription.topicEnum, input, uri)
    if (error !== undefined) return refused(['webhookSubscription', 'callbackUrl'], error)
  }
  if (context.drop) return { webhookSubscription: subscription, userErrors: [] }
  subscription.uri = uri
  if (input.includeFields != null) subscription.includeFields = input.includeFields
  subscription.updatedAtMs = context.world.clock.nowMs()
  context.effects.push(`changed subscription ${subscription.topic}`)
  return { webhookSubscription: subscription, userErrors: [] }
}

export function deleteSubscription(
  args: { id: string },
  context: GraphqlContext,
): { deletedWebhookSubscriptionId: string | null; userErrors: UserError[] } {
  const subscription = find(args.id, context)
  if (subscription === undefined) {
    const userErrors = [{ field: ['id'], message: 'Webhook subscription does not exist' }]
    return { deletedWebhookSubscriptionId: null, userErrors }
  }
  if (!context.drop) {
    context.world.webhooks.remove(subscription)
    context.effects.push(`unsubscribed ${subscription.topic}`)
  }
  return { deletedWebhookSubscriptionId: subscription.id, userErrors: [] }
}

type Of = Resolver<Subscription>

export const subscriptionFields = {
  legacyResourceId: ((one) => String(one.numericId)) as Of,
  topic: ((one) => one.topicEnum) as Of,
  format: (() => 'JSON') as Of,
  filter: (() => null) as Of,
  createdAt: ((one) => dateTime(one.createdAtMs)) as Of,
  updatedAt: ((one) => dateTime(one.updatedAtMs)) as Of,
  apiVersion: (() => ({ handle: '2026-10', displayName: '2026-10', supported: true })) as Of,
}

function find(id: string, { world }: GraphqlContext): Subscription | undefined {
  return world.webhooks.subscriptions().find((one) => one.id === id)
}

function inputError(
  context: GraphqlContext,
  topicEnum: string,
  input: SubscriptionInput,
  uri: string,
): string | undefined {
  if (input.filter != null && input.filter !== '') throw new NotSimulated('a webhook filter')
  if (input.format != null && input.format !== 'JSON') throw new NotSimulated('XML webhooks')
  if (/^(pubsub:|arn:)/.test(uri)) throw new NotSimulated('webhooks to a message bus')
  const { settings, webhooks } = context.world
  if (uri === '') return "Address can't be blank"
  if (!URL.canParse(uri)) return 'Address is invalid'
  const { protocol, hostname } = new URL(uri)
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  const allowed = protocol === 'https:' || (settings.allowLoopbackWebhooks && loopback)
  if (!allowed || !/^https?:$/.test(protocol)) {
    return `Address protocol ${protocol}// is not supported`
  }
  const taken = webhooks
    .subscriptions()
    .some((one) => one.topicEnum === topicEnum && one.uri === uri)
  return taken ? 'Address for this topic has already been taken' : undefined
}

function refused(field: string[], message: string): Payload {
  return { webhookSubscription: null, userErrors: [{ field, message }] }
}
