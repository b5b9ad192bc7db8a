/** Takes a fulfilment back: its units are to be shipped again, in new fulfilment orders. */
import type { FulfillmentGid } from '../../core/ids.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import { fulfillmentCancel } from './life-write-operations.ts'
import { type Answered, runWrite } from './write-answer.ts'

export function cancelFulfillment(
  client: ShopifyClient,
  gid: FulfillmentGid,
  deadlines: Deadlines,
): Promise<Answered> {
  return runWrite(client, fulfillmentCancel, { id: gid }, deadlines, (answer) => {
    const payload = answer.fulfillmentCancel
    if (payload === null) return null
    // A fulfilment that is shown with the complaint and is not cancelled was left as it is.
    const cancelled = payload.fulfillment !== null && payload.fulfillment.status === 'CANCELLED'
    return { made: cancelled ? {} : null, userErrors: payload.userErrors }
  })
}
