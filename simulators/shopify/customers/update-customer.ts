/**
 * customerUpdate of a name, and customerAddressUpdate. A customer needs a name, a mail address or a phone; the words of
 * the refusals are our own.
 */
import type { GraphqlContext } from '../graphql/context.ts'
import { NotSimulated } from '../graphql/errors.ts'
import { buildAddress } from '../orders/build-order-parts.ts'
import type { AddressInput } from '../orders/order-input.ts'
import type { Contact } from '../records.ts'
import { customerView, ordersOf } from './customer-view.ts'

type CustomerInput = {
  readonly id?: string | null
  readonly firstName?: string | null
  readonly lastName?: string | null
}

type UserError = { readonly field: readonly string[]; readonly message: string }

export function updateCustomer(
  { input }: { readonly input: CustomerInput },
  context: GraphqlContext,
): { customer: object | null; userErrors: readonly UserError[] } {
  const { id, firstName, lastName, ...others } = input
  if (Object.keys(others).length > 0) throw new NotSimulated('customerUpdate of more than the name')
  const [order] = ordersOf(context.world, id ?? '')
  if (order === undefined || context.refuse) {
    return { customer: null, userErrors: [{ field: ['id'], message: 'Customer does not exist' }] }
  }
  const name = {
    firstName: blankIsNull(firstName, order.contact.firstName),
    lastName: blankIsNull(lastName, order.contact.lastName),
  }
  const { email, phone } = order.contact
  if ([name.firstName, name.lastName, email, phone].every((one) => one === null)) {
    const message = 'A name, phone number, or email address must be present'
    return { customer: null, userErrors: [{ field: ['firstName'], message }] }
  }
  change(context, id ?? '', (contact) => ({ ...contact, ...name }))
  return { customer: customerView(order, context), userErrors: [] }
}

export function updateCustomerAddress(
  args: { readonly customerId: string; readonly addressId: string; readonly address: AddressInput },
  context: GraphqlContext,
): { address: object | null; userErrors: readonly UserError[] } {
  const { customerId, addressId } = args
  const [order] = ordersOf(context.world, customerId)
  const known = order?.contact.address
  if (known == null || known.id !== addressId || context.refuse) {
    return {
      address: null,
      userErrors: [{ field: ['addressId'], message: 'Address does not exist' }],
    }
  }
  const built = buildAddress(context.world, args.address)
  const address = built === null ? known : { ...built, id: known.id }
  change(context, customerId, (contact) => ({ ...contact, address }))
  return { address: { id: known.id }, userErrors: [] }
}

/** One customer stands in each of its orders. A dropped call changes nobody. */
function change(
  { world, drop, effects }: GraphqlContext,
  customerId: string,
  apply: (contact: Contact) => Contact,
): void {
  if (drop) return
  effects.push(`updated ${customerId}`)
  for (const order of ordersOf(world, customerId)) order.contact = apply(order.contact)
}

function blankIsNull(given: string | null | undefined, before: string | null): string | null {
  if (given === undefined) return before
  return given === '' ? null : given
}
