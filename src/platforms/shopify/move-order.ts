/** Moves a fulfilment order to another location. A refusal is a value; a lost answer throws `unclear`. */
import type { FulfillmentOrderGid, LocationGid } from '../../core/ids.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import { fulfillmentOrderMove } from './setup-operations.ts'

export type MoveAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly code: string }

const codesByWords: readonly (readonly [RegExp, string])[] = [
  [/location not found/i, 'LOCATION_NOT_FOUND'],
  [/3PL fulfillment service/i, 'AT_FULFILLMENT_SERVICE'],
  [/cannot change location/i, 'CANNOT_CHANGE_LOCATION'],
]

export async function moveFulfillmentOrder(
  client: ShopifyClient,
  gid: FulfillmentOrderGid,
  to: LocationGid,
  deadlines: Deadlines,
): Promise<MoveAnswer> {
  const variables = { id: gid, newLocationId: to }
  const { fulfillmentOrderMove: payload } = await client.run(
    fulfillmentOrderMove,
    variables,
    deadlines,
  )
  const error = payload?.userErrors[0]
  if (error !== undefined) return { kind: 'refused', code: error.code ?? codeOf(error.message) }
  if (payload?.movedFulfillmentOrder) return { kind: 'done' }
  return { kind: 'refused', code: 'NOTHING_MOVED' }
}

/** Most refusals have no code, only words. */
function codeOf(message: string): string {
  return codesByWords.find(([words]) => words.test(message))?.[1] ?? 'MOVE_REFUSED'
}
