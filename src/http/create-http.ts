/**
 * The HTTP API. Routes parse, call an operation or a read model, and answer; no rule of the business is
 * here. Every route below /api needs a key or a session; errors are problem+json; no other site may
 * call it (no CORS headers). Everything else is the console's pages.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { matchedRoutes } from 'hono/route'
import { secureHeaders } from 'hono/secure-headers'
import { version } from '../config/version.ts'
import { tooLarge } from './body-limits.ts'
import { addConsole } from './console-files.ts'
import { createChangeHub } from './events/change-hub.ts'
import type { HttpEnv } from './http-env.ts'
import { bodyMaxBytes } from './limits.ts'
import { createMetrics, type HttpMetrics } from './metrics.ts'
import type { HttpParts } from './parts.ts'
import { answerError, HttpProblem, problemAnswer } from './problem.ts'
import { requireKey } from './require-key.ts'
import { addActivityRoutes } from './routes/activity.ts'
import { addAddressRoute } from './routes/address.ts'
import { addBackfillRoutes } from './routes/backfills.ts'
import { addBulkRoutes } from './routes/bulk.ts'
import { addCatalogueRoutes } from './routes/catalogue.ts'
import { addConnectionRoutes } from './routes/connection.ts'
import { addEventRoutes } from './routes/events.ts'
import { addHealthRoutes } from './routes/health.ts'
import { addHolds } from './routes/holds.ts'
import { addIncidentRoutes } from './routes/incidents.ts'
import { addKeyRoutes } from './routes/keys.ts'
import { addMappingInbox } from './routes/mapping-inbox.ts'
import { addMappingRoutes } from './routes/mappings.ts'
import { addOwnRoutes } from './routes/me.ts'
import { addNoticeRoutes } from './routes/notices.ts'
import { addOrderListRoutes } from './routes/order-list.ts'
import { addOrderVerbs } from './routes/order-verbs.ts'
import { addOrderRoutes } from './routes/orders.ts'
import { addOrdersCsvRoute } from './routes/orders-csv.ts'
import { addOverviewRoutes } from './routes/overview.ts'
import { addOwnViewRoutes } from './routes/own-views.ts'
import { addPeopleRoutes } from './routes/people.ts'
import { addQuarantineRoutes } from './routes/quarantine.ts'
import { addRefundSplitRoutes } from './routes/refund-split.ts'
import { addSessionRoutes } from './routes/session.ts'
import { addSetUpRoutes } from './routes/set-up.ts'
import { addSettingsRoutes } from './routes/settings.ts'
import { addStockRoutes } from './routes/stock.ts'
import { addWebhookRoutes } from './routes/webhooks.ts'
import { unsoundRequest } from './unsound-request.ts'

export type Http = {
  readonly app: OpenAPIHono<HttpEnv>
  /** Lets open event streams go: a server that closes would wait for them. */
  readonly endStreams: () => Promise<void>
  readonly close: () => Promise<void>
}

