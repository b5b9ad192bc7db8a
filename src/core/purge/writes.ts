/** What the purge concern may ask to be done; it has its row in docs/rules/writes.md. */
import type { ShopifyOrderGid } from '../ids.ts'

export type PurgeWrite = {
  readonly do: 'purge-in-shop'
  readonly orderGid: ShopifyOrderGid
}
