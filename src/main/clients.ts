/** The clients of one connection over the door, as long as the process lives. */
import type { Door } from '../core/ports.ts'
import type { AmazonClient } from '../platforms/amazon/client.ts'
import type { ShopifyClient } from '../platforms/shopify/client.ts'
import type { Account } from '../reconcile/account.ts'

export type Clients = {
  readonly amazon: AmazonClient
  readonly shopify: ShopifyClient
  readonly buckets: Account['buckets']
  /** For documents, whose links need no token. */
  readonly door: Door
}
