/** The connected accounts as people name them. */
import type { AccountId } from '../../core/ids.ts'
import { listConnections } from '../connections.ts'
import type { Database } from '../pool.ts'

export type AccountRow = {
  readonly accountId: AccountId
  readonly state: 'connected' | 'disconnected'
  readonly shop: string
  readonly marketplaceIds: readonly string[]
  readonly readsAllOrders: boolean
  readonly hasQueue: boolean
  readonly connectedAtMs: number
}

export async function readAccounts(db: Database): Promise<AccountRow[]> {
  const connections = await listConnections(db)
  return connections.map(({ accountId, state, shopify, amazon, connectedAtMs }) => ({
    accountId,
    state,
    shop: shopify.shop,
    marketplaceIds: amazon.marketplaceIds,
    readsAllOrders: shopify.readsAllOrders,
    hasQueue: amazon.queueUrl !== null,
    connectedAtMs,
  }))
}
