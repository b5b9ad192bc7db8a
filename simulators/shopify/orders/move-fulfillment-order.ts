/** fulfillmentOrderMove of a whole fulfilment order, with the recorded refusals. The stock claim moves along. */

import { numericId } from '../gid.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { invalidId, NotSimulated } from '../graphql/errors.ts'
import type { StockLevel } from '../records.ts'
import { restockClaims, takeStock } from '../stock/claim-stock.ts'
import { announceLevels, announceUpdated } from '../webhooks/announce.ts'
import { fulfillmentOrderById } from './order-queries.ts'

type MoveArguments = {
  readonly id: string
  readonly newLocationId: string
  readonly fulfillmentOrderLineItems?: readonly object[] | null
}

export function moveFulfillmentOrder(args: MoveArguments, context: GraphqlContext): object {
  const { world } = context
  if ((args.fulfillmentOrderLineItems ?? []).length > 0) {
    throw new NotSimulated('fulfillmentOrderMove of single lines')
  }
  const found = fulfillmentOrderById(args, context)
  const locationId = numericId('Location', args.newLocationId)
  if (locationId === undefined) throw invalidId()
  const location = world.catalog.location(locationId)
  if (found === null) return refusal('id', 'Fulfillment order not found.')
  if (location === undefined || !location.isActive) {
    return refusal('newLocationId', 'Location not found.')
  }
  const { order, row } = found
  if (context.refuse || row.status !== 'OPEN' || row.locationId === locationId) {
    return refusal('id', 'Cannot change location.')
  }
  if (!context.drop) {
    const levels: StockLevel[] = []
    world.orders.change(order, (one) => {
      const target = one.fulfillmentOrders.find((each) => each.id === row.id)
      if (target === undefined) return
      const lineIds = new Set(target.lines.map((line) => line.lineId))
      const moved = one.claims.filter(
        (claim) => claim.locationId === target.locationId && lineIds.has(claim.lineId),
      )
      levels.push(...restockClaims(world, moved))
      const taken = moved.map((claim) => ({ ...claim, locationId }))
      levels.push(...takeStock(world, taken))
      one.claims = [...one.claims.filter((claim) => !moved.includes(claim)), ...taken]
      target.locationId = locationId
      target.updatedAtMs = world.clock.nowMs()
    })
    context.effects.push(`moved ${row.id}`)
    announceUpdated(world, order)
    announceLevels(world, [...new Set(levels)])
  }
  return {
    movedFulfillmentOrder: found,
    originalFulfillmentOrder: found,
    remainingFulfillmentOrder: null,
    userErrors: [],
  }
}

/** The schema has one code, for reported progress; every other refusal comes with words alone. */
function refusal(field: 'id' | 'newLocationId', message: string): object {
  return {
    movedFulfillmentOrder: null,
    originalFulfillmentOrder: null,
    remainingFulfillmentOrder: null,
    userErrors: [{ code: null, field: [field], message }],
  }
}
