/**
 * Subscribes the seller's notifications, type by type, to the operator's queue. It can be asked again at
 * any time: what exists is found and kept. It never deletes: a subscription that leads to another queue
 * may belong to another installation, so it is told, not taken.
 * Source: Notifications API v1 (model commit 34dc93fe, 2026-08-05); destinations are grantless.
 */
import { NotificationsApi } from '@sp-api-sdk/notifications-api-v1'
import type { z } from 'zod'
import { PlatformError } from '../../core/platform-error.ts'
import type { Deadlines, OutsideAnswer } from '../../core/ports.ts'
import { unknownShape } from './answer-error.ts'
import type { AmazonCall, CallFacts } from './call.ts'
import { answerOf, createSdkAxios, throughCall } from './sdk-adapter.ts'
import type { Grant } from './token.ts'
import { parseJson } from './wire/answers.ts'
import { wireDestination, wireDestinations, wireSubscription } from './wire/notifications.ts'

export type SubscriptionState =
  | {
      readonly state: 'subscribed'
      readonly subscriptionId: string
      readonly destinationId: string
      readonly created: boolean
    }
  /** The notifications already go to another queue; a person decides. */
  | {
      readonly state: 'elsewhere'
      readonly subscriptionId: string
      readonly destinationId: string
    }

export type NotificationType = keyof typeof payloadVersions

export type AmazonNotifications = {
  /** Throws PlatformError; after `unclear` just ask again. */
  ensureSubscription(
    type: NotificationType,
    queueArn: string,
    newDeadlines: () => Deadlines,
  ): Promise<SubscriptionState>
}

/**
 * The version that Amazon's schema of each type names. For feeds and reports that is a date, while clients are
 * seen to subscribe with 1.0 there too: it is tried where the first is refused.
 */
const payloadVersions = {
  ORDER_CHANGE: ['1.0'],
  TRANSACTION_UPDATE: ['1.0'],
  LISTINGS_ITEM_MFN_QUANTITY_CHANGE: ['1.0'],
  FBA_INVENTORY_AVAILABILITY_CHANGES: ['1.0'],
  FEED_PROCESSING_FINISHED: ['2020-09-04', '1.0'],
  REPORT_PROCESSING_FINISHED: ['2020-09-04', '1.0'],
} as const

const destinationName = 'crossdock'

type Api = { readonly sdk: NotificationsApi; readonly call: AmazonCall }

export function createAmazonNotifications(call: AmazonCall, apiUrl: string): AmazonNotifications {
  const api = { sdk: new NotificationsApi(undefined, apiUrl, createSdkAxios()), call }
  return {
    async ensureSubscription(type, queueArn, newDeadlines) {
      const destinationId = await ensureDestination(api, queueArn, newDeadlines)
      const [first, ...others] = payloadVersions[type]
      const asked = { type, version: first, destinationId }
      const present = await findSubscription(api, asked, newDeadlines())
      if (present !== undefined) return stateOf(present, destinationId, false)
      return subscribe(api, asked, others, newDeadlines)
    },
  }
}

type Asked = {
  readonly type: NotificationType
  readonly version: string
  readonly destinationId: string
}

/** With the versions that are left when this one is refused. */
async function subscribe(
  api: Api,
  asked: Asked,
  others: readonly string[],
  newDeadlines: () => Deadlines,
): Promise<SubscriptionState> {
  try {
    const created = await createSubscription(api, asked, newDeadlines())
    return stateOf(created, asked.destinationId, true)
  } catch (error) {
    const [version, ...left] = others
    if (hasStatus(error, 400) && version !== undefined) {
      return subscribe(api, { ...asked, version }, left, newDeadlines)
    }
    if (!hasStatus(error, 409)) throw error
    const found = await findSubscription(api, asked, newDeadlines())
    if (found === undefined) throw error
    return stateOf(found, asked.destinationId, false)
  }
}

type Subscription = { readonly subscriptionId: string; readonly destinationId: string }

function stateOf(
  subscription: Subscription,
  destinationId: string,
  created: boolean,
): SubscriptionState {
  return subscription.destinationId === destinationId
    ? { state: 'subscribed', ...subscription, created }
    : { state: 'elsewhere', ...subscription }
}

async function ensureDestination(
  api: Api,
  queueArn: string,
  newDeadlines: () => Deadlines,
): Promise<string> {
  const present = await findDestination(api, queueArn, newDeadlines())
  if (present !== undefined) return present
  const facts = factsOf('createDestination', true, 'notifications', newDeadlines())
  const body = {
    name: destinationName,
    resourceSpecification: { sqs: { arn: queueArn } },
  }
  try {
    const answer = await answerOf(api.sdk.createDestination({ body }, throughCall(api.call, facts)))
    return read(wireDestination, facts.operation, answer).payload.destinationId
  } catch (error) {
    if (!hasStatus(error, 409)) throw error
    const found = await findDestination(api, queueArn, newDeadlines())
    if (found === undefined) throw error
    return found
  }
}

async function findDestination(
  api: Api,
  queueArn: string,
  deadlines: Deadlines,
): Promise<string | undefined> {
  const facts = factsOf('getDestinations', false, 'notifications', deadlines)
  const answer = await answerOf(api.sdk.getDestinations(throughCall(api.call, facts)))
  const { payload } = read(wireDestinations, facts.operation, answer)
  return payload.find(({ resource }) => resource.sqs?.arn === queueArn)?.destinationId
}

async function findSubscription(
  api: Api,
  { type, version }: Asked,
  deadlines: Deadlines,
): Promise<Subscription | undefined> {
  const facts = factsOf('getSubscription', false, 'seller', deadlines)
  try {
    const asked = { notificationType: type, payloadVersion: version }
    const answer = await answerOf(api.sdk.getSubscription(asked, throughCall(api.call, facts)))
    return read(wireSubscription, facts.operation, answer).payload
  } catch (error) {
    if (hasStatus(error, 404)) return undefined
    throw error
  }
}

async function createSubscription(
  api: Api,
  { type, version, destinationId }: Asked,
  deadlines: Deadlines,
): Promise<Subscription> {
  const facts = factsOf('createSubscription', true, 'seller', deadlines)
  const body = { payloadVersion: version, destinationId }
  const asked = { notificationType: type, body }
  const answer = await answerOf(api.sdk.createSubscription(asked, throughCall(api.call, facts)))
  return read(wireSubscription, facts.operation, answer).payload
}

function factsOf(
  operation: string,
  writes: boolean,
  grant: Grant,
  deadlines: Deadlines,
): CallFacts {
  return { operation, writes, grant, deadlines }
}

function read<T>(schema: z.ZodType<T>, operation: string, answer: OutsideAnswer): T {
  const parsed = schema.safeParse(parseJson(answer.text))
  if (parsed.success) return parsed.data
  throw unknownShape(operation, answer, 'NOTIFICATION_ANSWER_UNREADABLE')
}

function hasStatus(error: unknown, status: number): boolean {
  return error instanceof PlatformError && error.facts.status === status
}
