/** /api/stock: figures with their sums, one SKU with its history, audits, repairs, and the run that the guard stopped. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { approveRun } from '../../operations/stock/approve-run.ts'
import { repairSkus } from '../../operations/stock/repair-skus.ts'
import { showFigures, showPreview, showSku } from '../../operations/stock/show-stock.ts'
import { showAudits, startAudit } from '../../operations/stock/start-audit.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, json, jsonBody, refusals } from '../shapes/answers.ts'
import {
  auditAnswer,
  auditShape,
  countsShape,
  figureAnswer,
  figureShape,
  historyAnswer,
  historyShape,
} from '../shapes/stock-shapes.ts'

const sku = z.string().min(1).max(200)
const filters = ['all', 'differing', 'waiting', 'unknown', 'refused', 'held'] as const
const auditsMax = 50
const repairMax = 1_000

const listRoute = createRoute({
  method: 'get',
  path: '/api/stock/figures',
  summary: 'What Amazon shows of each SKU, what it shall show, and the sum',
  security: bearer,
  request: {
    query: z.strictObject({
      filter: z.enum(filters).default('all'),
      after: sku.optional().openapi({ description: '`next` of the page before' }),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
  },
  responses: {
    200: json(z.object({ figures: z.array(figureShape), next: z.string().nullable() }), 'A page'),
    ...refusals,
  },
})

const oneRoute = createRoute({
  method: 'get',
  path: '/api/stock/figures/{sku}',
  summary: 'One SKU in every marketplace, and what changed its figures, the newest first',
  security: bearer,
  request: { params: z.object({ sku }) },
  responses: {
    200: json(
      z.object({ figures: z.array(figureShape), history: z.array(historyShape) }),
      'The SKU',
    ),
    ...refusals,
  },
})

const previewRoute = createRoute({
  method: 'get',
  path: '/api/stock/preview',
  summary: 'What a run would change now: how many differ, and how many go to 0',
  security: bearer,
  responses: { 200: json(countsShape, 'The counts'), ...refusals },
})

const auditsRoute = createRoute({
  method: 'get',
  path: '/api/stock/audits',
  summary: 'Audits, the newest first, with what each found',
  security: bearer,
  request: {
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(auditsMax).default(10),
    }),
  },
  responses: { 200: json(z.object({ audits: z.array(auditShape) }), 'Audits'), ...refusals },
})

const auditRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/stock/audits',
    summary: 'Compare all figures on both sides now',
    security: bearer,
    middleware: requireKey(parts.deps, 'operator'),
    responses: { 200: json(auditShape, 'The audit that is under way'), ...refusals },
  })

const repairRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/stock/repairs',
    summary:
      'Set figures right and read them back: of these SKUs, or of all that the last audit found',
    security: bearer,
    middleware: requireKey(parts.deps, 'operator'),
    request: {
      body: jsonBody(
        z.strictObject({ skus: z.union([z.literal('all'), z.array(sku).min(1).max(repairMax)]) }),
      ),
    },
    responses: { 200: json(z.object({ repairing: z.array(z.string()) }), 'SKUs'), ...refusals },
  })

const approveRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/stock/approvals',
    summary: 'Let the run go that the guard against mass changes stopped',
    security: bearer,
    middleware: requireKey(parts.deps, 'operator'),
    responses: { 200: json(countsShape, 'What was let go'), ...refusals },
  })

export function addStockRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  addFigureRoutes(app, parts)
  const { deps } = parts
  app.openapi(auditsRoute, async (context) => {
    const { limit } = context.req.valid('query')
    const accountId = context.get('accountId')
    const audits = await showAudits(deps, context.get('actor'), accountId, limit)
    return context.json({ audits: audits.map(auditAnswer) }, 200)
  })
  app.openapi(auditRoute(parts), async (context) => {
    const audit = await startAudit(deps, context.get('actor'), context.get('accountId'))
    return context.json(auditAnswer(audit), 200)
  })
  app.openapi(repairRoute(parts), async (context) => {
    const { skus } = context.req.valid('json')
    const request = { accountId: context.get('accountId'), skus }
    const { repairing } = await repairSkus(deps, context.get('actor'), request)
    return context.json({ repairing: [...repairing] }, 200)
  })
  app.openapi(approveRoute(parts), async (context) => {
    const counts = await approveRun(deps, context.get('actor'), context.get('accountId'))
    return context.json(counts, 200)
  })
}

function addFigureRoutes(app: OpenAPIHono<HttpEnv>, { deps }: HttpParts): void {
  app.openapi(listRoute, async (context) => {
    const { filter, after, limit } = context.req.valid('query')
    const request = { accountId: context.get('accountId'), filter, limit, after: after ?? null }
    const page = await showFigures(deps, context.get('actor'), request)
    return context.json({ figures: page.figures.map(figureAnswer), next: page.next }, 200)
  })
  app.openapi(oneRoute, async (context) => {
    const request = { accountId: context.get('accountId'), ...context.req.valid('param') }
    const { figures, history } = await showSku(deps, context.get('actor'), request)
    const answer = { figures: figures.map(figureAnswer), history: history.map(historyAnswer) }
    return context.json(answer, 200)
  })
  app.openapi(previewRoute, async (context) =>
    context.json(await showPreview(deps, context.get('actor'), context.get('accountId')), 200),
  )
}
