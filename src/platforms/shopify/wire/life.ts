/**
 * What happened to an order, as far as we read it (Admin API 2026-10). Enums stay open strings. Notes are
 * here for their marks and go no further.
 */
import { z } from 'zod'
import { roundedMoneyShape, shownMoneyShape } from './money.ts'

const time = z.iso.datetime({ offset: true })
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() })
const ofId = z.object({ id: z.string() })

function page<Node extends z.ZodType>(node: Node) {
  return z.object({ nodes: z.array(node), pageInfo })
}

const lineShape = z.object({
  id: z.string(),
  title: z.string(),
  sku: z.string().nullable(),
  quantity: z.number().int(),
  currentQuantity: z.number().int(),
  requiresShipping: z.boolean(),
  variant: ofId.nullable(),
  customAttributes: z.array(z.object({ key: z.string(), value: z.string().nullable() })),
  discountedUnitPriceSet: roundedMoneyShape,
  taxLines: z.array(z.object({ priceSet: shownMoneyShape })),
})

const fulfillmentOrderLineShape = z.object({
  id: z.string(),
  totalQuantity: z.number().int(),
  remainingQuantity: z.number().int(),
  lineItem: ofId,
})

const fulfillmentOrderShape = z.object({
  id: z.string(),
  status: z.string(),
  requestStatus: z.string(),
  fulfillBy: time.nullable(),
  assignedLocation: z.object({ location: ofId.nullable() }),
  fulfillmentHolds: z.array(
    z.object({ id: z.string(), reason: z.string(), handle: z.string().nullable() }),
  ),
  lineItems: page(fulfillmentOrderLineShape),
})

const fulfillmentLineShape = z.object({
  id: z.string(),
  quantity: z.number().int().nullable(),
  lineItem: ofId,
})

const fulfillmentShape = z.object({
  id: z.string(),
  status: z.string(),
  displayStatus: z.string().nullable(),
  createdAt: time,
  updatedAt: time,
  location: ofId.nullable(),
  trackingInfo: z.array(
    z.object({
      company: z.string().nullable(),
      number: z.string().nullable(),
      url: z.string().nullable(),
    }),
  ),
  fulfillmentLineItems: page(fulfillmentLineShape),
})

const transactionShape = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.string(),
  gateway: z.string().nullable(),
  manualPaymentGateway: z.boolean(),
  createdAt: time,
  processedAt: time.nullable(),
  amountSet: shownMoneyShape,
  parentTransaction: ofId.nullable(),
})

const refundLineShape = z.object({
  quantity: z.number().int(),
  restockType: z.string(),
  subtotalSet: shownMoneyShape,
  totalTaxSet: shownMoneyShape,
  lineItem: ofId,
})

const refundShape = z.object({
  id: z.string(),
  createdAt: time.nullable(),
  processedAt: time,
  note: z.string().nullable(),
  refundLineItems: page(refundLineShape),
  refundShippingLines: page(
    z.object({ subtotalAmountSet: shownMoneyShape, taxAmountSet: shownMoneyShape }),
  ),
  orderAdjustments: page(
    z.object({
      reason: z.string().nullable(),
      amountSet: shownMoneyShape,
      taxAmountSet: shownMoneyShape,
    }),
  ),
  transactions: page(transactionShape),
})

const returnLineShape = z.object({
  quantity: z.number().int(),
  returnReasonDefinition: z.object({ handle: z.string() }).nullable(),
  /** Only lines of one kind name what was shipped. */
  fulfillmentLineItem: z.object({ lineItem: ofId }).nullish(),
})

const returnShape = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  returnLineItems: page(returnLineShape),
})

const linesShape = page(lineShape)
const fulfillmentOrdersShape = page(fulfillmentOrderShape)
const returnsShape = page(returnShape)

export const orderLifeShape = z.object({
  order: z
    .object({
      id: z.string(),
      updatedAt: time,
      cancelledAt: time.nullable(),
      cancelReason: z.string().nullable(),
      closed: z.boolean(),
      edited: z.boolean(),
      returnStatus: z.string().nullable(),
      note: z.string().nullable(),
      cancellation: z.object({ staffNote: z.string().nullable() }).nullable(),
      totalPriceSet: shownMoneyShape,
      totalRefundedSet: shownMoneyShape,
      shippingLine: z.object({ title: z.string() }).nullish(),
      lineItems: linesShape,
      fulfillmentOrders: fulfillmentOrdersShape,
      fulfillments: z.array(fulfillmentShape),
      transactions: z.array(transactionShape),
      refunds: z.array(refundShape),
    })
    .nullable(),
})

export const lifeAddressShape = z.object({
  order: z
    .object({
      shippingAddress: z
        .object({
          name: z.string().nullable(),
          company: z.string().nullable(),
          address1: z.string().nullable(),
          address2: z.string().nullable(),
          city: z.string().nullable(),
          provinceCode: z.string().nullable(),
          zip: z.string().nullable(),
          countryCodeV2: z.string().nullable(),
        })
        .nullable(),
    })
    .nullable(),
})

export const lifeLinesRestShape = z.object({
  order: z.object({ lineItems: linesShape }).nullable(),
})
export const lifeFulfillmentOrdersRestShape = z.object({
  order: z.object({ fulfillmentOrders: fulfillmentOrdersShape }).nullable(),
})
export const lifeReturnsShape = z.object({
  order: z.object({ returns: returnsShape }).nullable(),
})
export const fulfillmentOrderLinesRestShape = z.object({
  fulfillmentOrder: z.object({ lineItems: page(fulfillmentOrderLineShape) }).nullable(),
})
export const fulfillmentLinesRestShape = z.object({
  fulfillment: z.object({ fulfillmentLineItems: page(fulfillmentLineShape) }).nullable(),
})
export const refundLinesRestShape = z.object({
  refund: z.object({ refundLineItems: page(refundLineShape) }).nullable(),
})
export const returnLinesRestShape = z.object({
  return: z.object({ returnLineItems: page(returnLineShape) }).nullable(),
})

export type OrderLife = NonNullable<z.infer<typeof orderLifeShape>['order']>
export type ShownAddress = NonNullable<
  NonNullable<z.infer<typeof lifeAddressShape>['order']>['shippingAddress']
>
export type LifeLineNode = z.infer<typeof lineShape>
export type FulfillmentOrderNode = z.infer<typeof fulfillmentOrderShape>
export type FulfillmentNode = z.infer<typeof fulfillmentShape>
export type TransactionNode = z.infer<typeof transactionShape>
export type RefundNode = z.infer<typeof refundShape>
export type ReturnNode = z.infer<typeof returnShape>
