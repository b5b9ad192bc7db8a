/** GET /api/activity: who did what. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { readActivity } from '../../store/read/audit-pages.ts'
import type { HttpEnv } from '../http-env.ts'
import { pageDefault, pageMax } from '../limits.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, refusals, time } from '../shapes/answers.ts'

const activityRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/activity',
    summary: 'What people did, newest first',
    security: bearer,
    middleware: requireKey(parts.deps, 'viewer'),
    request: {
      query: z.strictObject({
        after: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
        limit: z.coerce.number().int().min(1).max(pageMax).default(pageDefault),
        actor: z.string().max(200).optional(),
        subject: z.string().max(200).optional(),
        action: z.string().max(60).optional(),
        account: z.string().optional(),
      }),
    },
    responses: {
      200: json(
        z.object({
          rows: z.array(
            z.object({
              auditId: z.number().int(),
              at: time,
              actor: z.string().openapi({ example: 'person:Åsa Lind' }),
              action: z.string(),
              subject: z.string(),
              detail: z.record(z.string(), z.unknown()),
            }),
          ),
          next: z.number().int().nullable(),
        }),
        'A page',
      ),
      ...refusals,
    },
  })

export function addActivityRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  app.openapi(activityRoute(parts), async (context) => {
    const {
      after = null,
      limit,
      actor = null,
      subject = null,
      action = null,
    } = context.req.valid('query')
    const filter = { before: after, limit, actor, subject, action }
    const page = await readActivity(parts.deps.db, context.get('accountId'), filter)
    const rows = page.map(({ atMs, detail, ...row }) => ({
      ...row,
      detail: { ...detail },
      at: isoOf(atMs),
    }))
    const next = page.length < limit ? null : (page.at(-1)?.auditId ?? null)
    return context.json({ rows, next }, 200)
  })
}
