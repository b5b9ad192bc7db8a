/**
 * One order as one Amazon answer showed it: read whole, or not readable. An unreadable order is a value,
 * so that it never costs us the other orders of its page.
 */
import type { AmazonOrderId } from '../ids.ts'
import type { AmazonOrder, PersonalFacts } from './amazon-order.ts'

export type AmazonReading =
  | {
      readonly kind: 'order'
      readonly order: AmazonOrder
      readonly personal: PersonalFacts | null
      readonly personalState: 'complete' | 'no-address' | 'none'
      /** Datasets that Amazon would not include this time: what they hold is unknown, not absent. */
      readonly lacking: readonly string[]
      /** Values of open sets, met outside the order's own `Unrecognised` fields, that we do not know. */
      readonly unknownValues: readonly { readonly path: string; readonly value: string }[]
      /** The order's own JSON: personal data, for an encrypted column only. */
      readonly rawText: string
    }
  | {
      readonly kind: 'unreadable'
      readonly orderId: AmazonOrderId | null
      /** Where it differs from the known shape; never a value. */
      readonly paths: readonly string[]
      readonly rawText: string
    }
