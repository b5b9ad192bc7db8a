/**
 * Writes another shipping address into an order (Admin API 2026-10; since then Shopify counts the taxes of an order
 * that is not fulfilled anew when it does so). The answer is asked for the order's id alone: an address, or what
 * Shopify says of one, leaves this folder nowhere.
 */
import type { ShopifyOrderGid } from '../../core/ids.ts'
import type { PostalAddress } from '../../core/orders/amazon-order.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import { orderUpdate } from './life-write-operations.ts'
import { shopifyAddress } from './translate/address.ts'
import { type Answered, runWrite } from './write-answer.ts'

/** Null: Amazon shows no address any more. */
export async function updateAddress(
  client: ShopifyClient,
  gid: ShopifyOrderGid,
  address: PostalAddress | null,
  deadlines: Deadlines,
): Promise<Answered> {
  const asked = address === null ? ({ is: 'none' } as const) : shopifyAddress(address)
  if (asked.is !== 'address') {
    const code = asked.is === 'none' ? 'NO_ADDRESS' : 'COUNTRY_NOT_KNOWN'
    return { kind: 'refused', code, text: '' }
  }
  const variables = { id: gid, address: asked.address }
  const answer = await runWrite(client, orderUpdate, variables, deadlines, ({ orderUpdate: it }) =>
    it === null ? null : { made: it.order === null ? null : {}, userErrors: it.userErrors },
  )
  return answer.kind === 'refused' ? { ...answer, text: '' } : answer
}
