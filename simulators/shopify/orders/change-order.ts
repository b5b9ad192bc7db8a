/** Mutations of existing orders that a bridge needs beside orderCreate: tags, note, attributes, deletion. */

import { numericId, typeOfGid } from '../gid.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { invalidId, NotSimulated } from '../graphql/errors.ts'
import { fullNamespace } from '../metafields/metafield-fields.ts'
import type { OrderRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { restockClaims } from '../stock/claim-stock.ts'
import { announceDeleted, announceLevels, announceUpdated } from '../webhooks/announce.ts'
import type { MetafieldInput } from './order-input.ts'

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

type UpdateInput = {
  readonly id: string
  readonly note?: string | null
  readonly tags?: readonly string[] | null
  readonly customAttributes?: readonly { key: string; value: string }[] | null
  readonly metafields?: readonly MetafieldInput[] | null
  readonly email?: string | null
  readonly phone?: string | null
  readonly shippingAddress?: object | null
  readonly poNumber?: string | null
  readonly localizedFields?: readonly object[] | null
}

/** orderUpdate of note, tags and attributes; what else it can do is not simulated. */
export function updateOrder(
  args: { input: UpdateInput },
  context: GraphqlContext,
): { order: OrderRecord | null; userErrors: UserError[] } {
  const { input } = args
  const order = existing(input.id, context)
  const missing = { field: ['id'], message: 'Order does not exist' }
  if (order === undefined) return { order: null, userErrors: [missing] }
  for (const name of [
    'email',
    'phone',
    'shippingAddress',
    'poNumber',
    'localizedFields',
  ] as const) {
    if (input[name] != null) throw new NotSimulated(`orderUpdate of ${name}`)
  }
  if (context.refuse) return { order: null, userErrors: [missing] }
  if (context.drop) return { order, userErrors: [] }
  context.world.orders.change(order, (one) => {
    if (input.note !== undefined) one.note = input.note
    if (input.tags != null) one.tags = [...input.tags]
    if (input.customAttributes != null) one.attributes = [...input.customAttributes]
    for (const field of input.metafields ?? []) setMetafield(context.world, one, field)
  })
  context.effects.push(`updated ${order.id}`)
  announceUpdated(context.world, order)
  return { order, userErrors: [] }
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

function setMetafield(world: ShopWorld, order: OrderRecord, input: MetafieldInput): void {
  const namespace = fullNamespace(input.namespace, world.installation.appNumber)
  const known = order.metafields.find((one) => one.namespace === namespace && one.key === input.key)
  if (known === undefined) throw new NotSimulated('orderUpdate that adds a metafield')
  const nowMs = world.clock.nowMs()
  order.metafields = order.metafields.map((one) =>
    one === known ? { ...one, value: input.value, updatedAtMs: nowMs } : one,
  )
}
