/**
 * Shopify's authorization code grant: where a person gives an app access, whether the way back is Shopify's own,
 * and the token for its code. The token is of the offline kind without an end, which custom apps still get.
 * Source: shopify.dev, authorization code grant, read 2026-11-22.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { PlatformError } from '../../core/platform-error.ts'
import type { Door, Monotonic } from '../../core/ports.ts'
import { shapeFailure, statusFailure } from './failures.ts'
import { parseJson } from './wire/envelope.ts'

const sendWithinMs = 2_000
const answerWithinMs = 10_000
const called = { call: 'token', writes: false }
const answerShape = z.object({ access_token: z.string().min(1) })

export function authoriseUrl(
  shopUrl: string,
  asked: { readonly clientId: string; readonly scopes: readonly string[] } & {
    readonly redirectUri: string
    readonly state: string
  },
): string {
  const query = new URLSearchParams({
    client_id: asked.clientId,
    scope: asked.scopes.join(','),
    redirect_uri: asked.redirectUri,
    state: asked.state,
  })
  return `${shopUrl}/admin/oauth/authorize?${query}`
}

/** Every parameter but the signature, sorted, signed with the app's secret. Compared in constant time. */
export function isSignedByShopify(query: URLSearchParams, clientSecret: string): boolean {
  const given = query.get('hmac') ?? ''
  if (!/^[0-9a-f]{64}$/i.test(given) || query.getAll('hmac').length !== 1) return false
  const message = [...query]
    .filter(([name]) => name !== 'hmac')
    .toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const meant = createHmac('sha256', clientSecret).update(message).digest()
  return timingSafeEqual(meant, Buffer.from(given, 'hex'))
}

export type CodeParts = { readonly door: Door; readonly monotonic: Monotonic }

/** Throws PlatformError: the code was used before, is too old, or is another app's. */
export async function tokenForCode(
  { door, monotonic }: CodeParts,
  shopUrl: string,
  given: { readonly clientId: string; readonly clientSecret: string; readonly code: string },
): Promise<string> {
  const form = { client_id: given.clientId, client_secret: given.clientSecret, code: given.code }
  const startMs = monotonic.nowMs()
  const answer = await door.send({
    platform: 'shopify',
    operation: called.call,
    writes: false,
    method: 'POST',
    url: `${shopUrl}/admin/oauth/access_token`,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: new URLSearchParams(form).toString(),
    deadlines: { sendBeforeMs: startMs + sendWithinMs, answerByMs: startMs + answerWithinMs },
  })
  if (answer.status >= 400 && answer.status <= 404) throw refused(answer.status)
  const failed = statusFailure(called, answer)
  if (failed) throw failed
  const read = answerShape.safeParse(parseJson(answer.text))
  if (!read.success) throw shapeFailure(called, answer, 'TOKEN_ANSWER_UNREADABLE')
  return read.data.access_token
}

function refused(status: number): PlatformError {
  return new PlatformError({
    ...{ kind: 'unauthorized', platform: 'shopify', operation: called.call },
    ...{ code: 'OAUTH_CODE_REFUSED', status, requestId: null, retryAfterMs: null },
  })
}
