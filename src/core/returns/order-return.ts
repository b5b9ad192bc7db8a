/**
 * One return as Amazon's reports tell it, without personal data: of goods that the seller sent (FBM, the
 * report by return date) or that Amazon sent (FBA customer returns). Reports API 2021-06-30.
 */
import type { SellerSku } from '../ids.ts'

export type ReturnSide = 'merchant' | 'amazon'

export type OrderReturn = {
  /** Amazon's RMA id; for an FBA return, which has none, the licence plate of the unit. */
  readonly returnId: string
  readonly side: ReturnSide
  /** Amazon's own word, known or not: Pending Actions, Approved, Completed, Denied, Closed … */
  readonly status: string
  readonly reason: string | null
  readonly sku: SellerSku | null
  readonly asin: string | null
  readonly quantity: number
  readonly resolution: string | null
  /** An A-to-z claim was made for the order. */
  readonly claimed: boolean
  /** Of the request, or of the arrival at Amazon. */
  readonly atMs: number | null
  /** When it came back to the seller or to Amazon. */
  readonly receivedAtMs: number | null
}
