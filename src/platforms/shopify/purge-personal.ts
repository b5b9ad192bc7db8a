/**
 * Removes the buyer from an order and from the customer that was made for it (Admin API 2026-10). Each call writes only
 * what still shows somebody, so that it may be repeated. Neither an answer nor an error holds what was there.
 */
import type { ShopifyOrderGid } from '../../core/ids.ts'
import { PlatformError } from '../../core/platform-error.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ShopPersonal } from '../../core/purge/shop-personal.ts'
import type { ShopifyClient } from './client.ts'
import type { Operation } from './operation.ts'
import {
  customerAddressPurge,
  customerPurge,
  orderBuyer,
  orderPersonal,
  orderPurge,
} from './personal-operations.ts'
import {
  addressWithout,
  customerShows,
  isOfThisOrder,
  noteWithout,
  placesOf,
  removedWord,
  showsPerson,
} from './translate/without-buyer.ts'
import type { Buyer, OrderPersonal } from './wire/personal.ts'
import { type Answered, runWrite, type Written } from './write-answer.ts'

export const readPersonalCostPoints = orderPersonal.costPoints + orderBuyer.costPoints
export const purgePersonalCostPoints =
  readPersonalCostPoints +
  orderPurge.costPoints +
  customerPurge.costPoints +
  customerAddressPurge.costPoints

/** Null when the order is deleted. */
export async function readPersonal(
  client: ShopifyClient,
  gid: ShopifyOrderGid,
  deadlines: Deadlines,
): Promise<ShopPersonal | null> {
  const shown = await read(client, gid, deadlines)
  return shown && { left: placesOf(shown.order, shown.buyer) }
}

export async function purgePersonal(
  client: ShopifyClient,
  gid: ShopifyOrderGid,
  deadlines: Deadlines,
): Promise<Answered> {
  const shown = await read(client, gid, deadlines).catch(nothingSent)
  if (shown === null) return { kind: 'refused', code: 'ORDER_NOT_FOUND', text: '' }
  const run = writer(client, deadlines)
  const ofOrder = await purgeOrder(run, gid, shown.order)
  const ofCustomer = await purgeCustomer(run, shown.buyer)
  return ofOrder.kind === 'refused' ? ofOrder : ofCustomer
}

type Shown = { readonly order: OrderPersonal; readonly buyer: Buyer | null }

async function read(
  client: ShopifyClient,
  gid: ShopifyOrderGid,
  deadlines: Deadlines,
): Promise<Shown | null> {
  const [{ order }, buyer] = await Promise.all([
    client.run(orderPersonal, { id: gid }, deadlines),
    client.run(orderBuyer, { id: gid }, deadlines).catch(unlessDenied),
  ])
  return order && { order, buyer: buyer?.order?.customer ?? null }
}

/** Without the scope for customers the create could make none. */
function unlessDenied(error: unknown): undefined {
  if (error instanceof PlatformError && error.facts.code === 'ACCESS_DENIED') return undefined
  throw error
}

/** A question without an answer has changed nothing. */
function nothingSent(error: unknown): never {
  if (!(error instanceof PlatformError) || error.facts.kind !== 'unclear') throw error
  throw new PlatformError({ ...error.facts, kind: 'unavailable' })
}

type Run = <Variables, Answer>(
  operation: Operation<Variables, Answer>,
  variables: Variables,
  read: (answer: Answer) => Written<object> | null,
) => Promise<Answered>

/** The words of a refusal may name the buyer, so none of them leaves. */
function writer(client: ShopifyClient, deadlines: Deadlines): Run {
  return async (operation, variables, readAnswer) => {
    const answer = await runWrite(client, operation, variables, deadlines, readAnswer)
    return answer.kind === 'refused' ? { ...answer, text: '' } : answer
  }
}

const done = { kind: 'done' } as const

async function purgeOrder(
  run: Run,
  gid: ShopifyOrderGid,
  { note, shippingAddress }: OrderPersonal,
): Promise<Answered> {
  const kept = noteWithout(note)
  const variables = {
    id: gid,
    ...(kept === note ? {} : { note: kept ?? '' }),
    ...(shippingAddress !== null && showsPerson(shippingAddress)
      ? { address: addressWithout(shippingAddress) }
      : {}),
  }
  if (Object.keys(variables).length === 1) return done
  return run(orderPurge, variables, ({ orderUpdate: it }) =>
    it === null ? null : { made: it.order === null ? null : {}, userErrors: it.userErrors },
  )
}

async function purgeCustomer(run: Run, buyer: Buyer | null): Promise<Answered> {
  if (buyer === null || !isOfThisOrder(buyer) || !customerShows(buyer)) return done
  const name = { id: buyer.id, lastName: removedWord }
  const named = await run(customerPurge, name, ({ customerUpdate: it }) =>
    it === null ? null : { made: it.customer === null ? null : {}, userErrors: it.userErrors },
  )
  if (named.kind === 'refused') return named
  for (const address of buyer.addressesV2.nodes.filter(showsPerson)) {
    const variables = {
      customerId: buyer.id,
      addressId: address.id,
      address: addressWithout(address),
    }
    const answer = await run(customerAddressPurge, variables, ({ customerAddressUpdate: it }) =>
      it === null ? null : { made: it.address === null ? null : {}, userErrors: it.userErrors },
    )
    if (answer.kind === 'refused') return answer
  }
  return done
}
