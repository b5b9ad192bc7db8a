/**
 * Against requests that another site makes a browser send: what changes something with a cookie has to come
 * from our own pages, told by the browser (Origin) and by a header that no form can send.
 */
import type { Context, MiddlewareHandler } from 'hono'
import type { HttpEnv } from './http-env.ts'
import { HttpProblem } from './problem.ts'

const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Throws CSRF_REFUSED. */
export function requireOwnPages(context: Context<HttpEnv>): void {
  if (safe.has(context.req.method)) return
  const isOwn = context.req.header('x-crossdock') === 'console'
  if (isOwn && comesFromHere(context)) return
  throw new HttpProblem(
    'CSRF_REFUSED',
    'The request does not come from the pages of this Crossdock.',
    'Use the console itself. A program takes a key: Authorization: Bearer <key>.',
  )
}

/** For what is open to all: signing in, and one-time links. */
export const ownPagesOnly: MiddlewareHandler<HttpEnv> = async (context, next) => {
  requireOwnPages(context)
  await next()
}

/** A proxy may end https, so only the host is compared, not the scheme. */
function comesFromHere(context: Context<HttpEnv>): boolean {
  const origin = context.req.header('origin')
  if (origin === undefined || !URL.canParse(origin)) return false
  if (context.req.header('sec-fetch-site') === 'cross-site') return false
  return new URL(origin).host === context.req.header('host')
}
