/** /api/mappings/inbox and the links made from it: what orders wait for, with suggestions; link and undo. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { LinkEvidence } from '../../core/catalog/suggest.ts'
import { linkSku } from '../../operations/catalog/link-sku.ts'
import { quantityMax } from '../../operations/catalog/resolve-components.ts'
import { type SuggestedSku, suggestLinksFor } from '../../operations/catalog/suggest-links.ts'
import { readLinkProgress, unlinkSku } from '../../operations/catalog/unlink-sku.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, jsonBody, refusals, time } from '../shapes/answers.ts'

const sku = z.string().trim().min(1).max(255)
const pieces = z.array(z.object({ text: z.string(), same: z.boolean() }))
const difference = z.object({
  characters: z.number().int(),
  amazon: pieces,
  shopify: pieces,
})

const evidenceShape = z
  .object({
    is: z.enum(['same-barcode', 'same-sku', 'near-sku', 'longer-sku', 'title']),
    barcode: z.string().optional(),
    difference: difference.optional(),
    options: z.enum(['none', 'all-named', 'some-named']).optional(),
    unnamed: z.array(z.string()).optional(),
  })
  .openapi('LinkEvidence')

const suggestedShape = z
  .object({
    amazonSku: z.string(),
    title: z.string().nullable(),
    asin: z.string().nullable(),
    fulfilledBy: z.enum(['MERCHANT', 'AMAZON']).nullable(),
    marketplaceIds: z.array(z.string()),
    why: z.enum(['unmapped', 'ambiguous']),
    waiting: z.number().int().openapi({ description: 'Orders that wait for it' }),
    orders: z
      .array(z.object({ orderId: z.string(), placedAt: time.nullable(), shipBy: time.nullable() }))
      .openapi({ description: 'The most urgent, 20 at most' }),
    suggestions: z.array(
      z.object({
        variantGid: z.string(),
        shopifySku: z.string().nullable(),
        productTitle: z.string(),
        variantTitle: z.string(),
        strength: z.enum(['strong', 'likely', 'weak']),
        evidence: z.array(evidenceShape),
      }),
    ),
  })
  .openapi('SuggestedSku')

const inboxRoute = createRoute({
  method: 'get',
  path: '/api/mappings/inbox',
  summary: 'Amazon SKUs that orders wait for, or that nothing links, with suggestions',
  security: bearer,
  request: {
    query: z.strictObject({
      which: z.enum(['waiting', 'unlinked']).default('waiting'),
      after: z.string().max(300).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(25),
    }),
  },
  responses: {
    200: json(
      z.object({
        skus: z.array(suggestedShape),
        total: z.object({ skus: z.number().int(), orders: z.number().int() }).nullable(),
        next: z.string().nullable(),
      }),
      'By orders waiting, most first; nothing is linked by this',
    ),
    ...refusals,
  },
})

const components = z
  .array(
    z.strictObject({
      variant: sku.openapi({ description: 'A Shopify SKU, or the gid of a variant' }),
      quantity: z.number().int().min(1).max(quantityMax).default(1),
    }),
  )
  .min(1)
  .max(50)

const parts = z.array(z.object({ variantGid: z.string(), quantity: z.number().int() }))

const linkRoute = ({ deps }: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/mappings/link',
    summary: 'Link an Amazon SKU; all orders that waited for it go on by themselves',
    security: bearer,
    middleware: requireKey(deps, 'operator'),
    request: {
      body: jsonBody(
        z.strictObject({
          amazonSku: sku,
          components,
          everywhere: z
            .boolean()
            .default(false)
            .openapi({ description: 'For every connection of this installation; an owner may' }),
        }),
      ),
    },
    responses: {
      200: json(
        z.object({
          amazonSku: z.string(),
          components: parts,
          everywhere: z.boolean(),
          replayedOrders: z.number().int(),
          undo: z.string().openapi({ description: 'Takes the link back, for a day' }),
        }),
        'Linked',
      ),
      ...refusals,
    },
  })

const undoBody = jsonBody(z.strictObject({ undo: z.string().min(1).max(100) }))

const unlinkRoute = ({ deps }: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/mappings/unlink',
    summary: 'Take a link back by the token of its answer',
    security: bearer,
    middleware: requireKey(deps, 'operator'),
    request: { body: undoBody },
    responses: {
      200: json(
        z.object({
          amazonSku: z.string(),
          components: parts.nullable(),
          importedMeanwhile: z.number().int(),
        }),
        'What stood before stands again',
      ),
      ...refusals,
    },
  })

const progressRoute = createRoute({
  method: 'get',
  path: '/api/mappings/link',
  summary: 'How the orders fare that waited for a link',
  security: bearer,
  request: { query: z.strictObject({ undo: z.string().min(1).max(100) }) },
  responses: {
    200: json(
      z.object({
        amazonSku: z.string(),
        waited: z.number().int(),
        imported: z.number().int(),
        held: z.number().int(),
        working: z.number().int(),
      }),
      'By their last decision',
    ),
    ...refusals,
  },
})

export function addMappingInbox(app: OpenAPIHono<HttpEnv>, httpParts: HttpParts): void {
  const { deps } = httpParts
  app.openapi(inboxRoute, async (context) => {
    const { which, after = null, limit } = context.req.valid('query')
    const request = { accountId: context.get('accountId'), which, after, limit }
    const found = await suggestLinksFor(deps, context.get('actor'), request)
    return context.json({ ...found, skus: found.skus.map(answerOf) }, 200)
  })
  app.openapi(linkRoute(httpParts), async (context) => {
    const request = { accountId: context.get('accountId'), ...context.req.valid('json') }
    const linked = await linkSku(deps, context.get('actor'), request)
    return context.json({ ...linked, components: [...linked.components] }, 200)
  })
  app.openapi(unlinkRoute(httpParts), async (context) => {
    const request = { accountId: context.get('accountId'), ...context.req.valid('json') }
    const unlinked = await unlinkSku(deps, context.get('actor'), request)
    const now = unlinked.components === null ? null : [...unlinked.components]
    return context.json({ ...unlinked, components: now }, 200)
  })
  app.openapi(progressRoute, async (context) => {
    const request = { accountId: context.get('accountId'), ...context.req.valid('query') }
    return context.json(await readLinkProgress(deps, context.get('actor'), request), 200)
  })
}

function answerOf(one: SuggestedSku): z.input<typeof suggestedShape> {
  const { amazonSku, title, asin, fulfilledBy, why, waiting } = one
  return {
    ...{ amazonSku, title, asin, fulfilledBy, why, waiting },
    marketplaceIds: [...one.marketplaceIds],
    orders: one.orders.map(({ orderId, placedAtMs, shipByMs }) => ({
      orderId,
      placedAt: placedAtMs === null ? null : isoOf(placedAtMs),
      shipBy: shipByMs === null ? null : isoOf(shipByMs),
    })),
    suggestions: one.suggestions.map(({ variant, strength, evidence }) => ({
      variantGid: variant.variantGid,
      shopifySku: variant.sku,
      productTitle: variant.productTitle,
      variantTitle: variant.variantTitle,
      strength,
      evidence: evidence.map(evidenceOf),
    })),
  }
}

function evidenceOf(evidence: LinkEvidence): z.input<typeof evidenceShape> {
  if (evidence.is === 'same-barcode') return evidence
  if (evidence.is === 'title') return { ...evidence, unnamed: [...evidence.unnamed] }
  const { characters, amazon, shopify } = evidence.difference
  const marked = { characters, amazon: [...amazon], shopify: [...shopify] }
  return { is: evidence.is, difference: marked }
}
