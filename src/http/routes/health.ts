/** GET /healthz, /readyz, /metrics and /api/health: is the process there, may it take work, is all well? */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { readHealth } from '../../store/read/health.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpMetrics } from '../metrics.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, refusals, time } from '../shapes/answers.ts'

const lengthMs = z.number().nullable().openapi({ description: 'Milliseconds' })

const healthShape = z
  .object({
    connected: z.boolean(),
    alarms: z.array(z.string()),
    lastPoll: time.nullable(),
    lastNotification: time.nullable(),
    lastWebhook: time.nullable(),
    shopIndexAsOf: time.nullable(),
    catalogueRead: time.nullable(),
    importLag: z.object({
      imports: z.number().int().openapi({ description: 'Measured over the last day' }),
      p50Ms: lengthMs,
      p99Ms: lengthMs,
      overdue: z.number().int(),
    }),
    queue: z.object({
      due: z.number().int(),
      running: z.number().int(),
      parked: z.number().int(),
      oldestDue: time.nullable(),
    }),
    deadLetters: z.number().int(),
    openIncidents: z.array(z.object({ code: z.string(), count: z.number().int() })),
  })
  .openapi('Health')

const healthRoute = createRoute({
  method: 'get',
  path: '/api/health',
  summary: 'How the bridge is: last poll, last event, lag, what waits, what was given up',
  security: bearer,
  responses: { 200: json(healthShape, 'Health'), ...refusals },
})

const aliveRoute = createRoute({
  method: 'get',
  path: '/healthz',
  summary: 'The process answers',
  security: [],
  responses: { 200: json(z.object({ status: z.literal('ok') }), 'It does') },
})

const readyShape = z.object({
  ready: z.boolean(),
  database: z.enum(['ok', 'away']),
  migrations: z.enum(['ok', 'not-applied']),
  connection: z.enum(['connected', 'none']),
  work: z.enum(['ok', 'given-up', 'unknown']).openapi({
    description: 'Whether polls and sweeps run; webhooks and requests are taken all the same',
  }),
})

const readyRoute = createRoute({
  method: 'get',
  path: '/readyz',
  summary: 'Database, migrations and connection are there',
  security: [],
  responses: { 200: json(readyShape, 'Ready'), 503: json(readyShape, 'Not ready') },
})

export function addHealthRoutes(
  app: OpenAPIHono<HttpEnv>,
  parts: HttpParts,
  metrics: HttpMetrics,
): void {
  app.openapi(aliveRoute, (context) => context.json({ status: 'ok' } as const, 200))
  app.openapi(readyRoute, async (context) => {
    const parted = await parts.readiness()
    const { database, migrations, connection } = parted
    const ready = database === 'ok' && migrations === 'ok' && connection === 'connected'
    return context.json({ ready, ...parted }, ready ? 200 : 503)
  })
  app.openapi(healthRoute, async (context) => {
    const health = await readHealth(parts.deps.db, context.get('accountId'))
    const { connected, alarms, lag, queue, deadLetters, openIncidents } = health
    const answer = {
      connected,
      alarms: [...alarms],
      lastPoll: isoOf(health.lastPollMs),
      lastNotification: isoOf(health.lastNotificationMs),
      lastWebhook: isoOf(health.lastWebhookMs),
      shopIndexAsOf: isoOf(health.shopIndexAsOfMs),
      catalogueRead: isoOf(health.catalogueReadMs),
      importLag: { ...lag },
      queue: {
        due: queue.due,
        running: queue.running,
        parked: queue.parked,
        oldestDue: isoOf(queue.oldestDueMs),
      },
      deadLetters,
      openIncidents: [...openIncidents],
    }
    return context.json(answer, 200)
  })
  const needsKey = requireKey(parts.deps, 'viewer')
  app.get('/metrics', async (context) => {
    // A scraper on this machine needs no key; whoever comes through a proxy does.
    if (!isLocal(context)) await needsKey(context, async () => undefined)
    context.header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
    return context.body(await metrics.text())
  })
}

const loopback = /^(::1|(::ffff:)?127(\.\d+){3})$/
const ownNames = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i
const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip', 'cf-connecting-ip']

function isLocal(context: Context<HttpEnv>): boolean {
  const address = context.env?.incoming?.socket.remoteAddress ?? ''
  const proxied = proxyHeaders.some((name) => context.req.header(name) !== undefined)
  // A page whose name was turned to this machine comes under its own name.
  const host = context.req.header('host') ?? ''
  return loopback.test(address) && !proxied && ownNames.test(host)
}
