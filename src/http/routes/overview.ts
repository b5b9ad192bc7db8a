/** GET /api/overview: the first page of the console. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { judgeSettings } from '../../config/settings-door.ts'
import { readOverview } from '../../operations/overview/read-overview.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, json, refusals } from '../shapes/answers.ts'
import { overviewAnswer, overviewShape } from '../shapes/overview-shapes.ts'

const overviewRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/overview',
    summary: 'What needs a person, what leaves next, how the bridge is',
    security: bearer,
    middleware: requireKey(parts.deps, 'viewer'),
    request: {
      query: z.strictObject({
        ships: z.coerce.number().int().min(1).max(50).default(7),
        account: z.string().optional(),
      }),
    },
    responses: { 200: json(overviewShape, 'The overview'), ...refusals },
  })

export function addOverviewRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  app.openapi(overviewRoute(parts), async (context) => {
    const { ships } = context.req.valid('query')
    const accountId = context.get('accountId')
    const asked = { ships, door: judgeSettings }
    const overview = await readOverview(parts.deps, context.get('actor'), accountId, asked)
    return context.json(overviewAnswer(accountId, overview), 200)
  })
}
