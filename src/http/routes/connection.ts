/** /api/connection: which accounts are joined, whether all works, and the way out. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { disconnect } from '../../operations/connection/disconnect.ts'
import { examine } from '../../operations/doctor/examine.ts'
import { readConnectionPage } from '../../store/read/connection-page.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, jsonBody, refusals, time } from '../shapes/answers.ts'
import { checkAnswer, checksShape } from '../shapes/check-shapes.ts'

const connectionShape = z
  .object({
    accountId: z.string(),
    state: z.enum(['connected', 'disconnected', 'none']),
    shop: z.string().nullable(),
    currency: z.string().nullable(),
    region: z.string().nullable(),
    sellerId: z.string().nullable(),
    marketplaces: z.array(z.string()),
    connectedAt: time.nullable(),
    epoch: z.number().int().nullable(),
    readsAllOrders: z.boolean(),
    hasQueue: z.boolean(),
  })
  .openapi('Connection')

const readRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/connection',
    summary: 'Which seller account is joined with which shop',
    security: bearer,
    middleware: requireKey(parts.deps, 'viewer'),
    responses: { 200: json(connectionShape, 'The connection; no secrets'), ...refusals },
  })

const checksRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/connection/checks',
    summary: 'Try everything for real: roles, scopes, plan, location; nothing is written',
    security: bearer,
    middleware: requireKey(parts.deps, 'owner'),
    request: { body: jsonBody(z.strictObject({})) },
    responses: {
      200: json(checksShape, 'Each with its fix'),
      ...refusals,
    },
  })

const disconnectRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/connection/disconnect',
    summary: 'Take the connection away; all data stays',
    security: bearer,
    middleware: requireKey(parts.deps, 'owner'),
    request: { body: jsonBody(z.strictObject({ confirm: z.boolean() })) },
    responses: {
      200: json(z.object({ accountId: z.string(), epoch: z.number().int() }), 'Disconnected'),
      ...refusals,
    },
  })

export function addConnectionRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { deps } = parts
  app.openapi(readRoute(parts), async (context) => {
    const accountId = context.get('accountId')
    const { marketplaces, connectedAtMs, ...page } = await readConnectionPage(deps.db, accountId)
    const answer = { accountId, ...page, marketplaces: [...marketplaces] }
    return context.json({ ...answer, connectedAt: isoOf(connectedAtMs) }, 200)
  })
  app.openapi(checksRoute(parts), async (context) => {
    const probes = await parts.probes(context.get('accountId'))
    const lines = await examine(context.get('actor'), probes)
    const checks = lines.map(checkAnswer)
    return context.json({ checks }, 200)
  })
  app.openapi(disconnectRoute(parts), async (context) => {
    const request = { accountId: context.get('accountId'), ...context.req.valid('json') }
    return context.json(await disconnect(deps, context.get('actor'), request), 200)
  })
}
