/** POST /api/orders/bulk, GET /api/bulk, …/{jobId}, …/stop: one verb said of many orders. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import {
  listBulk,
  runBulk,
  showBulk,
  startBulk,
  stopBulk,
} from '../../operations/bulk/bulk-verbs.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, jsonBody, refusals, time } from '../shapes/answers.ts'

const ordersMax = 5_000
const verb = z.enum(['export', 'dismiss', 'dismiss-holds'])

const jobShape = z
  .object({
    jobId: z.string(),
    verb,
    code: z.string().nullable(),
    by: z.string(),
    state: z.enum(['running', 'stopping', 'stopped', 'done']),
    total: z.number().int(),
    done: z.number().int(),
    failed: z.number().int(),
    refusals: z.array(
      z.object({
        code: z.string(),
        cause: z.string(),
        count: z.number().int(),
        orders: z.array(z.string()),
      }),
    ),
    startedAt: time,
    endedAt: time.nullable(),
  })
  .openapi('BulkJob')

const jobParam = z.object({ jobId: z.string().max(100) })

const startRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/orders/bulk',
    summary: 'Say one verb of many orders',
    security: bearer,
    middleware: requireKey(parts.deps, 'operator'),
    request: {
      body: jsonBody(
        z.strictObject({
          verb,
          code: z.string().max(64).optional().openapi({ description: 'Only holds with this code' }),
          orderIds: z.array(z.string().max(64)).min(1).max(ordersMax),
        }),
      ),
    },
    responses: { 202: json(z.object({ jobId: z.string() }), 'Begun'), ...refusals },
  })

const listRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/bulk',
    summary: 'The newest twenty jobs',
    security: bearer,
    middleware: requireKey(parts.deps, 'viewer'),
    responses: { 200: json(z.object({ jobs: z.array(jobShape) }), 'Newest first'), ...refusals },
  })

const oneRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/bulk/{jobId}',
    summary: 'How far a job came',
    security: bearer,
    middleware: requireKey(parts.deps, 'viewer'),
    request: { params: jobParam },
    responses: { 200: json(jobShape, 'The job'), ...refusals },
  })

const stopRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/bulk/{jobId}/stop',
    summary: 'Stop a job after the order at hand',
    security: bearer,
    middleware: requireKey(parts.deps, 'operator'),
    request: { params: jobParam, body: jsonBody(z.strictObject({})) },
    responses: { 200: json(jobShape, 'The job'), ...refusals },
  })

type Job = Awaited<ReturnType<typeof showBulk>>

/** Answers how to leave what runs: others take it up. */
export function addBulkRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): () => Promise<void> {
  const { deps } = parts
  /** Behind the answer's back; a job that failed is taken up by whoever looks at it next. */
  const stopping = new AbortController()
  const runs = new Set<Promise<void>>()
  const run = (accountId: Job['accountId'], jobId: string) => {
    const mine = runBulk(deps, accountId, jobId, stopping.signal)
      .catch(() => parts.log.warn('a bulk job was interrupted'))
      .finally(() => runs.delete(mine))
    runs.add(mine)
  }

  app.openapi(startRoute(parts), async (context) => {
    const { verb, code = null, orderIds } = context.req.valid('json')
    const accountId = context.get('accountId')
    const wish = { accountId, verb, code, orderIds }
    const jobId = await startBulk(deps, context.get('actor'), wish)
    run(accountId, jobId)
    return context.json({ jobId }, 202)
  })
  app.openapi(listRoute(parts), async (context) => {
    const jobs = await listBulk(deps, context.get('actor'), context.get('accountId'))
    return context.json({ jobs: jobs.map(jobAnswer) }, 200)
  })
  app.openapi(oneRoute(parts), async (context) => {
    const accountId = context.get('accountId')
    const { jobId } = context.req.valid('param')
    const job = await showBulk(deps, context.get('actor'), { accountId, jobId })
    if (job.state === 'running' || job.state === 'stopping') run(accountId, jobId)
    return context.json(jobAnswer(job), 200)
  })
  app.openapi(stopRoute(parts), async (context) => {
    const request = { accountId: context.get('accountId'), ...context.req.valid('param') }
    return context.json(jobAnswer(await stopBulk(deps, context.get('actor'), request)), 200)
  })
  return async () => {
    stopping.abort()
    await Promise.all(runs)
  }
}

function jobAnswer({ accountId: _account, startedAtMs, endedAtMs, refusals, ...job }: Job) {
  return {
    ...job,
    refusals: refusals.map((refusal) => ({ ...refusal, orders: [...refusal.orders] })),
    startedAt: isoOf(startedAtMs),
    endedAt: isoOf(endedAtMs),
  }
}
