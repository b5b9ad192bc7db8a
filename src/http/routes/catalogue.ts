/** /api/catalogue: what both catalogues hold, what is wrong with listings, and what sells on one side only. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import {
  type CheckedListing,
  checkListings,
  findGaps,
} from '../../operations/catalog/check-listings.ts'
import { readCatalogueCounts, readDoubledSkus } from '../../store/read/listings.ts'
import type { HttpEnv } from '../http-env.ts'
import { pageDefault, pageMax } from '../limits.ts'
import type { HttpParts } from '../parts.ts'
import { bearer, isoOf, json, refusals, time } from '../shapes/answers.ts'

const count = z.number().int()
const limit = z.coerce.number().int().min(1).max(pageMax).default(pageDefault)
const fulfiller = z.enum(['MERCHANT', 'AMAZON']).nullable()

const countsRoute = createRoute({
  method: 'get',
  path: '/api/catalogue',
  summary: 'How many variants, listings and links there are, and when they were read',
  security: bearer,
  responses: {
    200: json(
      z.object({
        ...{ variants: count, variantsWithoutSku: count, doubledSkus: count },
        ...{ variantsOfDoubledSkus: count, listings: count, listingsGone: count },
        ...{ listingsUndetailed: count, listingsWithIssues: count, mappings: count },
        mappingsEverywhere: count,
        variantsReadAt: time.nullable(),
        listingsReadAt: time.nullable(),
      }),
      'The catalogues in figures',
    ),
    ...refusals,
  },
})

const doubledRoute = createRoute({
  method: 'get',
  path: '/api/catalogue/doubled-skus',
  summary: 'SKUs that several variants of the shop share: such a SKU matches nothing by itself',
  security: bearer,
  request: { query: z.strictObject({ after: z.string().max(255).optional(), limit }) },
  responses: {
    200: json(
      z.object({
        skus: z.array(
          z.object({
            sku: z.string(),
            variants: z.array(
              z.object({
                variantGid: z.string(),
                productTitle: z.string(),
                variantTitle: z.string(),
              }),
            ),
          }),
        ),
        next: z.string().nullable(),
      }),
      'By SKU',
    ),
    ...refusals,
  },
})

const listingShape = z
  .object({
    marketplaceId: z.string(),
    amazonSku: z.string(),
    asin: z.string().nullable(),
    title: z.string().nullable(),
    fulfilledBy: fulfiller,
    productType: z.string().nullable(),
    quantity: count.nullable(),
    status: z.string().nullable(),
    seenAt: time,
    link: z
      .object({
        how: z.enum(['mapping', 'everywhere', 'sku', 'former-sku']),
        components: z.array(z.object({ variantGid: z.string(), quantity: count })),
      })
      .nullable(),
    issues: z
      .array(
        z.object({
          code: z.string(),
          severity: z.string(),
          message: z.string().openapi({ description: 'In the words of Amazon' }),
          attributes: z.array(z.string()),
        }),
      )
      .nullable(),
    findings: z
      .array(z.object({ code: z.string(), amazon: z.string(), shopify: z.string().nullable() }))
      .nullable()
      .openapi({ description: 'Null: the details were not read yet' }),
  })
  .openapi('Listing')

const listingsRoute = createRoute({
  method: 'get',
  path: '/api/catalogue/listings',
  summary: 'Amazon listings with their links, the issues that Amazon names and our findings',
  security: bearer,
  request: {
    query: z.strictObject({
      which: z.enum(['all', 'issues', 'quality']).default('all'),
      search: z.string().max(255).optional().openapi({ description: 'The beginning of a SKU' }),
      after: z.string().max(300).optional(),
      limit,
    }),
  },
  responses: {
    200: json(
      z.object({ listings: z.array(listingShape), next: z.string().nullable() }),
      'By SKU; a page may come short and still have a next one',
    ),
    ...refusals,
  },
})

const gapsRoute = createRoute({
  method: 'get',
  path: '/api/catalogue/gaps',
  summary: 'What sells in the shop and is weak on Amazon, or not listed there',
  security: bearer,
  request: {
    query: z.strictObject({
      days: z.coerce.number().int().min(1).max(90).default(30),
      unitsMin: z.coerce.number().int().min(1).max(10_000).default(2),
      limit,
    }),
  },
  responses: {
    200: json(
      z.object({
        gaps: z.array(
          z.object({
            variantGid: z.string(),
            shopifySku: z.string().nullable(),
            productTitle: z.string(),
            variantTitle: z.string(),
            shopUnits: count,
            amazonUnits: count,
            gap: z.enum(['UNLISTED', 'INACTIVE', 'OUT_OF_STOCK', 'WEAK']),
            amazonSkus: z.array(z.string()),
          }),
        ),
        basis: z.object({
          days: count,
          orders: count.openapi({ description: 'Orders of the shop itself that we know' }),
          since: time.nullable().openapi({ description: 'The oldest of them' }),
        }),
      }),
      'The strongest in the shop first',
    ),
    ...refusals,
  },
})

export function addCatalogueRoutes(app: OpenAPIHono<HttpEnv>, { deps }: HttpParts): void {
  app.openapi(countsRoute, async (context) => {
    const counts = await readCatalogueCounts(deps.db, context.get('accountId'))
    const { variantsReadAtMs, listingsReadAtMs, ...figures } = counts
    const readAt = {
      variantsReadAt: variantsReadAtMs === null ? null : isoOf(variantsReadAtMs),
      listingsReadAt: listingsReadAtMs === null ? null : isoOf(listingsReadAtMs),
    }
    return context.json({ ...figures, ...readAt }, 200)
  })
  app.openapi(doubledRoute, async (context) => {
    const { after = null, ...rest } = context.req.valid('query')
    const page = await readDoubledSkus(deps.db, context.get('accountId'), { after, ...rest })
    const skus = page.skus.map((one) => ({ ...one, variants: [...one.variants] }))
    return context.json({ skus, next: page.next }, 200)
  })
  app.openapi(listingsRoute, async (context) => {
    const { after = null, search = null, ...rest } = context.req.valid('query')
    const request = { accountId: context.get('accountId'), after, search, ...rest }
    const page = await checkListings(deps, context.get('actor'), request)
    return context.json({ listings: page.listings.map(answerOf), next: page.next }, 200)
  })
  app.openapi(gapsRoute, async (context) => {
    const request = { accountId: context.get('accountId'), ...context.req.valid('query') }
    const { gaps, basis } = await findGaps(deps, context.get('actor'), request)
    const since = basis.sinceMs === null ? null : isoOf(basis.sinceMs)
    const answer = gaps.map(({ listings, ...gap }) => ({
      ...gap,
      amazonSkus: [...new Set(listings.map((one) => one.amazonSku))],
    }))
    return context.json(
      { gaps: answer, basis: { days: basis.days, orders: basis.orders, since } },
      200,
    )
  })
}

function answerOf(row: CheckedListing): z.input<typeof listingShape> {
  const { marketplaceId, amazonSku, asin, title, fulfilledBy, productType, quantity, status } = row
  const components = row.components.map((part) => ({ ...part }))
  return {
    ...{ marketplaceId, amazonSku, asin, title, fulfilledBy, productType, quantity, status },
    seenAt: isoOf(row.seenAtMs),
    link: row.how === null ? null : { how: row.how, components },
    issues: row.issues?.map((one) => ({ ...one, attributes: [...one.attributes] })) ?? null,
    findings: row.findings?.map((one) => ({ ...one })) ?? null,
  }
}
