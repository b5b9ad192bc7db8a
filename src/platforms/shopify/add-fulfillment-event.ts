/** Adds DELIVERED and its like to a fulfilment's timeline. Twice the same are two: look before a repeat. */
import type { FulfillmentGid } from '../../core/ids.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import { fulfillmentEventCreate } from './life-write-operations.ts'
import type { FulfillmentEventStatus } from './wire/generated/operations.ts'
import { type Answered, runWrite } from './write-answer.ts'

export type FulfillmentEvent = {
  readonly gid: FulfillmentGid
  /** One that Shopify does not know is refused by it. */
  readonly status: string
  readonly atMs: number
}

export function addFulfillmentEvent(
  client: ShopifyClient,
  event: FulfillmentEvent,
  deadlines: Deadlines,
): Promise<Answered> {
  const variables = {
    id: event.gid,
    status: event.status as FulfillmentEventStatus,
    happenedAt: new Date(event.atMs).toISOString(),
  }
  return runWrite(client, fulfillmentEventCreate, variables, deadlines, (answer) => {
    const payload = answer.fulfillmentEventCreate
    if (payload === null) return null
    return { made: payload.fulfillmentEvent === null ? null : {}, userErrors: payload.userErrors }
  })
}
