/** GET and PUT of /api/settings and /api/lanes. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { judgeSettings } from '../../config/settings-door.ts'
import { changeSettings, readSettings } from '../../operations/connection/change-settings.ts'
import {
  type LaneName,
  laneNames,
  laneStates,
  readLanes,
  setLane,
} from '../../operations/connection/set-lane.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, json, jsonBody, refusals } from '../shapes/answers.ts'

const settingsShape = z.record(z.string(), z.record(z.string(), z.unknown())).openapi('Settings')
const state = z.enum(laneStates)
const lanes = {
  ...{ import: state, ship: state, cancel: state, refund: state, stock: state },
  ...{ feedback: state, returns: state },
} satisfies Record<LaneName, typeof state>
const lanesShape = z.object(lanes).openapi('Lanes')

const readRoute = createRoute({
  method: 'get',
  path: '/api/settings',
  summary: 'The settings, every default filled in',
  security: bearer,
  responses: { 200: json(settingsShape, 'The settings'), ...refusals },
})

const changeRoute = (parts: HttpParts) =>
  createRoute({
    method: 'put',
    path: '/api/settings',
    summary: 'Change settings: what is given is laid over what stands',
    security: bearer,
    middleware: requireKey(parts.deps, 'owner'),
    request: { body: jsonBody(settingsShape) },
    responses: {
      200: json(
        z.object({
          settings: settingsShape,
          changed: z.array(z.string()),
          reconsideredOrders: z.number().int(),
        }),
        'What changed, and how many orders look again',
      ),
      ...refusals,
    },
  })

const lanesRoute = createRoute({
  method: 'get',
  path: '/api/lanes',
  summary: 'Which lanes are live and which only watch',
  security: bearer,
  responses: { 200: json(lanesShape, 'The lanes'), ...refusals },
})

const setLanesRoute = (parts: HttpParts) =>
  createRoute({
    method: 'put',
    path: '/api/lanes',
    summary: 'Set lanes to live or watch',
    security: bearer,
    middleware: requireKey(parts.deps, 'owner'),
    request: { body: jsonBody(z.strictObject(lanes).partial()) },
    responses: {
      200: json(
        z.object({ lanes: lanesShape, reconsideredOrders: z.number().int() }),
        'The lanes now',
      ),
      ...refusals,
    },
  })

export function addSettingsRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { deps } = parts
  app.openapi(readRoute, async (context) => {
    const actor = context.get('actor')
    return context.json(
      await readSettings(deps, actor, context.get('accountId'), judgeSettings),
      200,
    )
  })
  app.openapi(changeRoute(parts), async (context) => {
    const request = { accountId: context.get('accountId'), change: context.req.valid('json') }
    const changed = await changeSettings(deps, context.get('actor'), request, judgeSettings)
    return context.json({ ...changed, changed: [...changed.changed] }, 200)
  })
  app.openapi(lanesRoute, async (context) => {
    const actor = context.get('actor')
    return context.json(await readLanes(deps, actor, context.get('accountId'), judgeSettings), 200)
  })
  app.openapi(setLanesRoute(parts), async (context) => {
    const wanted = context.req.valid('json')
    const [actor, accountId] = [context.get('actor'), context.get('accountId')]
    let reconsideredOrders = 0
    for (const lane of laneNames) {
      const to = wanted[lane]
      if (to === undefined) continue
      const request = { accountId, lane, state: to }
      reconsideredOrders += (await setLane(deps, actor, request, judgeSettings)).reconsideredOrders
    }
    const now = await readLanes(deps, actor, accountId, judgeSettings)
    return context.json({ lanes: now, reconsideredOrders }, 200)
  })
}
