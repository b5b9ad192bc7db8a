/** What a person or a test says about a refund in Seller Central, or one by Amazon. */
import { z } from 'zod'
import type { RefundLine } from './books.ts'
import { currencyOf } from './charges.ts'
import { toMinor } from './money.ts'
import type { OrderRecord } from './order-shape.ts'

const amount = z.string().regex(/^-?\d+(\.\d+)?$/)

export const refundSchema = z.strictObject({
  /** SELLER_CENTRAL by default. */
  by: z.enum(['SELLER_CENTRAL', 'AMAZON', 'A_TO_Z']).optional(),
  reason: z.string().optional(),
  /** It was given back so long ago, and is told only now. */
  postedAgoMs: z.int().nonnegative().optional(),
  /** Without it everything that is left of the order. */
  items: z
    .array(
      z.strictObject({
        orderItemId: z.string(),
        /** Component → amount: `{ "Principal": "5.00" }`. */
        components: z.record(z.string(), amount),
      }),
    )
    .optional(),
})

export type RefundSpec = z.infer<typeof refundSchema>

/** The lines of the spec; nothing when it is for all that is left. */
export function linesOf(record: OrderRecord, { items }: RefundSpec): RefundLine[] | undefined {
  return items?.flatMap(({ orderItemId, components }) => {
    const item = record.order.orderItems.find((one) => one.orderItemId === orderItemId)
    if (item === undefined) throw new Error(`no item ${orderItemId}`)
    return Object.entries(components).map(([component, text]) => ({
      orderItemId,
      component,
      amountMinor: toMinor(text, currencyOf(item)),
    }))
  })
}
