/** /api/mappings: the table from Amazon SKUs to Shopify variants, by piece and as CSV. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { stream } from 'hono/streaming'
import { exportMappings } from '../../operations/catalog/export-mappings.ts'
import { importMappings } from '../../operations/catalog/import-mappings.ts'
import { mapSku } from '../../operations/catalog/map-sku.ts'
import { quantityMax } from '../../operations/catalog/resolve-components.ts'
import { unmapSku } from '../../operations/catalog/unmap-sku.ts'
import { type MappingRow, readMappings } from '../../store/read/mappings.ts'
import { tooLarge } from '../body-limits.ts'
import type { HttpEnv } from '../http-env.ts'
import { csvMaxBytes, pageDefault, pageMax } from '../limits.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, jsonBody, refusals, time } from '../shapes/answers.ts'

/** Rows of a dry run in one answer. */
const rowsShown = 5_000

const sku = z.string().trim().min(1).max(255)

const mappingShape = z
  .object({
    amazonSku: z.string(),
    components: z.array(
      z.object({
        variantGid: z.string(),
        quantity: z.number().int(),
        shopifySku: z.string().nullable(),
        productTitle: z.string().nullable(),
        variantTitle: z.string().nullable(),
        gone: z.boolean(),
      }),
    ),
    everywhere: z.boolean().openapi({ description: 'Holds for every connection' }),
    by: z.string(),
    at: time,
  })
  .openapi('Mapping')

const listRoute = createRoute({
  method: 'get',
  path: '/api/mappings',
  summary: 'Mappings, by Amazon SKU',
  security: bearer,
  request: {
    query: z.strictObject({
      search: z.string().max(255).optional().openapi({ description: 'The beginning of a SKU' }),
      after: z.string().max(255).optional(),
      limit: z.coerce.number().int().min(1).max(pageMax).default(pageDefault),
    }),
  },
  responses: {
    200: json(
      z.object({ mappings: z.array(mappingShape), next: z.string().nullable() }),
      'A page of mappings',
    ),
    ...refusals,
  },
})

const mapRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/mappings',
    summary: 'Map an Amazon SKU; held orders with it go on by themselves',
    security: bearer,
    middleware: requireKey(parts.deps, 'operator'),
    request: {
      body: jsonBody(
        z.strictObject({
          amazonSku: sku,
          components: z
            .array(
              z.strictObject({
                variant: sku.openapi({ description: 'A Shopify SKU, or the gid of a variant' }),
                quantity: z.number().int().min(1).max(quantityMax).default(1),
              }),
            )
            .min(1)
            .max(50),
        }),
      ),
    },
    responses: {
      200: json(
        z.object({
          amazonSku: z.string(),
          components: z.array(z.object({ variantGid: z.string(), quantity: z.number().int() })),
          replayedOrders: z.number().int(),
        }),
        'Mapped',
      ),
      ...refusals,
    },
  })

const unmapRoute = (parts: HttpParts) =>
  createRoute({
    method: 'delete',
    path: '/api/mappings',
    summary: 'Take a mapping away',
    security: bearer,
    middleware: requireKey(parts.deps, 'operator'),
    request: {
      query: z.strictObject({
        amazonSku: sku,
        everywhere: z.enum(['true', 'false']).default('false'),
      }),
    },
    responses: {
      200: json(
        z.object({ amazonSku: z.string(), replayedOrders: z.number().int() }),
        'Taken away',
      ),
      ...refusals,
    },
  })

const importRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/mappings/csv',
    summary: 'Take a table: amazon_sku, shopify_sku or variant_gid, quantity',
    security: bearer,
    middleware: [requireKey(parts.deps, 'operator'), bodyLimit(tooLarge(csvMaxBytes))] as const,
    request: {
      query: z.strictObject({
        onBadRows: z.enum(['apply-good', 'refuse-all']).default('refuse-all'),
        dryRun: z
          .enum(['true', 'false'])
          .default('false')
          .openapi({ description: 'Says what each row would do, and writes nothing' }),
      }),
      body: { content: { 'text/csv': { schema: z.string() } }, required: true },
    },
    responses: {
      200: json(
        z.object({
          applied: z.number().int(),
          bad: z.array(
            z.object({ line: z.number().int(), amazonSku: z.string(), reason: z.string() }),
          ),
          replayedOrders: z.number().int(),
          rows: z
            .array(
              z.object({
                line: z.number().int(),
                amazonSku: z.string(),
                variantGid: z.string(),
                quantity: z.number().int(),
                everywhere: z.boolean(),
                outcome: z.enum(['new', 'changed', 'same']),
              }),
            )
            .optional()
            .openapi({ description: 'Of a dry run: what each good row would do, 5,000 at most' }),
        }),
        'What was applied, and the rows that were not',
      ),
      ...refusals,
    },
  })

const exportRoute = createRoute({
  method: 'get',
  path: '/api/mappings.csv',
  summary: 'The whole table as CSV',
  security: bearer,
  responses: {
    200: { content: { 'text/csv': { schema: z.string() } }, description: 'The table' },
    ...refusals,
  },
})

export function addMappingRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { deps } = parts
  app.openapi(listRoute, async (context) => {
    const { after = null, limit, search = null } = context.req.valid('query')
    const page = await readMappings(deps.db, context.get('accountId'), { after, limit, search })
    return context.json({ mappings: page.mappings.map(answerOf), next: page.next }, 200)
  })
  app.openapi(mapRoute(parts), async (context) => {
    const request = { accountId: context.get('accountId'), ...context.req.valid('json') }
    const mapped = await mapSku(deps, context.get('actor'), request)
    return context.json({ ...mapped, components: [...mapped.components] }, 200)
  })
  app.openapi(unmapRoute(parts), async (context) => {
    const { amazonSku, everywhere: all } = context.req.valid('query')
    const request = { accountId: context.get('accountId'), amazonSku, everywhere: all === 'true' }
    return context.json(await unmapSku(deps, context.get('actor'), request), 200)
  })
  app.openapi(importRoute(parts), async (context) => {
    const { onBadRows, dryRun } = context.req.valid('query')
    const csv = await context.req.text()
    const preview = dryRun === 'true'
    const request = { accountId: context.get('accountId'), csv, onBadRows, dryRun: preview }
    const { rows, bad, ...rest } = await importMappings(deps, context.get('actor'), request)
    const shown = preview ? { rows: rows.slice(0, rowsShown) } : {}
    return context.json({ ...rest, bad: [...bad], ...shown }, 200)
  })
  app.openapi(exportRoute, (context) => {
    const pieces = exportMappings(deps, context.get('actor'), context.get('accountId'))
    context.header('content-type', 'text/csv; charset=utf-8')
    context.header('content-disposition', 'attachment; filename="mappings.csv"')
    return stream(context, async (out) => {
      for await (const piece of pieces) await out.write(piece)
    })
  })
}

function answerOf(row: MappingRow): z.input<typeof mappingShape> {
  return {
    amazonSku: row.amazonSku,
    components: row.components.map((part) => ({ ...part })),
    everywhere: row.everywhere,
    by: row.by,
    at: isoOf(row.atMs),
  }
}
