/** orderUpdate: note, tags, attributes, the buyer's contact data and the shipping address. */
import { numericId } from '../gid.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { invalidId, NotSimulated } from '../graphql/errors.ts'
import { fullNamespace } from '../metafields/metafield-fields.ts'
import type { OrderRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { buildAddress } from './build-order-parts.ts'
import { changeByCall } from './committed-change.ts'
import type { AddressInput, MetafieldInput } from './order-input.ts'
import { taxAgain } from './tax-on-address-change.ts'

type UpdateInput = {
  readonly id: string
  readonly note?: string | null
  readonly tags?: readonly string[] | null
  readonly customAttributes?: readonly { key: string; value: string }[] | null
  readonly metafields?: readonly MetafieldInput[] | null
  readonly email?: string | null
  readonly phone?: string | null
  readonly shippingAddress?: AddressInput | null
  readonly poNumber?: string | null
  readonly localizedFields?: readonly object[] | null
}

export function updateOrder(
  args: { input: UpdateInput },
  context: GraphqlContext,
): { order: OrderRecord | null; userErrors: object[] } {
  const { input } = args
  const { world } = context
  const number = numericId('Order', input.id)
  if (number === undefined) throw invalidId()
  const order = world.orders.byId(number)
  if (order === undefined || context.refuse) {
    const error = { field: ['id'], message: 'Order does not exist' }
    return { order: null, userErrors: [error] }
  }
  if (input.localizedFields != null) throw new NotSimulated('orderUpdate of localizedFields')
  const changed = changeByCall(context, order, `updated ${order.id}`, (one) =>
    apply(world, one, input),
  )
  return { order: changed, userErrors: [] }
}

function apply(world: ShopWorld, order: OrderRecord, input: UpdateInput): void {
  if (input.note !== undefined) order.note = input.note
  if (input.tags != null) order.tags = [...input.tags]
  if (input.customAttributes != null) order.attributes = [...input.customAttributes]
  if (input.poNumber !== undefined) order.poNumber = input.poNumber
  for (const field of input.metafields ?? []) setMetafield(world, order, field)
  if (input.email !== undefined || input.phone !== undefined) setContact(order, input)
  if (input.shippingAddress != null) {
    order.shippingAddress = buildAddress(world, input.shippingAddress)
    taxAgain(world, order)
  }
}

/** What is given for the order is what Shopify writes to; blank takes it away. */
function setContact(order: OrderRecord, { email, phone }: UpdateInput): void {
  const { contact } = order
  const blank = (text: string | null): string | null => (text === '' ? null : text)
  order.contact = {
    ...contact,
    ...(email === undefined ? {} : { email: blank(email), orderEmail: blank(email) }),
    ...(phone === undefined ? {} : { phone: blank(phone), orderPhone: blank(phone) }),
  }
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
