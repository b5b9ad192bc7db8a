/**
 * Reads everything that happened to an order since its create. The shipping address is asked for by
 * itself, and only its digest leaves this folder.
 */
import { id, type ShopifyOrderGid } from '../../core/ids.ts'
import type { ShopLife } from '../../core/orders/shop-life.ts'
import { PlatformError } from '../../core/platform-error.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import { lifeAddress, lifeReturns, orderLife } from './life-operations.ts'
import { canonicalAddress } from './translate/canonical-address.ts'
import { shopLife } from './translate/life-answer.ts'
import { allOf, each, type Rest, restOf, wholeLife, wholeReturn } from './whole-life.ts'
import type { OrderLife, ReturnNode } from './wire/life.ts'

/** Keyed, so that nobody can find an address by trying; the caller has the key. */
export type Digest = (text: string) => string

/** What one reading takes of the bucket when the order has no more than a page of anything. */
export const readLifeCostPoints = orderLife.costPoints + lifeAddress.costPoints

/** Null when the order is deleted. */
export async function readLife(
  client: ShopifyClient,
  gid: ShopifyOrderGid,
  digest: Digest,
  deadlines: Deadlines,
): Promise<ShopLife | null> {
  const [{ order }, addressDigest] = await Promise.all([
    client.run(orderLife, { id: gid }, deadlines),
    readAddressDigest(client, gid, digest, deadlines),
  ])
  if (order === null) return null
  const rest = restOf(client, deadlines)
  const whole = await wholeLife(rest, order)
  const returns = await readReturns(rest, whole)
  return shopLife(whole, { addressDigest, returns, truncated: [...rest.truncated] })
}

/** Null for an order without an address, and where the shop does not let us see it. */
async function readAddressDigest(
  client: ShopifyClient,
  gid: ShopifyOrderGid,
  digest: Digest,
  deadlines: Deadlines,
): Promise<string | null> {
  const answer = await client.run(lifeAddress, { id: gid }, deadlines).catch(unlessDenied)
  const address = answer?.order?.shippingAddress
  return address ? digest(canonicalAddress(address)) : null
}

/** Without the scope for returns they are unknown; the rest of the order is not. */
async function readReturns(rest: Rest, life: OrderLife): Promise<ReturnNode[]> {
  if (life.returnStatus === 'NO_RETURN') return []
  const read = async (after: string | null) => {
    const variables = { id: id('ShopifyOrderGid', life.id), after }
    const answer = await rest.client.run(lifeReturns, variables, rest.deadlines)
    return answer.order?.returns
  }
  const first = await read(null).catch(unlessDenied)
  if (first === undefined) {
    rest.truncated.add('returns')
    return []
  }
  const { nodes } = await allOf(rest, 'returns', first, read)
  return each(nodes, (one) => wholeReturn(rest, one))
}

function unlessDenied(error: unknown): undefined {
  if (error instanceof PlatformError && error.facts.code === 'ACCESS_DENIED') return undefined
  throw error
}
