/** A customer as GraphQL sees it: it lives in its orders, each of which names the same one. */
import { type PageArguments, pageOfList } from '../graphql/connections.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { addressView } from '../orders/address-view.ts'
import type { OrderRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'

export function customerView(order: OrderRecord, { world }: GraphqlContext): object | null {
  const { customerId, email, phone, firstName, lastName, address } = order.contact
  if (customerId === null) return null
  const addresses = address === null ? [] : [address]
  return {
    id: customerId,
    firstName,
    lastName,
    displayName: [firstName, lastName].filter((one) => one !== null).join(' ') || (email ?? ''),
    defaultEmailAddress: email === null ? null : { emailAddress: email },
    defaultPhoneNumber: phone === null ? null : { phoneNumber: phone },
    numberOfOrders: () => String(ordersOf(world, customerId).length),
    addressesV2: (args: PageArguments, context: GraphqlContext) =>
      pageOfList(addresses.map(addressView), args, context, (one) => String(Object(one).id)),
  }
}

export function ordersOf(world: ShopWorld, customerId: string): OrderRecord[] {
  return [...world.orders.all()].filter((order) => order.contact.customerId === customerId)
}
