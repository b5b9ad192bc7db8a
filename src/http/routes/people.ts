/** /api/people: who may use the console, and invitations. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { MadeLink } from '../../operations/people/links.ts'
import {
  changeRole,
  invitePerson,
  resetPerson,
  signPersonOut,
  takeLinkBack,
  takePersonAway,
} from '../../operations/people/manage-people.ts'
import { readPeople } from '../../store/read/people.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, jsonBody, refusals, time } from '../shapes/answers.ts'
import { personShape, roleShape } from '../shapes/people-shapes.ts'

const listedShape = personShape.omit({ preferences: true }).extend({
  createdAt: time,
  lastSeenAt: time.nullable(),
  sessions: z.number().int(),
  state: z.enum(['active', 'removed']),
})

const linkShape = z.object({
  linkId: z.string(),
  link: z.string().openapi({ description: 'Shown once; it opens once, within 24 hours' }),
  expiresAt: time,
})

const personIdParam = z.object({ personId: z.string().max(100) })
const linkIdParam = z.object({ linkId: z.string().max(100) })
const empty = z.strictObject({})

const listRoute = createRoute({
  method: 'get',
  path: '/api/people',
  summary: 'People, and links that still open something',
  security: bearer,
  responses: {
    200: json(
      z.object({
        people: z.array(listedShape),
        invitations: z.array(
          z.object({
            linkId: z.string(),
            purpose: z.enum(['owner', 'invitation', 'reset']),
            email: z.string().nullable(),
            role: roleShape,
            createdBy: z.string(),
            createdAt: time,
            expiresAt: time,
          }),
        ),
      }),
      'People',
    ),
    ...refusals,
  },
})

const ownerOnly = (parts: HttpParts) => ({
  security: bearer,
  middleware: requireKey(parts.deps, 'owner'),
})

const inviteRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/people/invitations',
    summary: 'Invite somebody by a one-time link',
    ...ownerOnly(parts),
    request: {
      body: jsonBody(z.strictObject({ email: z.string().min(3).max(254), role: roleShape })),
    },
    responses: { 201: json(linkShape, 'The link, this one time'), ...refusals },
  })

const takeBackRoute = (parts: HttpParts) =>
  createRoute({
    method: 'delete',
    path: '/api/people/invitations/{linkId}',
    summary: 'Take a link back',
    ...ownerOnly(parts),
    request: { params: linkIdParam },
    responses: { 204: { description: 'It opens nothing any more' }, ...refusals },
  })

const roleRoute = (parts: HttpParts) =>
  createRoute({
    method: 'put',
    path: '/api/people/{personId}',
    summary: 'Give somebody another role',
    ...ownerOnly(parts),
    request: { params: personIdParam, body: jsonBody(z.strictObject({ role: roleShape })) },
    responses: { 200: json(personShape, 'The person'), ...refusals },
  })

const removeRoute = (parts: HttpParts) =>
  createRoute({
    method: 'delete',
    path: '/api/people/{personId}',
    summary: 'Take somebody away; their sessions end',
    ...ownerOnly(parts),
    request: { params: personIdParam },
    responses: { 204: { description: 'Removed' }, ...refusals },
  })

const resetRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/people/{personId}/reset',
    summary: 'A one-time link for a new password and second factor',
    ...ownerOnly(parts),
    request: { params: personIdParam, body: jsonBody(empty) },
    responses: { 201: json(linkShape, 'The link, this one time'), ...refusals },
  })

const signOutRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/people/{personId}/sign-out',
    summary: 'End all sessions of somebody',
    ...ownerOnly(parts),
    request: { params: personIdParam, body: jsonBody(empty) },
    responses: { 204: { description: 'Signed out everywhere' }, ...refusals },
  })

export function addPeopleRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { deps } = parts
  app.openapi(listRoute, async (context) => {
    const { people, links } = await readPeople(deps.db)
    const answer = {
      people: people.map(({ personId, name, email, role, sessions, ...rest }) => ({
        ...{ personId, name, email, role, sessions },
        createdAt: isoOf(rest.createdAtMs),
        lastSeenAt: isoOf(rest.lastSeenMs),
        state: rest.removedAtMs === null ? ('active' as const) : ('removed' as const),
      })),
      invitations: links.map(({ linkId, purpose, email, role, createdBy, ...rest }) => ({
        ...{ linkId, purpose, email, role, createdBy },
        createdAt: isoOf(rest.createdAtMs),
        expiresAt: isoOf(rest.expiresAtMs),
      })),
    }
    return context.json(answer, 200)
  })
  app.openapi(inviteRoute(parts), async (context) => {
    const made = await invitePerson(deps, context.get('actor'), context.req.valid('json'))
    return context.json(linkAnswer(context, parts, made), 201)
  })
  app.openapi(takeBackRoute(parts), async (context) => {
    await takeLinkBack(deps, context.get('actor'), context.req.valid('param').linkId)
    return context.body(null, 204)
  })
  app.openapi(roleRoute(parts), async (context) => {
    const request = { ...context.req.valid('param'), ...context.req.valid('json') }
    const { personId, name, email, role, preferences } = await changeRole(
      deps,
      context.get('actor'),
      request,
    )
    return context.json({ personId, name, email, role, preferences: { ...preferences } }, 200)
  })
  app.openapi(removeRoute(parts), async (context) => {
    await takePersonAway(deps, context.get('actor'), context.req.valid('param').personId)
    return context.body(null, 204)
  })
  app.openapi(resetRoute(parts), async (context) => {
    const made = await resetPerson(deps, context.get('actor'), context.req.valid('param'))
    return context.json(linkAnswer(context, parts, made), 201)
  })
  app.openapi(signOutRoute(parts), async (context) => {
    await signPersonOut(deps, context.get('actor'), context.req.valid('param').personId)
    return context.body(null, 204)
  })
}

/** The token stands behind the #: it reaches no server and no log. */
function linkAnswer(context: Context<HttpEnv>, parts: HttpParts, made: MadeLink) {
  const { linkId, token, expiresAtMs } = made
  const origin = parts.publicUrl ?? context.req.header('origin') ?? new URL(context.req.url).origin
  context.header('cache-control', 'no-store')
  return { linkId, link: `${origin}/welcome#${token}`, expiresAt: isoOf(expiresAtMs) }
}
