/** /api/session, /api/sign-in, /api/links, /api/sign-out: coming in and going out. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { version } from '../../config/version.ts'
import { beginLink, finishLink, lookAtLink } from '../../operations/people/links.ts'
import { endOwnSessions, readSession } from '../../operations/people/own-account.ts'
import { type PeopleDeps, signInLimits } from '../../operations/people/people-deps.ts'
import { beginSignIn, finishSignIn, type TryFrom } from '../../operations/people/sign-in.ts'
import { stepIsThere } from '../../operations/people/step-is-there.ts'
import { readAccounts } from '../../store/read/accounts.ts'
import { ownerIsThere } from '../../store/read/people.ts'
import { deviceOf } from '../device.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { HttpProblem } from '../problem.ts'
import { ownPagesOnly } from '../require-console.ts'
import { personOf, requirePerson } from '../require-key.ts'
import { dropCookie, readCookie, writeCookie } from '../session-cookies.ts'
import { isoOf, json, jsonBody, refusals, signedIn, time } from '../shapes/answers.ts'
import { personShape, roleShape } from '../shapes/people-shapes.ts'

const sessionShape = z
  .object({
    state: z.enum(['none', 'second-step', 'signed-in']),
    ownerExists: z.boolean(),
    version: z.string(),
    person: personShape.nullable(),
    session: z.object({ sessionId: z.string(), createdAt: time, expiresAt: time }).nullable(),
    accounts: z.array(
      z.object({
        accountId: z.string(),
        shop: z.string(),
        state: z.enum(['connected', 'disconnected']),
      }),
    ),
    account: z.string().nullable(),
  })
  .openapi('Session')

const text = (most: number) => z.string().min(1).max(most)
const code = z.string().min(6).max(20)
const token = z.string().min(20).max(100)

const sessionRoute = createRoute({
  method: 'get',
  path: '/api/session',
  summary: 'Who is signed in, if anybody',
  security: [],
  responses: { 200: json(sessionShape, 'The session'), 503: refusals[503] },
})

/** Open to all, from our own pages alone. */
function openPost<Body extends z.ZodType, Answer extends z.ZodType>(
  path: string,
  summary: string,
  body: Body,
  answer: Answer,
) {
  return createRoute({
    method: 'post',
    path,
    summary,
    security: [],
    middleware: ownPagesOnly,
    request: { body: jsonBody(body) },
    responses: { 200: json(answer, 'Done'), ...refusals },
  })
}

const signInRoute = openPost(
  '/api/sign-in',
  'Sign in: e-mail and password; a code follows',
  z.strictObject({ email: text(254), password: text(200) }),
  z.object({ next: z.literal('code') }),
)
const codeRoute = openPost(
  '/api/sign-in/code',
  'The code of the app, or a recovery code',
  z.union([z.strictObject({ code }), z.strictObject({ recoveryCode: code })]),
  sessionShape,
)
const lookRoute = openPost(
  '/api/links/look',
  'What a one-time link is for',
  z.strictObject({ token }),
  z.object({
    purpose: z.enum(['owner', 'invitation', 'reset']),
    email: z.string().nullable(),
    name: z.string().nullable(),
    role: roleShape,
    expiresAt: time,
  }),
)
const beginRoute = openPost(
  '/api/links/begin',
  'Take up a one-time link: who it is, and a password',
  z.strictObject({
    token,
    name: z.string().max(100).optional(),
    email: z.string().max(254).optional(),
    password: text(1_000),
  }),
  z.object({ secret: z.string(), otpauth: z.string(), email: z.string(), name: z.string() }),
)
const finishRoute = openPost(
  '/api/links/finish',
  'The first code of the app uses the link up',
  z.strictObject({ code }),
  z.object({ recoveryCodes: z.array(z.string()), session: sessionShape }),
)

const outRoute = (parts: HttpParts, path: string, summary: string) =>
  createRoute({
    method: 'post',
    path,
    summary,
    security: signedIn,
    middleware: requirePerson(parts.deps),
    responses: { 204: { description: 'Signed out' }, ...refusals },
  })

