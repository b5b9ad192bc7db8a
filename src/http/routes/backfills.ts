/** POST and GET of /api/backfills. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { listBackfills } from '../../operations/backfill/list-backfills.ts'
import { startBackfill } from '../../operations/backfill/start-backfill.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, jsonBody, refusals, time } from '../shapes/answers.ts'

const startedShape = z.object({
  backfillId: z.string(),
  from: time,
  to: time,
  isNew: z.boolean().openapi({ description: 'False: this window is being read already' }),
})

const startRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/backfills',
    summary: 'Import orders that were placed in a window',
    security: bearer,
    middleware: requireKey(parts.deps, 'operator'),
    request: {
      body: jsonBody(
        z.strictObject({
          from: z.iso.datetime({ offset: true }),
          to: z.iso.datetime({ offset: true }).optional(),
        }),
      ),
    },
    responses: { 202: json(startedShape, 'Begun'), ...refusals },
  })

const listRoute = createRoute({
  method: 'get',
  path: '/api/backfills',
  summary: 'Backfills, newest first',
  security: bearer,
  responses: {
    200: json(
      z.object({
        backfills: z.array(
          z.object({
            backfillId: z.string(),
            from: time,
            to: time,
            state: z.string(),
            ordersSeen: z.number().int(),
            requestedBy: z.string(),
            at: time,
            doneAt: time.nullable(),
          }),
        ),
      }),
      'The newest hundred',
    ),
    ...refusals,
  },
})

export function addBackfillRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { deps } = parts
  app.openapi(startRoute(parts), async (context) => {
    const { from, to } = context.req.valid('json')
    const started = await startBackfill(deps, context.get('actor'), {
      accountId: context.get('accountId'),
      fromMs: Date.parse(from),
      toMs: to === undefined ? null : Date.parse(to),
    })
    const { backfillId, fromMs, toMs, isNew } = started
    return context.json({ backfillId, from: isoOf(fromMs), to: isoOf(toMs), isNew }, 202)
  })
  app.openapi(listRoute, async (context) => {
    const all = await listBackfills(deps, context.get('actor'), context.get('accountId'))
    const backfills = all.map(({ fromMs, toMs, atMs, doneAtMs, ...rest }) => ({
      ...rest,
      from: isoOf(fromMs),
      to: isoOf(toMs),
      at: isoOf(atMs),
      doneAt: isoOf(doneAtMs),
    }))
    return context.json({ backfills }, 200)
  })
}
