/** orderClose and orderOpen: archiving. A redundant call succeeds silently (recorded); a cancelled order stays closed. */
import { numericId } from '../gid.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { invalidId } from '../graphql/errors.ts'
import type { OrderRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { changeByCall, changeOrder } from './committed-change.ts'

type Payload = { order: OrderRecord | null; userErrors: object[] }

export function closeOrder(args: { input: { id: string } }, context: GraphqlContext): Payload {
  return archive(args.input.id, context, true)
}

export function openOrder(args: { input: { id: string } }, context: GraphqlContext): Payload {
  return archive(args.input.id, context, false)
}

/** The merchant archives an order, or takes it out of the archive. */
export function setArchived(world: ShopWorld, order: OrderRecord, archived: boolean): void {
  if ((order.closedAtMs !== null) === archived) return
  changeOrder(world, order, (one) => {
    one.closedAtMs = archived ? world.clock.nowMs() : null
  })
}

function archive(id: string, context: GraphqlContext, archived: boolean): Payload {
  const { world } = context
  const number = numericId('Order', id)
  if (number === undefined) throw invalidId()
  const order = world.orders.byId(number)
  const cancelled = order !== undefined && order.cancelledAtMs !== null && !archived
  if (order === undefined || cancelled || context.refuse) {
    const message = order === undefined ? 'Order does not exist' : 'Order cannot be opened'
    return { order: null, userErrors: [{ field: ['id'], message }] }
  }
  if ((order.closedAtMs !== null) === archived) return { order, userErrors: [] }
  const effect = `${archived ? 'closed' : 'opened'} ${order.id}`
  const changed = changeByCall(context, order, effect, (one) => {
    one.closedAtMs = archived ? world.clock.nowMs() : null
  })
  return { order: changed, userErrors: [] }
}
