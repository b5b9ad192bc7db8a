/** What the refund concern may ask to be done; each has its row in docs/rules/writes.md. */
import type { AmazonItemId, AmazonOrderId } from '../ids.ts'
import type { Money } from '../money.ts'
import type { SentComponent } from './components.ts'
import type { RefundDraft } from './refund-draft.ts'

export type RefundWrite =
  | {
      /** A message of the adjustment feed: money back for units that were shipped. */
      readonly do: 'refund-on-amazon'
      readonly message: {
        readonly orderId: AmazonOrderId
        readonly items: readonly {
          readonly itemId: AmazonItemId
          readonly reason: string
          readonly adjustmentId: string
          readonly components: readonly { readonly type: SentComponent; readonly amount: Money }[]
          readonly quantityCancelled: null
        }[]
      }
    }
  | {
      /** Writes down what Amazon gave back; no money moves by it. */
      readonly do: 'refund-in-shop'
      readonly draft: RefundDraft
    }
