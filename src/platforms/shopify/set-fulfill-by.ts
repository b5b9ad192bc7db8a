/** Shows Amazon's ship-by as the deadline of fulfilment orders; the same again changes nothing. */
import type { FulfillmentOrderGid } from '../../core/ids.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import { fulfillmentOrdersSetFulfillmentDeadline } from './life-write-operations.ts'
import { type Answered, runWrite } from './write-answer.ts'

export function setFulfillBy(
  client: ShopifyClient,
  gids: readonly FulfillmentOrderGid[],
  fulfillByMs: number,
  deadlines: Deadlines,
): Promise<Answered> {
  const variables = { ids: [...gids], fulfillBy: new Date(fulfillByMs).toISOString() }
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
