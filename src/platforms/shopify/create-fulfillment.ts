/**
 * Says in Shopify that units have left. All parts must lie at one location. Shopify writes to nobody.
 * Not protected against doubling: look at the order before a repeat.
 */
import { type FulfillmentGid, type FulfillmentOrderGid, id } from '../../core/ids.ts'
import type { Tracking } from '../../core/orders/shop-life.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import { fulfillmentCreate } from './life-write-operations.ts'
import { trackingInput } from './translate/tracking-input.ts'
import { type Answered, runWrite } from './write-answer.ts'

export type FulfillmentDraft = {
  readonly parts: readonly {
    readonly fulfillmentOrderGid: FulfillmentOrderGid
    readonly lines: readonly { readonly foLineGid: string; readonly quantity: number }[]
  }[]
  readonly tracking: Tracking | null
}

export function createFulfillment(
  client: ShopifyClient,
  draft: FulfillmentDraft,
  deadlines: Deadlines,
): Promise<Answered<{ readonly fulfillmentGid: FulfillmentGid }>> {
  const parts = draft.parts.map(({ fulfillmentOrderGid, lines }) => ({
    fulfillmentOrderId: fulfillmentOrderGid,
    fulfillmentOrderLineItems: lines.map(({ foLineGid, quantity }) => ({
      id: foLineGid,
      quantity,
    })),
  }))
  const tracking = draft.tracking === null ? {} : { tracking: trackingInput(draft.tracking) }
  return runWrite(client, fulfillmentCreate, { parts, ...tracking }, deadlines, (answer) => {
    const payload = answer.fulfillmentCreate
    if (payload === null) return null
    const gid = payload.fulfillment?.id
    const made = gid === undefined ? null : { fulfillmentGid: id('FulfillmentGid', gid) }
    return { made, userErrors: payload.userErrors }
  })
}
