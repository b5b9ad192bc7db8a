/** Reads of single orders: by id and by a metafield of type `id`. */

import { numericId } from '../gid.ts'
import { type PageArguments, pageOfList } from '../graphql/connections.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { invalidId, topLevelError } from '../graphql/errors.ts'
import { fullNamespace } from '../metafields/metafield-fields.ts'
import { orderDefinition } from '../metafields/order-metafields.ts'
import type { OrderRecord } from '../records.ts'
import type { FulfillmentOrder } from '../shipping-records.ts'
import type { FoundPart } from './find-part.ts'
import { visibleOrder } from './visible-order.ts'

export function orderById(args: { id: string }, context: GraphqlContext): OrderRecord | null {
  const id = numericId('Order', args.id)
  if (id === undefined) throw invalidId()
  return visibleOrder(context.world.orders.byId(id), context)
}

type Identifier = {
  readonly id?: string | null
  readonly customId?: { namespace?: string | null; key: string; value: string } | null
}

/** Null is not proof of absence: the look-up may lag behind the create (unproven, so a setting). */
export function orderByIdentifier(
  args: { identifier: Identifier },
  context: GraphqlContext,
): OrderRecord | null {
  const { id, customId } = args.identifier
  if (id != null) return orderById({ id }, context)
  if (customId == null) throw invalidId()
  const { world } = context
  const namespace = fullNamespace(customId.namespace, world.installation.appNumber)
  const definition = orderDefinition(world, namespace, customId.key)
  if (definition?.type !== 'id') {
    throw topLevelError(
      "Metafield definition of type 'id' is required when using custom ids.",
      'NOT_FOUND',
    )
  }
  const sinceMs = world.clock.nowMs() - world.settings.identifierLagMs
  const found = world.orders
    .byMetafield(namespace, customId.key, customId.value)
    .find((order) => world.settings.identifierLagMs === 0 || order.createdAtMs <= sinceMs)
  return visibleOrder(found, context)
}

/** All fulfilment orders; walks the orders, which only tests and small shops ask for. */
export function fulfillmentOrders(
  args: PageArguments & { includeClosed?: boolean },
  context: GraphqlContext,
): object {
  const parts: FoundPart<FulfillmentOrder>[] = []
  for (const order of context.world.orders.all()) {
    for (const row of order.fulfillmentOrders) {
      if (row.status === 'CLOSED' && args.includeClosed !== true) continue
      parts.push({ __typename: 'FulfillmentOrder', order, row })
    }
  }
  return pageOfList(parts, args, context, (part) => part.row.id)
}
