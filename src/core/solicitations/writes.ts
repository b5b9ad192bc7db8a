/** What the solicitation concern may ask to be done; it has its row in docs/rules/writes.md. */
import type { AmazonOrderId, MarketplaceId } from '../ids.ts'

export type SolicitationWrite = {
  readonly do: 'solicit'
  readonly orderId: AmazonOrderId
  readonly marketplaceId: MarketplaceId
}
