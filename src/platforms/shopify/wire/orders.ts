/**
 * The answers about orders (Admin API 2026-10) as far as we read them. Enums stay open strings.
 */
import { z } from 'zod'
import { moneyShape } from './money.ts'

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() })
const metafieldValue = z.object({ value: z.string() }).nullable()

export const userErrorsShape = z.array(
  z.object({
    code: z.string().nullish(),
    field: z.array(z.string()).nullable(),
    message: z.string(),
  }),
)

export const linesPageShape = z.object({
  nodes: z.array(
    z.object({
      title: z.string(),
      sku: z.string().nullable(),
      quantity: z.number().int(),
      variant: z.object({ id: z.string() }).nullable(),
    }),
  ),
  pageInfo,
})

export const fulfillmentOrdersPageShape = z.object({
  nodes: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      assignedLocation: z.object({ location: z.object({ id: z.string() }).nullable() }),
    }),
  ),
  pageInfo,
})

export const orderBodyShape = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime({ offset: true }),
  updatedAt: z.iso.datetime({ offset: true }),
  cancelledAt: z.iso.datetime({ offset: true }).nullable(),
  closed: z.boolean(),
  edited: z.boolean(),
  displayFinancialStatus: z.string().nullable(),
  displayFulfillmentStatus: z.string().nullable(),
  returnStatus: z.string().nullable(),
  sourceIdentifier: z.string().nullable(),
  tags: z.array(z.string()),
  app: z.object({ name: z.string() }).nullable(),
  totalPriceSet: z.object({ presentmentMoney: moneyShape }),
  amazonOrderId: metafieldValue,
  lineItems: linesPageShape,
  fulfillmentOrders: fulfillmentOrdersPageShape,
})

export const orderTracesShape = z.object({
  note: z.string().nullable(),
  customAttributes: z.array(z.object({ key: z.string(), value: z.string().nullable() })),
  metafields: z.object({
    nodes: z.array(z.object({ namespace: z.string(), key: z.string(), value: z.string() })),
  }),
})

export const wholeOrderShape = orderBodyShape.extend(orderTracesShape.shape)
export const orderCreateShape = z.object({
  orderCreate: z
    .object({ order: orderBodyShape.nullable(), userErrors: userErrorsShape })
    .nullable(),
})
export const orderByAmazonIdShape = z.object({ orderByIdentifier: wholeOrderShape.nullable() })
/** Each order of a page is read by itself: an unreadable one must not take the others with it. */
export const ordersPageShape = z.object({
  orders: z.object({ nodes: z.array(z.unknown()), pageInfo }),
})
export const orderIdShape = z.object({ id: z.string() })
export const orderReadShape = z.object({ order: wholeOrderShape.nullable() })
export const linesRestShape = z.object({
  order: z.object({ lineItems: linesPageShape }).nullable(),
})
export const fulfillmentOrdersRestShape = z.object({
  order: z.object({ fulfillmentOrders: fulfillmentOrdersPageShape }).nullable(),
})

export type UserErrors = z.infer<typeof userErrorsShape>
export type WholeOrder = z.infer<typeof wholeOrderShape>
export type OrderBody = z.infer<typeof orderBodyShape>
export type OrdersPage = z.infer<typeof ordersPageShape>['orders']
export type OrderTraces = z.infer<typeof orderTracesShape>
export type LinesPage = z.infer<typeof linesPageShape>
export type FulfillmentOrdersPage = z.infer<typeof fulfillmentOrdersPageShape>
