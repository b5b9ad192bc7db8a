/** Units that an order took from a location, so that a cancellation can give them back. */
export type StockClaim = {
  readonly lineId: string
  readonly variantId: number
  readonly locationId: number
  quantity: number
}
