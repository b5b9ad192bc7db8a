/** What of an order a read may see. */
import type { GraphqlContext } from '../graphql/context.ts'
import type { OrderRecord } from '../records.ts'

/** The order as a read sees it: null when it is deleted, too old for the scopes, or not there yet. */
export function visibleOrder(
  order: OrderRecord | undefined,
  context: GraphqlContext,
): OrderRecord | null {
  if (order === undefined) return null
  const { world, staleMs } = context
  const nowMs = world.clock.nowMs()
  const scopes = world.installation.scopes()
  if (!scopes.has('read_all_orders') && order.createdAtMs < nowMs - sixtyDaysMs) return null
  if (staleMs === undefined) return order
  if (order.createdAtMs > nowMs - staleMs) return null
  let view = order
  while (view.updatedAtMs > nowMs - staleMs && view.earlier !== null) view = view.earlier
  return view
}

const sixtyDaysMs = 60 * 24 * 3_600_000
