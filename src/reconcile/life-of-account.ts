/** The ports of order life; an account that was joined without them may only import. */
import { InvariantError } from '../core/invariant-error.ts'
import type { Account } from './account.ts'
import type { AmazonLifePort, ShopifyLifePort } from './life-ports.ts'

export function amazonLifeOf(account: Account): AmazonLifePort {
  if (account.amazonLife === undefined) throw new InvariantError('no port for order life on Amazon')
  return account.amazonLife
}

export function shopifyLifeOf(account: Account): ShopifyLifePort {
  if (account.shopifyLife === undefined) {
    throw new InvariantError('no port for order life in Shopify')
  }
  return account.shopifyLife
}
