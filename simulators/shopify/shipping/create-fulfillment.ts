/**
 * fulfillmentCreate, with the recorded refusals. Its user errors carry no code. Nothing here prevents a second
 * shipment of what is left: the caller's own repeat is the platform's business as usual.
 */

import { numericId } from '../gid.ts'
import { hasScope } from '../graphql/access-scopes.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { changeByCall } from '../orders/committed-change.ts'
import { type FoundPart, partById, partOf } from '../orders/find-part.ts'
import type { OrderRecord } from '../records.ts'
import type { FulfillmentOrder } from '../shipping-records.ts'
import { everythingOf, type Pick, ship } from './ship.ts'
import { type TrackingInput, trackingFrom } from './tracking.ts'

type LinesInput = {
  readonly fulfillmentOrderId: string
  readonly fulfillmentOrderLineItems?:
    | readonly { readonly id: string; readonly quantity: number }[]
    | null
}

export type FulfillmentCreateInput = {
  readonly lineItemsByFulfillmentOrder: readonly LinesInput[]
  readonly notifyCustomer?: boolean | null
  readonly trackingInfo?: TrackingInput | null
}

/** The mutation. */
export function createFulfillment(
  args: { fulfillment: FulfillmentCreateInput },
  context: GraphqlContext,
): object {
  const { world } = context
  const input = args.fulfillment
  const found = input.lineItemsByFulfillmentOrder.map((rows) =>
    partById('FulfillmentOrder', rows.fulfillmentOrderId, context),
  )
  const parts = found.filter((one) => one !== null)
  const problem = problemOf(input, found, context)
  const [first] = parts
  if (problem !== undefined || first === undefined || context.refuse) {
    return refusal(problem ?? 'Invalid fulfillment order line item quantity requested.')
  }
  let made = ''
  const changed = changeByCall(
    context,
    first.order,
    `fulfilled ${first.order.id}`,
    (one, after) => {
      const picks = picksOf(input, one)
      made = ship(
        world,
        one,
        {
          picks,
          tracking: trackingFrom(input.trackingInfo),
          notify: input.notifyCustomer === true,
          by: world.installation.app,
        },
        after,
      ).id
    },
  )
  return { fulfillment: partOf('Fulfillment', changed, made), userErrors: [] }
}

type Found = FoundPart<FulfillmentOrder> | null

function problemOf(
  input: FulfillmentCreateInput,
  found: readonly Found[],
  context: GraphqlContext,
): string | undefined {
  const scopes = context.world.installation.scopes()
  if (!hasScope(scopes, 'write_merchant_managed_fulfillment_orders')) {
    return 'The api_client does not have access to the fulfillment order.'
  }
  const parts = found.filter((one) => one !== null)
  if (parts.length === 0 || parts.length < found.length) return 'Fulfillment order does not exist.'
  if (new Set(parts.map((one) => one.order.id)).size > 1) {
    return 'All fulfillment orders must belong to the same order.'
  }
  const places = [...new Set(parts.map((one) => one.row.locationId))]
  if (places.length > 1) {
    return `All fulfillment orders must be assigned to a single location. Multiple locations with ids [${places.join(', ')}] were found.`
  }
  const closed = parts.find((one) => one.row.status !== 'OPEN' && one.row.status !== 'IN_PROGRESS')
  if (closed !== undefined) {
    const id = numericId('FulfillmentOrder', closed.row.id)
    return `Fulfillment order ${id} has an unfulfillable status= ${closed.row.status.toLowerCase()}.`
  }
  return quantityProblem(input, parts)
}

function quantityProblem(
  input: FulfillmentCreateInput,
  parts: readonly FoundPart<FulfillmentOrder>[],
): string | undefined {
  const asked = new Map<string, number>()
  for (const rows of input.lineItemsByFulfillmentOrder) {
    const row = parts.find((one) => one.row.id === rows.fulfillmentOrderId)?.row
    for (const { id, quantity } of rows.fulfillmentOrderLineItems ?? []) {
      const line = row?.lines.find((one) => one.id === id)
      if (line === undefined) return 'Fulfillment order line item does not exist.'
      if (quantity <= 0) return 'Quantity must be greater than 0'
      asked.set(id, (asked.get(id) ?? 0) + quantity)
      if ((asked.get(id) ?? 0) > line.remainingQuantity) {
        return 'Invalid fulfillment order line item quantity requested.'
      }
    }
  }
  return undefined
}

function picksOf(input: FulfillmentCreateInput, order: OrderRecord): Pick[] {
  return input.lineItemsByFulfillmentOrder.flatMap((rows) => {
    const from = order.fulfillmentOrders.find((one) => one.id === rows.fulfillmentOrderId)
    if (from === undefined) return []
    const wanted = rows.fulfillmentOrderLineItems ?? []
    if (wanted.length === 0) return everythingOf(from)
    return wanted.flatMap(({ id, quantity }) => {
      const line = from.lines.find((one) => one.id === id)
      return line === undefined ? [] : [{ from, line, quantity }]
    })
  })
}

function refusal(message: string): object {
  return { fulfillment: null, userErrors: [{ field: ['fulfillment'], message }] }
}
