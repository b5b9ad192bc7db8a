/** GET /api/notices, GET /api/notices/channels, POST /api/notices/test: what the merchant is told. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { judgeSettings } from '../../config/settings-door.ts'
import { noticeEvents, outsideChannels } from '../../core/notices/events.ts'
import { type ShownChannel, showChannels } from '../../operations/notices/channels.ts'
import { type ShownNotice, showNotices } from '../../operations/notices/list-notices.ts'
import { testNotices } from '../../operations/notices/test-notices.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, jsonBody, refusals, time } from '../shapes/answers.ts'

const channelName = z.enum(outsideChannels)
const states = ['waiting', 'sending', 'sent', 'unclear', 'dead'] as const

const noticeShape = z
  .object({
    noticeId: z.number().int(),
    at: time,
    event: z.enum([...noticeEvents, 'test']),
    severity: z.enum(['urgent', 'normal']),
    source: z.enum(['amazon', 'crossdock']).openapi({ description: 'Where it comes from' }),
    orderId: z.string().nullable(),
    code: z.string(),
    title: z.string(),
    lines: z.array(z.string()),
    links: z.array(z.object({ name: z.string(), url: z.string() })),
    deliveries: z.array(
      z.object({
        channel: z.string(),
        state: z.enum(states).or(z.string()),
        attempts: z.number().int(),
        code: z.string().nullable(),
      }),
    ),
  })
  .openapi('Notice')

const channelShape = z
  .object({
    channel: channelName,
    isSetUp: z.boolean(),
    hasSecret: z.boolean(),
    events: z.array(z.string()),
    waiting: z.number().int(),
    sent: z.number().int(),
    unclear: z.number().int(),
    dead: z.number().int(),
    lastSentAt: time.nullable(),
    lastCode: z.string().nullable(),
  })
  .openapi('NoticeChannel')

const listRoute = createRoute({
  method: 'get',
  path: '/api/notices',
  summary: 'Notices, newest first',
  security: bearer,
  request: {
    query: z.strictObject({
      show: z.enum(['console', 'failed', 'all']).default('console'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      after: z.coerce
        .number()
        .int()
        .positive()
        .max(Number.MAX_SAFE_INTEGER)
        .optional()
        .openapi({ description: '`next` of the page before' }),
    }),
  },
  responses: {
    200: json(
      z.object({ notices: z.array(noticeShape), next: z.number().int().nullable() }),
      'A page',
    ),
    ...refusals,
  },
})

const channelsRoute = createRoute({
  method: 'get',
  path: '/api/notices/channels',
  summary: 'The ways by which notices leave, and how they do',
  security: bearer,
  responses: { 200: json(z.object({ channels: z.array(channelShape) }), 'The ways'), ...refusals },
})

const testRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/notices/test',
    summary: 'Send a test by these ways',
    security: bearer,
    middleware: requireKey(parts.deps, 'operator'),
    request: { body: jsonBody(z.strictObject({ channels: z.array(channelName).min(1).max(3) })) },
    responses: {
      202: json(z.object({ channels: z.array(channelName) }), 'A worker sends it'),
      ...refusals,
    },
  })

export function addNoticeRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { deps } = parts
  app.openapi(listRoute, async (context) => {
    const { show, limit, after } = context.req.valid('query')
    const filter = { show, limit, before: after ?? null }
    const page = await showNotices(deps, context.get('actor'), context.get('accountId'), filter)
    const next = page.length < limit ? null : (page.at(-1)?.noticeId ?? null)
    return context.json({ notices: page.map(answerOf), next }, 200)
  })
  app.openapi(channelsRoute, async (context) => {
    const accountId = context.get('accountId')
    const all = await showChannels(deps, context.get('actor'), accountId, judgeSettings)
    return context.json({ channels: all.map(channelOf) }, 200)
  })
  app.openapi(testRoute(parts), async (context) => {
    const { channels } = context.req.valid('json')
    const request = { accountId: context.get('accountId'), channels }
    const sent = await testNotices(deps, context.get('actor'), request, judgeSettings)
    return context.json({ channels: [...sent.channels] }, 202)
  })
}

function answerOf({ atMs, lines, links, deliveries, ...notice }: ShownNotice) {
  return {
    ...notice,
    at: isoOf(atMs),
    lines: [...lines],
    links: [...links],
    deliveries: [...deliveries],
  }
}

function channelOf({ lastSentMs, events, ...state }: ShownChannel) {
  return { ...state, events: [...events], lastSentAt: isoOf(lastSentMs) }
}
