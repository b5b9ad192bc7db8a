/** /api/keys: keys for programs. The secret is shown once, when its key is made. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { createApiKey } from '../../operations/keys/create-api-key.ts'
import { listApiKeys } from '../../operations/keys/list-api-keys.ts'
import { revokeApiKey } from '../../operations/keys/revoke-api-key.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, jsonBody, refusals, time } from '../shapes/answers.ts'
import { roleShape } from '../shapes/people-shapes.ts'

const ownerOnly = (parts: HttpParts) => ({
  security: bearer,
  middleware: requireKey(parts.deps, 'owner'),
})

const listRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/keys',
    summary: 'Keys of programs, revoked ones too, without their secrets',
    ...ownerOnly(parts),
    responses: {
      200: json(
        z.object({
          keys: z.array(
            z.object({
              keyId: z.string(),
              name: z.string(),
              role: roleShape,
              createdAt: time,
              lastUsedAt: time.nullable(),
              revokedAt: time.nullable(),
            }),
          ),
        }),
        'Newest first',
      ),
      ...refusals,
    },
  })

const createKeyRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/keys',
    summary: 'Make a key; it is shown this one time',
    ...ownerOnly(parts),
    request: { body: jsonBody(z.strictObject({ name: z.string().max(200), role: roleShape })) },
    responses: {
      201: json(
        z.object({ keyId: z.string(), name: z.string(), role: roleShape, token: z.string() }),
        'The key',
      ),
      ...refusals,
    },
  })

const revokeRoute = (parts: HttpParts) =>
  createRoute({
    method: 'delete',
    path: '/api/keys/{keyId}',
    summary: 'Take a key away',
    ...ownerOnly(parts),
    request: { params: z.object({ keyId: z.string().max(60) }) },
    responses: { 204: { description: 'It opens nothing any more' }, ...refusals },
  })

export function addKeyRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { deps } = parts
  app.openapi(listRoute(parts), async (context) => {
    const all = await listApiKeys(deps, context.get('actor'), context.get('accountId'))
    const keys = all.map(({ keyId, name, role, ...rest }) => ({
      ...{ keyId, name, role },
      createdAt: isoOf(rest.createdAtMs),
      lastUsedAt: isoOf(rest.lastUsedAtMs),
      revokedAt: isoOf(rest.revokedAtMs),
    }))
    return context.json({ keys }, 200)
  })
  app.openapi(createKeyRoute(parts), async (context) => {
    const request = { accountId: context.get('accountId'), ...context.req.valid('json') }
    const { keyId, name, role, token } = await createApiKey(deps, context.get('actor'), request)
    context.header('cache-control', 'no-store')
    return context.json({ keyId, name, role, token }, 201)
  })
  app.openapi(revokeRoute(parts), async (context) => {
    const request = { accountId: context.get('accountId'), ...context.req.valid('param') }
    await revokeApiKey(deps, context.get('actor'), request)
    return context.body(null, 204)
  })
}
