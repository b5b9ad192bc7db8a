/** /api/me: a person's own sessions, password, recovery codes and preferences. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { beginNewApp, finishNewApp } from '../../operations/people/new-app.ts'
import {
  changePassword,
  endOwnSessions,
  keepPreferences,
  ownSessions,
  renewRecoveryCodes,
} from '../../operations/people/own-account.ts'
import { signInLimits } from '../../operations/people/people-deps.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { personOf, requirePerson } from '../require-key.ts'
import { dropCookie, writeCookie } from '../session-cookies.ts'
import { isoOf, json, jsonBody, refusals, signedIn, time } from '../shapes/answers.ts'
import { preferencesShape } from '../shapes/people-shapes.ts'
import { peopleDeps, stepOf } from './session.ts'

const own = (parts: HttpParts) => ({
  security: signedIn,
  middleware: requirePerson(parts.deps),
})

const code = z.string().min(6).max(20)

const sessionsRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/me/sessions',
    summary: 'Where I am signed in',
    ...own(parts),
    responses: {
      200: json(
        z.object({
          sessions: z.array(
            z.object({
              sessionId: z.string(),
              device: z.string(),
              createdAt: time,
              lastSeenAt: time,
              expiresAt: time,
              current: z.boolean(),
            }),
          ),
        }),
        'Open sessions',
      ),
      ...refusals,
    },
  })

const endRoute = (parts: HttpParts) =>
  createRoute({
    method: 'delete',
    path: '/api/me/sessions/{sessionId}',
    summary: 'End one of my sessions',
    ...own(parts),
    request: { params: z.object({ sessionId: z.string().max(100) }) },
    responses: { 204: { description: 'Ended' }, ...refusals },
  })

const passwordRoute = (parts: HttpParts) =>
  createRoute({
    method: 'put',
    path: '/api/me/password',
    summary: 'Change my password; my other sessions end',
    ...own(parts),
    request: {
      body: jsonBody(
        z.strictObject({ current: z.string().max(200), next: z.string().max(1_000), code }),
      ),
    },
    responses: { 204: { description: 'Changed' }, ...refusals },
  })

const recoveryRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/me/recovery-codes',
    summary: 'New recovery codes; those of before open nothing',
    ...own(parts),
    request: { body: jsonBody(z.strictObject({ code })) },
    responses: {
      200: json(z.object({ recoveryCodes: z.array(z.string()) }), 'This one time'),
      ...refusals,
    },
  })

const newAppRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/me/second-factor',
    summary: 'Move to another authenticator app: what its QR code holds',
    ...own(parts),
    request: { body: jsonBody(z.strictObject({ password: z.string().max(200), code })) },
    responses: {
      200: json(z.object({ secret: z.string(), otpauth: z.string() }), 'A code of it follows'),
      ...refusals,
    },
  })

const newAppDoneRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/me/second-factor/finish',
    summary: 'The first code of the new app; my other sessions end',
    ...own(parts),
    request: { body: jsonBody(z.strictObject({ code })) },
    responses: { 204: { description: 'The old app opens nothing any more' }, ...refusals },
  })

const preferencesRoute = (parts: HttpParts) =>
  createRoute({
    method: 'put',
    path: '/api/me/preferences',
    summary: 'How the pages look to me',
    ...own(parts),
    request: {
      body: jsonBody(preferencesShape.refine((all) => Object.keys(all).length <= 40, 'too many')),
    },
    responses: { 200: json(z.object({ preferences: preferencesShape }), 'Kept'), ...refusals },
  })

export function addOwnRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const deps = peopleDeps(parts)
  app.openapi(sessionsRoute(parts), async (context) => {
    const all = await ownSessions(deps, personOf(context))
    const current = context.get('session')?.sessionId
    const sessions = all.map(({ sessionId, device, ...rest }) => ({
      ...{ sessionId, device, current: sessionId === current },
      createdAt: isoOf(rest.createdAtMs),
      lastSeenAt: isoOf(rest.lastSeenMs),
      expiresAt: isoOf(rest.expiresAtMs),
    }))
    return context.json({ sessions }, 200)
  })
  app.openapi(endRoute(parts), async (context) => {
    const only = context.req.valid('param').sessionId
    await endOwnSessions(deps, personOf(context), { only, but: null })
    return context.body(null, 204)
  })
  app.openapi(passwordRoute(parts), async (context) => {
    const sessionId = context.get('session')?.sessionId ?? ''
    await changePassword(deps, personOf(context), context.req.valid('json'), sessionId)
    return context.body(null, 204)
  })
  app.openapi(recoveryRoute(parts), async (context) => {
    const { code } = context.req.valid('json')
    const codes = await renewRecoveryCodes(deps, personOf(context), code)
    context.header('cache-control', 'no-store')
    return context.json({ recoveryCodes: [...codes] }, 200)
  })
  app.openapi(newAppRoute(parts), async (context) => {
    const begun = await beginNewApp(deps, personOf(context), context.req.valid('json'))
    const { step, ...shown } = begun
    writeCookie(context, 'crossdock_step', step, signInLimits.stepLivesMs)
    context.header('cache-control', 'no-store')
    return context.json(shown, 200)
  })
  app.openapi(newAppDoneRoute(parts), async (context) => {
    const sessionId = context.get('session')?.sessionId ?? ''
    const { code: given } = context.req.valid('json')
    const app = { step: stepOf(context), code: given, sessionId }
    await finishNewApp(deps, personOf(context), app)
    dropCookie(context, 'crossdock_step')
    return context.body(null, 204)
  })
  app.openapi(preferencesRoute(parts), async (context) => {
    const preferences = context.req.valid('json')
    await keepPreferences(deps, personOf(context), preferences)
    return context.json({ preferences }, 200)
  })
}
