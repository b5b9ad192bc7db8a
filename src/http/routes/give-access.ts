/**
 * /api/setup/{door}/authorise and …/return: to the platform and back. The way back is a page of the browser, so it
 * answers with an address of our own pages, always the same one: never where a parameter points to.
 */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { beginAccess, finishAccess } from '../../operations/connection/give-access.ts'
import type { SetUpDeps } from '../../operations/connection/set-up.ts'
import type { SetUpDoor } from '../../operations/connection/set-up-port.ts'
import { OperationError } from '../../operations/operation-error.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { personOf, requireKey, requirePerson } from '../require-key.ts'
import { json, jsonBody, refusals, signedIn } from '../shapes/answers.ts'
import { redirectUriOf } from '../shapes/set-up-shapes.ts'

const doors = ['amazon', 'shopify'] as const satisfies readonly SetUpDoor[]

/** A person alone: the way back knows them by their session. */
const beginRoute = (parts: HttpParts, door: SetUpDoor) =>
  createRoute({
    method: 'post',
    path: `/api/setup/${door}/authorise`,
    summary: 'Where to go to give access',
    security: signedIn,
    middleware: [requirePerson(parts.deps), requireKey(parts.deps, 'owner')] as const,
    request: { body: jsonBody(z.strictObject({})) },
    responses: { 200: json(z.object({ url: z.string() }), 'At the platform'), ...refusals },
  })

const returnRoute = (parts: HttpParts, door: SetUpDoor) =>
  createRoute({
    method: 'get',
    path: `/api/setup/${door}/return`,
    summary: 'The way back from the platform, for a browser',
    security: signedIn,
    middleware: [requirePerson(parts.deps), requireKey(parts.deps, 'owner')] as const,
    responses: { 303: { description: 'To Set-up, with what came of it' }, ...refusals },
  })

export function addAccessRoutes(
  app: OpenAPIHono<HttpEnv>,
  parts: HttpParts,
  deps: SetUpDeps,
): void {
  for (const door of doors) {
    app.openapi(beginRoute(parts, door), async (context) => {
      const redirectUri = redirectUriOf(parts, context, door)
      const sessionId = context.get('session')?.sessionId ?? ''
      const way = { door, sessionId, redirectUri }
      const url = await beginAccess(deps, personOf(context), context.get('accountId'), way)
      return context.json({ url }, 200)
    })
    app.openapi(returnRoute(parts, door), async (context) => {
      const redirectUri = redirectUriOf(parts, context, door)
      const sessionId = context.get('session')?.sessionId ?? ''
      const query = new URL(context.req.url).searchParams
      const way = { door, sessionId, redirectUri, query }
      const result = await finished(() =>
        finishAccess(deps, personOf(context), context.get('accountId'), way),
      )
      return context.redirect(`/setup?${new URLSearchParams({ door, ...result })}`, 303)
    })
  }
}

/** What a person can do about stands in the address; anything else is a fault. */
async function finished(finish: () => Promise<void>): Promise<Record<string, string>> {
  try {
    await finish()
    return { result: 'ok' }
  } catch (error) {
    if (error instanceof OperationError) return { result: 'refused', code: error.code }
    throw error
  }
}
