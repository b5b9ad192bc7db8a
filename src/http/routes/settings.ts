/** GET and PUT of /api/settings and /api/lanes. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { judgeSettings } from '../../config/settings-door.ts'
import { changeSettings, readSettings } from '../../operations/connection/change-settings.ts'
import { previewSettings } from '../../operations/connection/preview-settings.ts'
import {
  type LaneName,
  laneNames,
  laneStates,
  readLanes,
  setLane,
} from '../../operations/connection/set-lane.ts'
import { previewLanes } from '../../store/read/concerns.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, jsonBody, refusals, time } from '../shapes/answers.ts'

const settingsShape = z.record(z.string(), z.record(z.string(), z.unknown())).openapi('Settings')
const state = z.enum(laneStates)
const lanes = {
  ...{ import: state, ship: state, cancel: state, refund: state, stock: state },
  ...{ feedback: state, returns: state },
} satisfies Record<LaneName, typeof state>
const previewShape = z
  .object({
    days: z.number().int(),
    from: time,
    orders: z.number().int(),
    more: z.boolean(),
    tallies: z.array(
      z.object({
        outcome: z.enum(['import', 'hold', 'wait', 'rest']),
        code: z.string(),
        text: z.string(),
        present: z.number().int(),
        wanted: z.number().int(),
      }),
    ),
    examples: z.array(z.object({ orderId: z.string(), from: z.string(), to: z.string() })),
  })
  .openapi('SettingsPreview')
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

const previewRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/settings/preview',
    summary: 'A dry run: what these settings would have done with the last 30 days',
    security: bearer,
    middleware: requireKey(parts.deps, 'owner'),
    request: { body: jsonBody(settingsShape) },
    responses: { 200: json(previewShape, 'Nothing was changed'), ...refusals },
  })

const lanePreviewRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/lanes/preview',
    summary: 'What each lane that only watches would do now',
    security: bearer,
    middleware: requireKey(parts.deps, 'viewer'),
    responses: {
      200: json(
        z.object({
          lanes: z.array(
            z.object({
              concern: z.string(),
              what: z.string().openapi({ description: 'The effect that it would have' }),
              orders: z.number().int(),
            }),
          ),
        }),
        'Counted by effect',
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
  app.openapi(previewRoute(parts), async (context) => {
    const request = { accountId: context.get('accountId'), change: context.req.valid('json') }
    const actor = context.get('actor')
    const preview = await previewSettings(deps, actor, request, judgeSettings, parts.policyOf)
    const { fromMs, tallies, examples, ...counts } = preview
    const answer = { ...counts, tallies: [...tallies], examples: [...examples] }
    return context.json({ ...answer, from: isoOf(fromMs) }, 200)
  })
  app.openapi(lanePreviewRoute(parts), async (context) => {
    const would = await previewLanes(deps.db, context.get('accountId'))
    const lanes = would.map(({ concern, would: what, orders }) => ({ concern, what, orders }))
    return context.json({ lanes }, 200)
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
