/**
 * Notifications v1: destinations (grantless) and subscriptions (the seller's). Rules from the model; that a second
 * destination of one queue or name, and a second plain subscription of one type, is a 409 is documented by status only.
 */
import { z } from 'zod'
import type { SeededRandom } from '../kit/seeded-random.ts'
import { conflict, invalidInput, notFound, notSimulated } from './answers.ts'

export type Destination = {
  readonly destinationId: string
  readonly name: string
  readonly resource: { readonly sqs: { readonly arn: string } }
}

export type EventFilter = {
  readonly marketplaceIds?: readonly string[] | undefined
  readonly orderChangeTypes?: readonly string[] | undefined
}

export type Subscription = {
  readonly subscriptionId: string
  readonly payloadVersion: string
  readonly destinationId: string
  readonly notificationType: string
  readonly processingDirective?: { readonly eventFilter: EventFilter }
}

const destinationSchema = z.object({
  name: z.string().min(1).max(256),
  resourceSpecification: z.object({
    sqs: z.object({ arn: z.string().regex(/^arn:aws:sqs:\S+:\S+:\S+/) }).optional(),
    eventBridge: z.unknown().optional(),
  }),
})

const subscriptionSchema = z.object({
  payloadVersion: z.string(),
  destinationId: z.string(),
  processingDirective: z
    .object({
      eventFilter: z
        .object({
          eventFilterType: z.string(),
          marketplaceIds: z.array(z.string()).optional(),
          orderChangeTypes: z.array(z.string()).optional(),
        })
        .optional(),
      filterExpression: z.string().optional(),
    })
    .optional(),
})

export type Subscriptions = {
  createDestination(body: unknown): Destination
  destinations(): Destination[]
  destination(id: string): Destination
  deleteDestination(id: string): void
  subscribe(notificationType: string, body: unknown): Subscription
  subscription(notificationType: string, id?: string): Subscription
  subscriptionsOf(notificationTypes: readonly string[]): Subscription[]
  unsubscribe(notificationType: string, id: string): void
  reset(): void
}

/** The types that the simulator sends; others are refused by name. */
const sentTypes = [
  'ORDER_CHANGE',
  'TRANSACTION_UPDATE',
  'FEED_PROCESSING_FINISHED',
  'REPORT_PROCESSING_FINISHED',
  'LISTINGS_ITEM_MFN_QUANTITY_CHANGE',
  'FBA_INVENTORY_AVAILABILITY_CHANGES',
]

/** Their schema names a date as the version; that 1.0 is taken as well is what clients do, and unproven. */
const datedTypes: ReadonlySet<string> = new Set([
  'FEED_PROCESSING_FINISHED',
  'REPORT_PROCESSING_FINISHED',
])

export function createSubscriptions(
  random: SeededRandom,
  hasQueue: (arn: string) => boolean,
): Subscriptions {
  const destinations = new Map<string, Destination>()
  const subscriptions = new Map<string, Subscription>()

  const destination = (id: string): Destination => {
    const found = destinations.get(id)
    if (found === undefined) throw notFound(`Destination ${id} does not exist.`)
    return found
  }
  const has = (type: string): boolean =>
    [...subscriptions.values()].some((one) => one.notificationType === type)
  const subscription = (type: string, id?: string): Subscription => {
    const found = [...subscriptions.values()].find(
      (one) => one.notificationType === type && (id === undefined || one.subscriptionId === id),
    )
    if (found === undefined) throw notFound(`No subscription of ${type}.`)
    return found
  }

  return {
    createDestination(body) {
      const wished = readDestination(body, hasQueue)
      const same = [...destinations.values()].find(
        (one) => one.name === wished.name || one.resource.sqs.arn === wished.arn,
      )
      if (same !== undefined) throw conflict(`Destination ${same.destinationId} has it already.`)
      const { name, arn } = wished
      const made = { destinationId: random.uuid(), name, resource: { sqs: { arn } } }
      destinations.set(made.destinationId, made)
      return made
    },
    destination,
    destinations: () => [...destinations.values()],
    deleteDestination(id) {
      const used = [...subscriptions.values()].some((one) => one.destinationId === id)
      if (used) throw conflict('The destination still has subscriptions.')
      destinations.delete(destination(id).destinationId)
    },
    subscribe(type, body) {
      if (!sentTypes.includes(type)) throw notSimulated(`notifications of type ${type}`)
      const made = readSubscription(type, body, random)
      destination(made.destinationId) // must exist
      if (has(type)) throw conflict(`A subscription of ${type} exists already.`)
      subscriptions.set(made.subscriptionId, made)
      return made
    },
    subscription,
    subscriptionsOf: (types) =>
      [...subscriptions.values()].filter((one) => types.includes(one.notificationType)),
    unsubscribe: (type, id) => void subscriptions.delete(subscription(type, id).subscriptionId),
    reset() {
      destinations.clear()
      subscriptions.clear()
    },
  }
}

function readDestination(
  body: unknown,
  hasQueue: (arn: string) => boolean,
): { readonly name: string; readonly arn: string } {
  const { name, resourceSpecification } = parse(destinationSchema, body)
  if (resourceSpecification.eventBridge !== undefined) {
    throw notSimulated('EventBridge destinations')
  }
  const arn = resourceSpecification.sqs?.arn
  if (arn === undefined) throw invalidInput('resourceSpecification needs one resource.')
  if (!hasQueue(arn)) {
    throw invalidInput('SP-API has no permission to send messages to the queue.', arn)
  }
  return { name, arn }
}

function readSubscription(
  notificationType: string,
  body: unknown,
  random: SeededRandom,
): Subscription {
  const { processingDirective, payloadVersion, destinationId } = parse(subscriptionSchema, body)
  const versions = datedTypes.has(notificationType) ? ['1.0', '2020-09-04'] : ['1.0']
  if (!versions.includes(payloadVersion)) throw invalidInput(`No payloadVersion ${payloadVersion}.`)
  if (processingDirective?.filterExpression !== undefined) {
    throw notSimulated('filterExpression of subscriptions')
  }
  const filter = processingDirective?.eventFilter
  if (filter !== undefined && filter.eventFilterType !== notificationType) {
    throw invalidInput('eventFilterType must be the notification type.')
  }
  const base = { subscriptionId: random.uuid(), payloadVersion, destinationId, notificationType }
  return filter === undefined ? base : { ...base, processingDirective: { eventFilter: filter } }
}

function parse<S extends z.ZodType>(schema: S, body: unknown): z.infer<S> {
  const checked = schema.safeParse(body)
  if (checked.success) return checked.data
  const at = checked.error.issues[0]?.path.join('.') ?? 'body'
  throw invalidInput('Request has missing or invalid parameters and cannot be parsed.', at)
}