export function createHttp(parts: HttpParts): Http {
  const metrics = createMetrics(parts.deps)
  const hub = createChangeHub(parts.changes, parts.newRequestId)
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: refuseUnsound })
  app.onError(answerError)
  app.notFound((context) =>
    problemAnswer(
      context,
      new HttpProblem('ROUTE_NOT_FOUND', 'There is nothing here.', 'See /api/openapi.json.'),
    ),
  )
  addEveryRequest(app, parts, metrics)
  const needsKey = requireKey(parts.deps, 'viewer')
  const limits = bodyLimit(tooLarge(bodyMaxBytes))
  app.use('/api/*', async (context, next) => {
    if (isOpen(context.req.path)) return next()
    return needsKey(context, next)
  })
  app.use('/api/*', async (context, next) =>
    context.req.path === '/api/mappings/csv' ? next() : limits(context, next),
  )
  addHealthRoutes(app, parts, metrics)
  addOverviewRoutes(app, parts)
  addOrderListRoutes(app, parts)
  addOrdersCsvRoute(app, parts)
  const leaveBulk = addBulkRoutes(app, parts)
  addOrderRoutes(app, parts)
  addAddressRoute(app, parts)
  addOrderVerbs(app, parts)
  addHolds(app, parts)
  addRefundSplitRoutes(app, parts)
  addMappingRoutes(app, parts)
  addMappingInbox(app, parts)
  addCatalogueRoutes(app, parts)
  addSettingsRoutes(app, parts)
  addBackfillRoutes(app, parts)
  addIncidentRoutes(app, parts)
  addStockRoutes(app, parts)
  addNoticeRoutes(app, parts)
  addEventRoutes(app, parts, hub)
  addSessionRoutes(app, parts)
  addOwnRoutes(app, parts)
  addOwnViewRoutes(app, parts)
  addPeopleRoutes(app, parts)
  addKeyRoutes(app, parts)
  addActivityRoutes(app, parts)
  addQuarantineRoutes(app, parts)
  addConnectionRoutes(app, parts)
  addSetUpRoutes(app, parts)
  addWebhookRoutes(app, parts)
  addDocuments(app)
  if (parts.consoleFolder !== undefined) addConsole(app, parts.consoleFolder)
  const close = async () => {
    await leaveBulk()
    await metrics.close()
  }
  return { app, endStreams: () => hub.close(), close }
}

/** An id for each request, headers for browsers, and its length as a figure. */
function addEveryRequest(app: OpenAPIHono<HttpEnv>, parts: HttpParts, metrics: HttpMetrics): void {
  app.use(async (context, next) => {
    const startedMs = parts.monotonic.nowMs()
    const requestId = parts.newRequestId()
    context.set('requestId', requestId)
    context.set('log', parts.log)
    await next()
    context.header('x-request-id', requestId)
    metrics.request({
      route: routeOf(context),
      method: context.req.method,
      status: context.res.status,
      durationMs: parts.monotonic.nowMs() - startedMs,
    })
  })
  app.use(async (context, next) => {
    await next()
    // The pages bring their own.
    if (context.res.headers.has('content-security-policy')) return
    context.res.headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  })
  // Answers are of the moment, and of the one who asked: no cache keeps them.
  app.use('/api/*', async (context, next) => {
    await next()
    if (context.res.headers.has('cache-control')) return
    context.res.headers.set('cache-control', 'no-store')
  })
  app.use(secureHeaders({ xFrameOptions: 'DENY' }))
}

/** What needs neither key nor session: signing in, and what describes the API. */
function isOpen(path: string): boolean {
  return openPaths.has(path) || path.startsWith('/api/links/')
}

const openPaths: ReadonlySet<string> = new Set([
  '/api/openapi.json',
  '/api/session',
  '/api/sign-in',
  '/api/sign-in/code',
])

/** The pattern of the route, never the address: that holds ids. */
function routeOf(context: Parameters<typeof matchedRoutes>[0]): string {
  const routes = matchedRoutes(context).filter((route) => !route.path.endsWith('*'))
  return routes.at(-1)?.path ?? 'none'
}

const refuseUnsound: NonNullable<
  NonNullable<ConstructorParameters<typeof OpenAPIHono<HttpEnv>>[0]>['defaultHook']
> = (result) => {
  if (!result.success) throw unsoundRequest(result.error, result.target)
}

const problemsFolder = path.resolve(import.meta.dirname, '../../docs/operating/problems')

function addDocuments(app: OpenAPIHono<HttpEnv>): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    description: 'Made with "crossdock keys create"; its role is viewer, operator or owner',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'crossdock_session',
    description: 'Of the console; what changes something needs the header x-crossdock as well',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'shopifySignature', {
    type: 'apiKey',
    in: 'header',
    name: 'x-shopify-hmac-sha256',
  })
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Crossdock', version, license: { name: 'Apache-2.0' } },
  })
  // The pages that `type` of a problem leads to.
  app.get('/docs/operating/problems/:page{[a-z0-9-]+[.]md}', async (context, next) => {
    try {
      const text = await readFile(path.join(problemsFolder, context.req.param('page')), 'utf8')
      return context.body(text, 200, { 'content-type': 'text/markdown; charset=utf-8' })
    } catch {
      return next()
    }
  })
}
