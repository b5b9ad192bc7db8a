/** What reading one order off Amazon's wire gave: the order, or why it could not be read. */
import type { AmazonOrderId } from '../ids.ts'
import type { AmazonOrder, PersonalFacts } from './amazon-order.ts'

export type PersonalState = 'complete' | 'no-address' | 'none'

export type AmazonReading =
  | {
      readonly kind: 'order'
      readonly order: AmazonOrder
      readonly personal: PersonalFacts | null
      readonly personalState: PersonalState
      /** This order's own JSON as Amazon sent it; holds personal data, so it is only stored sealed. */
      readonly rawText: string
    }
  | {
      readonly kind: 'unreadable'
      readonly orderId: AmazonOrderId | null
      /** Paths and codes of what could not be read; never values. */
      readonly paths: readonly string[]
      readonly rawText: string
    }
