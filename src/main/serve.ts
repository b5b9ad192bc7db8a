/** Opens the API of an app, and tells where the platforms reach it. */
import type { Env } from '../config/env.ts'
import { judgeHost } from '../core/host-rule.ts'
import { type ServedHttp, serveHttp } from '../http/serve-http.ts'
import type { App } from '../main.ts'
import { httpParts } from './http-parts.ts'

export function serveApp(app: App, env: Env): Promise<ServedHttp> {
  return serveHttp(httpParts(app), { host: env.CROSSDOCK_HOST, port: env.CROSSDOCK_PORT })
}

/**
 * Where Shopify sends its webhooks: the address that the operator names. A simulator on this machine
 * reaches the API where it listens; the real Shopify never could.
 */
export function publicUrl(env: Env, servedUrl: string): string | null {
  if (env.CROSSDOCK_PUBLIC_URL !== undefined) return env.CROSSDOCK_PUBLIC_URL
  if (env.SHOPIFY_API_URL === undefined) return null
  const verdict = judgeHost(env.SHOPIFY_API_URL)
  return verdict.ok && verdict.url.protocol === 'http:' ? servedUrl : null
}
