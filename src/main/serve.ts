/** Opens the API of an app, and tells where the platforms reach it. */
import { randomUUID } from 'node:crypto'
import type { Env } from '../config/env.ts'
import { judgeHost } from '../core/host-rule.ts'
import { type ServedHttp, serveHttp } from '../http/serve-http.ts'
import type { App } from '../main.ts'
import { makeOwnerLink } from '../operations/people/links.ts'
import { consoleFolder } from './console-build.ts'
import { httpParts } from './http-parts.ts'

export function serveApp(app: App, env: Env): Promise<ServedHttp> {
  const publicUrl = env.CROSSDOCK_PUBLIC_URL?.replace(/\/+$/, '')
  const parts = httpParts(app, { publicUrl, consoleFolder })
  return serveHttp(parts, { host: env.CROSSDOCK_HOST, port: env.CROSSDOCK_PORT })
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

/** The one-time link that makes the owner; null when there is one. */
export async function ownerLink(app: App, env: Env, servedUrl: string): Promise<string | null> {
  const made = await makeOwnerLink({ db: app.db, newId: randomUUID })
  if (made === null) return null
  return `${(env.CROSSDOCK_PUBLIC_URL ?? servedUrl).replace(/\/+$/, '')}/welcome#${made.token}`
}
