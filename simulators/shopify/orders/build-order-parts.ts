/** Addresses, the buyer's contact data and transactions of a new order. */
import { NotSimulated } from '../graphql/errors.ts'
import { instantMs } from '../graphql/scalars.ts'
import type { Currencies } from '../money.ts'
import type { Address, Contact, Transaction } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { amountOf } from './build-lines.ts'
import type { AddressInput, OrderInput } from './order-input.ts'

export function buildAddress(
  world: ShopWorld,
  input: AddressInput | null | undefined,
): Address | null {
  if (input == null) return null
  return {
    id: world.identifiers.gid('MailingAddress'),
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    company: input.company ?? null,
    address1: input.address1 ?? null,
    address2: input.address2 ?? null,
    city: input.city ?? null,
    provinceCode: input.provinceCode ?? input.province ?? null,
    zip: input.zip ?? null,
    countryCode: input.countryCode ?? input.country ?? null,
    phone: input.phone ?? null,
  }
}

/**
 * Who the buyer is to Shopify. A mail address or phone on the order makes a customer that Shopify may write to,
 * also without any `customer` in the input; a phone inside an address does not.
 */
export function buildContact(world: ShopWorld, input: OrderInput): Contact {
  const upsert = input.customer?.toUpsert
  const associate = input.customer?.toAssociate
  const email = input.email ?? upsert?.email ?? associate?.email ?? null
  const phone = input.phone ?? upsert?.phone ?? null
  const named = upsert ?? associate ?? input.customerId
  const given = upsert?.id ?? associate?.id ?? input.customerId ?? null
  const isCustomer = named != null || email !== null || phone !== null
  return {
    customerId: isCustomer ? (given ?? world.identifiers.gid('Customer')) : null,
    email,
    phone,
    firstName: upsert?.firstName ?? null,
    lastName: upsert?.lastName ?? null,
    address: upsert != null && given === null ? buildAddress(world, input.shippingAddress) : null,
    orderEmail: email,
    orderPhone: input.phone ?? null,
  }
}

/** Kind SALE and status SUCCESS unless stated. */
export function buildTransactions(
  world: ShopWorld,
  input: OrderInput,
  currencies: Currencies,
): Transaction[] {
  const nowMs = world.clock.nowMs()
  return (input.transactions ?? []).map((one) => {
    if (one.giftCardId != null) throw new NotSimulated('a transaction with a gift card')
    return {
      id: world.identifiers.gid('OrderTransaction'),
      kind: one.kind ?? 'SALE',
      status: one.status ?? 'SUCCESS',
      gateway: one.gateway ?? null,
      amount: amountOf(one.amountSet, currencies),
      createdAtMs: nowMs,
      processedAtMs: one.processedAt == null ? nowMs : (instantMs(one.processedAt) ?? nowMs),
      test: one.test ?? false,
      parentId: null,
    }
  })
}
