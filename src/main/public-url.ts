/** The address under which others reach this server. */
import type { Env } from '../config/env.ts'
import { judgeHost } from '../core/host-rule.ts'

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
