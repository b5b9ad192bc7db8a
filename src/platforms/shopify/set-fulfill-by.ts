/** Shows Amazon's ship-by as the deadline of a fulfilment order; the same again changes nothing. */
import type { FulfillmentOrderGid } from '../../core/ids.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import { fulfillmentOrdersSetFulfillmentDeadline } from './life-write-operations.ts'
import { type Answered, runWrite } from './write-answer.ts'

export function setFulfillBy(
  client: ShopifyClient,
  gid: FulfillmentOrderGid,
  fulfillByMs: number,
  deadlines: Deadlines,
): Promise<Answered> {
  const variables = { ids: [gid], fulfillBy: new Date(fulfillByMs).toISOString() }
  return runWrite(
    client,
    fulfillmentOrdersSetFulfillmentDeadline,
    variables,
    deadlines,
    (answer) => {
      const payload = answer.fulfillmentOrdersSetFulfillmentDeadline
      if (payload === null) return null
      return { made: payload.success === true ? {} : null, userErrors: payload.userErrors }
    },
  )
}
