/** GET /api/overview: the first page of the console. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { judgeSettings } from '../../config/settings-door.ts'
import type { AccountId } from '../../core/ids.ts'
import { readOverview } from '../../operations/overview/read-overview.ts'
import { readLagHours } from '../../store/read/lag-hours.ts'
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

const hoursKeptMs = 30_000

type Hours = ReturnType<typeof readLagHours>

export function addOverviewRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { deps, monotonic } = parts
  const kept = new Map<AccountId, { readonly hours: Hours; readonly untilMs: number }>()
  const hoursOf = (accountId: AccountId): Hours => {
    const before = kept.get(accountId)
    if (before !== undefined && before.untilMs > monotonic.nowMs()) return before.hours
    const hours = readLagHours(deps.db, accountId)
    kept.set(accountId, { hours, untilMs: monotonic.nowMs() + hoursKeptMs })
    hours.catch(() => kept.delete(accountId))
    return hours
  }
  app.openapi(overviewRoute(parts), async (context) => {
    const { ships } = context.req.valid('query')
    const accountId = context.get('accountId')
    const asked = { ships, door: judgeSettings, hours: () => hoursOf(accountId) }
    const overview = await readOverview(deps, context.get('actor'), accountId, asked)
    return context.json(overviewAnswer(accountId, overview), 200)
  })
}
