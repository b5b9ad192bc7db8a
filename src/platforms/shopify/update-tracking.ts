/** Sets the tracking of a fulfilment; the same again changes nothing. Shopify writes to nobody. */
import type { FulfillmentGid } from '../../core/ids.ts'
import type { Tracking } from '../../core/orders/shop-life.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import { fulfillmentTrackingInfoUpdate } from './life-write-operations.ts'
import { trackingInput } from './translate/tracking-input.ts'
import { type Answered, runWrite } from './write-answer.ts'

export function updateTracking(
  client: ShopifyClient,
  gid: FulfillmentGid,
  tracking: Tracking,
  deadlines: Deadlines,
): Promise<Answered> {
  const variables = { id: gid, tracking: trackingInput(tracking) }
  return runWrite(client, fulfillmentTrackingInfoUpdate, variables, deadlines, (answer) => {
    const payload = answer.fulfillmentTrackingInfoUpdate
    if (payload === null) return null
    return { made: payload.fulfillment === null ? null : {}, userErrors: payload.userErrors }
  })
}
