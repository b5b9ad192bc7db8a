/** tagsAdd, tagsRemove and orderDelete. */

import { numericId, typeOfGid } from '../gid.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { invalidId, NotSimulated } from '../graphql/errors.ts'
import type { OrderRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { restockClaims } from '../stock/claim-stock.ts'
import { announceDeleted, announceLevels, announceUpdated } from '../webhooks/announce.ts'

type UserError = { field: string[] | null; message: string }
type TagPayload = { node: OrderRecord | null; userErrors: UserError[] }

const maxTag = 40

export function addTags(
  args: { id: string; tags: readonly string[] },
  context: GraphqlContext,
): TagPayload {
  const tooLong = args.tags.some((tag) => tag.length > maxTag)
  const text = `Title Tag exceeds the maximum length of ${maxTag} characters`
  if (tooLong || context.refuse) {
    return { node: null, userErrors: [{ field: ['tags'], message: text }] }
  }
  return retag(args, context, (tags) => {
    const known = new Set(tags.map((tag) => tag.toLowerCase()))
    return [...tags, ...args.tags.filter((tag) => !known.has(tag.toLowerCase()))]
  })
}

export function removeTags(
  args: { id: string; tags: readonly string[] },
  context: GraphqlContext,
): TagPayload {
  const gone = new Set(args.tags.map((tag) => tag.toLowerCase()))
  return retag(args, context, (tags) => tags.filter((tag) => !gone.has(tag.toLowerCase())))
}

export function deleteOrder(
  args: { orderId: string },
  context: GraphqlContext,
): { deletedId: string | null; userErrors: object[] } {
  const order = existing(args.orderId, context)
  if (order === undefined || context.refuse) {
    const error = { code: 'NOT_FOUND', field: ['orderId'], message: 'Order does not exist' }
    return { deletedId: null, userErrors: [error] }
  }
  if (!context.drop) {
    removeOrder(context.world, order)
    context.effects.push(`deleted ${order.id}`)
  }
  return { deletedId: order.id, userErrors: [] }
}

/** Takes an order out of the shop; what it had claimed comes back. */
export function removeOrder(world: ShopWorld, order: OrderRecord): void {
  const levels = restockClaims(world, order.claims)
  order.claims = []
  world.orders.remove(order)
  announceDeleted(world, order)
  announceLevels(world, levels)
}

function retag(
  args: { id: string },
  context: GraphqlContext,
  next: (tags: readonly string[]) => string[],
): TagPayload {
  if (typeOfGid(args.id) !== 'Order') throw new NotSimulated('tags of anything but orders')
  const order = existing(args.id, context)
  if (order === undefined) {
    return { node: null, userErrors: [{ field: ['id'], message: 'Order does not exist' }] }
  }
  if (context.drop) return { node: order, userErrors: [] }
  const tags = next(order.tags).sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
  if (tags.join('\n') !== order.tags.join('\n')) {
    context.world.orders.change(order, (one) => {
      one.tags = tags
    })
    context.effects.push(`tagged ${order.id}`)
    announceUpdated(context.world, order)
  }
  return { node: order, userErrors: [] }
}

function existing(id: string, { world }: GraphqlContext): OrderRecord | undefined {
  const number = numericId('Order', id)
  if (number === undefined) throw invalidId()
  return world.orders.byId(number)
}
