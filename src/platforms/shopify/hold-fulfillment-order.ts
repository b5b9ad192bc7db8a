/**
 * Keeps a fulfilment order from being shipped, and lets go of it again. Our holds are known by their
 * handle; those of the merchant and of other apps are never released.
 */
import type { FulfillmentOrderGid } from '../../core/ids.ts'
import { InvariantError } from '../../core/invariant-error.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import { fulfillmentOrderHold, fulfillmentOrderReleaseHold } from './life-write-operations.ts'
import { ownHoldHandle } from './translate/life-answer.ts'
import type { FulfillmentHoldReason } from './wire/generated/operations.ts'
import { type Answered, runWrite } from './write-answer.ts'

export type Hold = {
  readonly gid: FulfillmentOrderGid
  readonly reason: string
  /** Staff sees it; no personal data. */
  readonly notes: string
  /** `crossdock-…`; the same again on one fulfilment order is refused as ALREADY_HELD. */
  readonly handle: string
}

const handleMaxChars = 64

export function holdFulfillmentOrder(
  client: ShopifyClient,
  { gid, reason, notes, handle }: Hold,
  deadlines: Deadlines,
): Promise<Answered> {
  if (!handle.startsWith(ownHoldHandle) || handle.length > handleMaxChars) {
    throw new InvariantError('hold: a handle by which our hold is not known again')
  }
  const variables = { id: gid, reason: reason as FulfillmentHoldReason, notes, handle }
  return runWrite(client, fulfillmentOrderHold, variables, deadlines, (answer) => {
    const payload = answer.fulfillmentOrderHold
    if (payload === null) return null
    return { made: payload.fulfillmentHold === null ? null : {}, userErrors: payload.userErrors }
  })
}

/** Releases just these holds. Without ids Shopify would release everybody's, so nothing is sent then. */
export async function releaseHold(
  client: ShopifyClient,
  gid: FulfillmentOrderGid,
  holdGids: readonly string[],
  deadlines: Deadlines,
): Promise<Answered> {
  if (holdGids.length === 0) return { kind: 'done' }
  const variables = { id: gid, holdIds: [...holdGids] }
  return runWrite(client, fulfillmentOrderReleaseHold, variables, deadlines, (answer) => {
    const payload = answer.fulfillmentOrderReleaseHold
    if (payload === null) return null
    return { made: payload.fulfillmentOrder === null ? null : {}, userErrors: payload.userErrors }
  })
}
