/** The Amazon client as reconcile asks it. */
import { id } from '../core/ids.ts'
import type { AmazonClient } from '../platforms/amazon/client.ts'
import type { AmazonPort } from '../reconcile/account.ts'
import type { AmazonLifePort } from '../reconcile/life-ports.ts'

export function joinAmazon(client: AmazonClient, marketplaceIds: readonly string[]): AmazonPort {
  const marketplaces = marketplaceIds.map((text) => id('MarketplaceId', text))
  return {
    getOrder: (orderId, deadlines) => client.getOrder(orderId, deadlines),
    searchOrders(question, deadlines) {
      const { afterMs, beforeMs, openOnly, token } = question
      const window =
        question.family === 'updated'
          ? {
              lastUpdatedAfterMs: afterMs,
              ...(beforeMs === null ? {} : { lastUpdatedBeforeMs: beforeMs }),
            }
          : { createdAfterMs: afterMs, ...(beforeMs === null ? {} : { createdBeforeMs: beforeMs }) }
      return client.searchOrders(
        {
          ...window,
          openOnly,
          ...(marketplaces.length === 0 ? {} : { marketplaceIds: marketplaces }),
          ...(token === null ? {} : { token }),
        },
        deadlines,
      )
    },
  }
}

/** Order life is asked of the client as it is: its answers are the port's. */
export function joinAmazonLife(client: AmazonClient): AmazonLifePort {
  return client.life
}