export function addSessionRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const deps = peopleDeps(parts)
  app.openapi(sessionRoute, async (context) => {
    context.header('cache-control', 'no-store')
    const cookie = readCookie(context, 'crossdock_session')
    return context.json(await sessionAnswer(deps, context, cookie ?? null), 200)
  })
  app.openapi(signInRoute, async (context) => {
    const { step } = await beginSignIn(deps, context.req.valid('json'), tryFrom(context))
    writeCookie(context, 'crossdock_step', step, signInLimits.stepLivesMs)
    return context.json({ next: 'code' } as const, 200)
  })
  app.openapi(codeRoute, async (context) => {
    const factor = context.req.valid('json')
    const { session } = await finishSignIn(deps, stepOf(context), factor, tryFrom(context))
    return context.json(await welcome(deps, context, session), 200)
  })
  app.openapi(lookRoute, async (context) => {
    const { token } = context.req.valid('json')
    const { expiresAtMs, ...seen } = await lookAtLink(deps, token, tryFrom(context))
    return context.json({ ...seen, expiresAt: isoOf(expiresAtMs) }, 200)
  })
  app.openapi(beginRoute, async (context) => {
    const { token, password, name = null, email = null } = context.req.valid('json')
    const wish = { token, password, name, email }
    const { step, ...begun } = await beginLink(deps, wish, tryFrom(context))
    writeCookie(context, 'crossdock_step', step, signInLimits.stepLivesMs)
    return context.json(begun, 200)
  })
  app.openapi(finishRoute, async (context) => {
    const { code } = context.req.valid('json')
    const finished = await finishLink(deps, stepOf(context), code, tryFrom(context))
    const session = await welcome(deps, context, finished.session)
    return context.json({ recoveryCodes: [...finished.recoveryCodes], session }, 200)
  })
  app.openapi(outRoute(parts, '/api/sign-out', 'Sign out here'), async (context) => {
    const only = context.get('session')?.sessionId ?? ''
    await endOwnSessions(deps, personOf(context), { only, but: null })
    dropCookie(context, 'crossdock_session')
    return context.body(null, 204)
  })
  app.openapi(
    outRoute(parts, '/api/sign-out/everywhere', 'Sign out everywhere'),
    async (context) => {
      await endOwnSessions(deps, personOf(context), { only: null, but: null })
      dropCookie(context, 'crossdock_session')
      return context.body(null, 204)
    },
  )
}

export function peopleDeps({ deps, sealing }: HttpParts): PeopleDeps {
  return { ...deps, sealing }
}

export function tryFrom(context: Context<HttpEnv>): TryFrom {
  const host = context.env?.incoming?.socket.remoteAddress ?? 'unknown'
  return { host, device: deviceOf(context.req.header('user-agent') ?? '') }
}

export function stepOf(context: Context<HttpEnv>): string {
  const step = readCookie(context, 'crossdock_step')
  if (step !== undefined) return step
  const cause = 'The time between password and code is over.'
  throw new HttpProblem('STEP_OVER', cause, 'Begin again with your password.')
}

async function welcome(deps: PeopleDeps, context: Context<HttpEnv>, token: string) {
  dropCookie(context, 'crossdock_step')
  writeCookie(context, 'crossdock_session', token, signInLimits.session.longestMs)
  context.header('cache-control', 'no-store')
  return sessionAnswer(deps, context, token)
}

async function sessionAnswer(
  deps: PeopleDeps,
  context: Context<HttpEnv>,
  token: string | null,
): Promise<z.input<typeof sessionShape>> {
  const session = token === null ? null : await readSession(deps, token)
  const ownerExists = await ownerIsThere(deps.db)
  if (session === null) {
    const step = readCookie(context, 'crossdock_step')
    const isStep = step !== undefined && (await stepIsThere(deps, step))
    const nobody = { person: null, session: null, accounts: [], account: null }
    return { state: isStep ? 'second-step' : 'none', ownerExists, version, ...nobody }
  }
  const accounts = await readAccounts(deps.db)
  const first = accounts.find(({ state }) => state === 'connected') ?? accounts[0]
  const { sessionId, createdAtMs, expiresAtMs, person } = session
  return {
    state: 'signed-in',
    ownerExists,
    version,
    person: { ...person, preferences: { ...person.preferences } },
    session: { sessionId, createdAt: isoOf(createdAtMs), expiresAt: isoOf(expiresAtMs) },
    accounts: accounts.map(({ accountId, shop, state }) => ({ accountId, shop, state })),
    account: first?.accountId ?? null,
  }
}
