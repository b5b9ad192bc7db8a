/** GET /api/incidents, GET and POST …/{incidentId}/close: what happened that should not. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { closeIncident, noteMax } from '../../operations/incidents/close-incident.ts'
import {
  type Incident,
  showIncident,
  showIncidents,
} from '../../operations/incidents/read-incidents.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, jsonBody, refusals, time } from '../shapes/answers.ts'

const idNumber = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)
const idParam = z.object({ incidentId: idNumber.openapi({ example: 7 }) })

const incidentShape = z
  .object({
    incidentId: z.number().int(),
    orderId: z.string().nullable(),
    code: z.string(),
    detail: z.record(z.string(), z.unknown()),
    at: time,
    closedAt: time.nullable(),
    closedBy: z.string().nullable(),
  })
  .openapi('Incident')

const listRoute = createRoute({
  method: 'get',
  path: '/api/incidents',
  summary: 'Incidents, newest first; the open ones unless asked otherwise',
  security: bearer,
  request: {
    query: z.strictObject({
      state: z.enum(['open', 'closed', 'all']).default('open'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      after: idNumber.optional().openapi({ description: '`next` of the page before' }),
    }),
  },
  responses: {
    200: json(
      z.object({ incidents: z.array(incidentShape), next: z.number().int().nullable() }),
      'A page',
    ),
    ...refusals,
  },
})

const oneRoute = createRoute({
  method: 'get',
  path: '/api/incidents/{incidentId}',
  summary: 'One incident',
  security: bearer,
  request: { params: idParam },
  responses: { 200: json(incidentShape, 'The incident'), ...refusals },
})

const closeRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/incidents/{incidentId}/close',
    summary: 'Close an incident, with a note of what came of it',
    security: bearer,
    middleware: requireKey(parts.deps, 'operator'),
    request: {
      params: idParam,
      body: jsonBody(z.strictObject({ note: z.string().min(1).max(noteMax) })),
    },
    responses: { 200: json(incidentShape, 'The incident, closed'), ...refusals },
  })

export function addIncidentRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { deps } = parts
  app.openapi(listRoute, async (context) => {
    const { state, limit, after } = context.req.valid('query')
    const filter = { state, limit, before: after ?? null }
    const accountId = context.get('accountId')
    const page = await showIncidents(deps, context.get('actor'), accountId, filter)
    const next = page.length < limit ? null : (page.at(-1)?.incidentId ?? null)
    return context.json({ incidents: page.map(answerOf), next }, 200)
  })
  app.openapi(oneRoute, async (context) => {
    const { incidentId } = context.req.valid('param')
    const request = { accountId: context.get('accountId'), incidentId }
    return context.json(answerOf(await showIncident(deps, context.get('actor'), request)), 200)
  })
  app.openapi(closeRoute(parts), async (context) => {
    const { incidentId } = context.req.valid('param')
    const { note } = context.req.valid('json')
    const request = { accountId: context.get('accountId'), incidentId, note }
    return context.json(answerOf(await closeIncident(deps, context.get('actor'), request)), 200)
  })
}

function answerOf({ atMs, closedAtMs, detail, ...incident }: Incident) {
  return { ...incident, detail: { ...detail }, at: isoOf(atMs), closedAt: isoOf(closedAtMs) }
}
