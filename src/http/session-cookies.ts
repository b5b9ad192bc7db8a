/**
 * The two cookies of the console: the session, and the step between password and code. No script can read
 * them, no other site sends them with a form, and outside of this machine they travel by https alone.
 */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { HttpEnv } from './http-env.ts'

export type CookieName = 'crossdock_session' | 'crossdock_step'

/** `__Host-`: the browser itself sees to it that no other host or path sets it. */
function nameOf(context: Context<HttpEnv>, name: CookieName): string {
  return isLoopback(context) ? name : `__Host-${name}`
}

export function readCookie(context: Context<HttpEnv>, name: CookieName): string | undefined {
  return getCookie(context, nameOf(context, name))
}

/** Without `maxAgeMs` it goes with the browser. */
export function writeCookie(
  context: Context<HttpEnv>,
  name: CookieName,
  value: string,
  maxAgeMs: number,
): void {
  setCookie(context, nameOf(context, name), value, {
    ...terms(context),
    maxAge: Math.floor(maxAgeMs / 1_000),
  })
}

export function dropCookie(context: Context<HttpEnv>, name: CookieName): void {
  deleteCookie(context, nameOf(context, name), terms(context))
}

function terms(context: Context<HttpEnv>) {
  const secure = !isLoopback(context)
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure } as const
}

/** By the host that the browser asked for: a proxy in front of us speaks http with us, and https with it. */
function isLoopback(context: Context<HttpEnv>): boolean {
  const host = context.req.header('host') ?? ''
  return /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i.test(host)
}
