/** What the return concern may ask to be done; it has its row in docs/rules/writes.md. */
import type { ShopifyOrderGid } from '../ids.ts'

export type ReturnLine = {
  readonly fulfillmentLineGid: string
  readonly quantity: number
  /** A handle of Shopify's catalogue of reasons. */
  readonly reason: string
  readonly note: string
}

export type ReturnWrite = {
  readonly do: 'return-in-shop'
  readonly orderGid: ShopifyOrderGid
  readonly lines: readonly ReturnLine[]
}
