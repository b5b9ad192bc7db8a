/** /api/setup: connecting both platforms in the console. Secrets go in and never come out. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import {
  checkSetUp,
  connectSetUp,
  enterAmazon,
  enterShopify,
  forgetEntered,
  meantSetUp,
  type SetUpDeps,
} from '../../operations/connection/set-up.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, json, jsonBody, refusals } from '../shapes/answers.ts'
import { checkAnswer, checksShape } from '../shapes/check-shapes.ts'
import { type redirectUriOf, setUpAnswer, setUpDeps, setUpShape } from '../shapes/set-up-shapes.ts'
import { addAccessRoutes } from './give-access.ts'

const secret = z.string().trim().max(2_000).optional()
const name = z.string().trim().min(1).max(200)

const amazonBody = z.strictObject({
  region: z.enum(['eu', 'na', 'fe']),
  clientId: name.regex(/^amzn1\.application-oa2-client\.[\w-]+$/),
  clientSecret: secret,
  refreshToken: secret,
  applicationId: name
    .regex(/^amzn1\.sp\.solution\.[\w-]+$/)
    .optional()
    .openapi({ description: 'Only to give access by going to Seller Central' }),
  sellerId: name.regex(/^[A-Z0-9]{10,20}$/).optional(),
})

const shopifyBody = z.strictObject({
  shop: name
    .toLowerCase()
    .transform((shop) => (shop.includes('.') ? shop : `${shop}.myshopify.com`))
    .pipe(z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/))
    .openapi({ type: 'string', example: 'granvik-soner.myshopify.com' }),
  clientId: name.regex(/^[\w-]+$/),
  clientSecret: secret,
  how: z.enum(['client-credentials', 'oauth']),
})

const owner = (parts: HttpParts) => ({
  security: bearer,
  middleware: requireKey(parts.deps, 'owner'),
})

const readRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/setup',
    summary: 'What is entered to connect both platforms; whether secrets are there, never they',
    ...owner(parts),
    responses: { 200: json(setUpShape, 'As it stands'), ...refusals },
  })

const amazonRoute = (parts: HttpParts) =>
  createRoute({
    method: 'put',
    path: '/api/setup/amazon',
    summary: "Enter Amazon's side; a secret that is left out stays",
    ...owner(parts),
    request: { body: jsonBody(amazonBody) },
    responses: { 200: json(setUpShape, 'Kept, sealed; nothing is connected yet'), ...refusals },
  })

const shopifyRoute = (parts: HttpParts) =>
  createRoute({
    method: 'put',
    path: '/api/setup/shopify',
    summary: "Enter Shopify's side; a secret that is left out stays",
    ...owner(parts),
    request: { body: jsonBody(shopifyBody) },
    responses: { 200: json(setUpShape, 'Kept, sealed; nothing is connected yet'), ...refusals },
  })

const forgetRoute = (parts: HttpParts) =>
  createRoute({
    method: 'delete',
    path: '/api/setup',
    summary: 'Throw away what was entered and not connected',
    ...owner(parts),
    responses: { 204: { description: 'Forgotten' }, ...refusals },
  })

const checksRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/setup/checks',
    summary: 'Try what was entered for real; nothing is written to either side',
    ...owner(parts),
    request: { body: jsonBody(z.strictObject({})) },
    responses: { 200: json(checksShape, 'Each with its fix'), ...refusals },
  })

const connectRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/setup/connect',
    summary: 'Check both sides and connect them; the first poll begins by itself',
    ...owner(parts),
    request: { body: jsonBody(z.strictObject({})) },
    responses: {
      200: json(
        z.object({
          marketplaces: z.number().int(),
          currency: z.string(),
          location: z.enum(['chosen', 'any', 'open', 'unknown']),
        }),
        'Connected',
      ),
      ...refusals,
    },
  })

export function addSetUpRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const deps: SetUpDeps = setUpDeps(parts)
  const shown = async (context: Parameters<typeof redirectUriOf>[1]) => {
    const view = await meantSetUp(deps, context.get('actor'), context.get('accountId'))
    context.header('cache-control', 'no-store')
    return setUpAnswer(parts, context, view)
  }
  app.openapi(readRoute(parts), async (context) => context.json(await shown(context), 200))
  app.openapi(amazonRoute(parts), async (context) => {
    const { clientSecret, refreshToken, applicationId, sellerId, ...rest } =
      context.req.valid('json')
    await enterAmazon(deps, context.get('actor'), context.get('accountId'), {
      ...rest,
      ...{ applicationId: applicationId ?? null, sellerId: sellerId ?? null },
      ...{ clientSecret: clientSecret ?? null, refreshToken: refreshToken ?? null },
    })
    return context.json(await shown(context), 200)
  })
  app.openapi(shopifyRoute(parts), async (context) => {
    const { clientSecret = null, ...rest } = context.req.valid('json')
    const entry = { ...rest, clientSecret }
    await enterShopify(deps, context.get('actor'), context.get('accountId'), entry)
    return context.json(await shown(context), 200)
  })
  app.openapi(forgetRoute(parts), async (context) => {
    await forgetEntered(deps, context.get('actor'), context.get('accountId'))
    return context.body(null, 204)
  })
  app.openapi(checksRoute(parts), async (context) => {
    const lines = await checkSetUp(deps, context.get('actor'), context.get('accountId'))
    return context.json({ checks: lines.map(checkAnswer) }, 200)
  })
  app.openapi(connectRoute(parts), async (context) => {
    const result = await connectSetUp(deps, context.get('actor'), context.get('accountId'))
    return context.json(result, 200)
  })
  addAccessRoutes(app, parts, deps)
}
