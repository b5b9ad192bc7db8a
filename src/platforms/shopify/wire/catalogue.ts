/** The answers about variants, stock and locations (Admin API 2026-10) as far as we read them. */
import { z } from 'zod'

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() })
const productShape = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  vendor: z.string().nullish(),
})

/** Prices of variants are in the shop's own currency. */
const shopShape = z.object({ currencyCode: z.string() })

const variantFactsShape = z.object({
  id: z.string(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  title: z.string(),
  price: z.string(),
  updatedAt: z.iso.datetime({ offset: true }),
  selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })),
  inventoryItem: z.object({ id: z.string(), tracked: z.boolean() }),
})

export const catalogueSizeShape = z.object({
  productVariantsCount: z.object({ count: z.number().int() }).nullable(),
})

/** One line of a bulk operation's document. */
export const bulkVariantShape = variantFactsShape.extend({ product: productShape })

export const bulkRunShape = z.object({
  bulkOperationRunQuery: z
    .object({
      bulkOperation: z.object({ id: z.string() }).nullable(),
      userErrors: z.array(z.object({ message: z.string(), code: z.string().nullish() })),
    })
    .nullable(),
})

export const bulkStateShape = z.object({
  shop: shopShape,
  bulkOperation: z
    .object({
      id: z.string(),
      status: z.string(),
      errorCode: z.string().nullable(),
      rootObjectCount: z.union([z.string(), z.number()]).transform(Number),
      url: z.string().nullable(),
    })
    .nullable(),
})

export const variantsPageShape = z.object({
  shop: shopShape,
  productVariants: z.object({
    nodes: z.array(variantFactsShape.extend({ product: productShape })),
    pageInfo,
  }),
})

export const productVariantsShape = z.object({
  shop: shopShape,
  product: productShape
    .extend({ variants: z.object({ nodes: z.array(variantFactsShape), pageInfo }) })
    .nullable(),
})

const stockNodeShape = z.object({
  id: z.string(),
  sku: z.string().nullable(),
  inventoryItem: z.object({
    id: z.string(),
    tracked: z.boolean(),
    inventoryLevels: z.object({
      nodes: z.array(
        z.object({
          isActive: z.boolean(),
          location: z.object({ id: z.string(), name: z.string() }),
          quantities: z.array(z.object({ name: z.string(), quantity: z.number().int() })),
        }),
      ),
      pageInfo: z.object({ hasNextPage: z.boolean() }),
    }),
  }),
})

/** An id that is no variant any more comes as null; one of another kind as an empty object. */
export const variantStockShape = z.object({
  nodes: z.array(z.union([stockNodeShape, z.strictObject({}).transform(() => null), z.null()])),
})

export const locationsShape = z.object({
  locations: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        isActive: z.boolean(),
        fulfillsOnlineOrders: z.boolean(),
        isFulfillmentService: z.boolean(),
        address: z.object({ countryCode: z.string().nullable() }),
      }),
    ),
    pageInfo,
  }),
})

export type VariantFacts = z.infer<typeof variantFactsShape>
export type ProductFacts = z.infer<typeof productShape>
export type StockNode = z.infer<typeof stockNodeShape>
export type LocationsPage = z.infer<typeof locationsShape>['locations']
