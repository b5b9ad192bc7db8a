/** A connection for its page: no credential, no sealed byte. */
import type { AccountId } from '../../core/ids.ts'
import { readConnection } from '../connections.ts'
import type { Database } from '../pool.ts'

export type ConnectionPage = {
  readonly state: 'connected' | 'disconnected' | 'none'
  readonly shop: string | null
  readonly currency: string | null
  readonly region: string | null
  readonly sellerId: string | null
  readonly marketplaces: readonly string[]
  readonly connectedAtMs: number | null
  readonly epoch: number | null
  readonly readsAllOrders: boolean
  readonly hasQueue: boolean
}

export async function readConnectionPage(
  db: Database,
  accountId: AccountId,
): Promise<ConnectionPage> {
  const connection = await readConnection(db, accountId)
  if (connection === null) {
    return {
      ...{ state: 'none', shop: null, currency: null, region: null, sellerId: null },
      ...{ marketplaces: [], connectedAtMs: null, epoch: null },
      ...{ readsAllOrders: false, hasQueue: false },
    }
  }
  const { state, amazon, shopify, connectedAtMs, epoch } = connection
  return {
    ...{ state, shop: shopify.shop, currency: shopify.currency, region: amazon.region },
    ...{ sellerId: amazon.sellerId, marketplaces: amazon.marketplaceIds, connectedAtMs, epoch },
    ...{ readsAllOrders: shopify.readsAllOrders, hasQueue: amazon.queueUrl !== null },
  }
}
