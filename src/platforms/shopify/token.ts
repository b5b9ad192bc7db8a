/**
 * Access tokens of the Admin API: by client credentials (24 h, no refresh token: just asked for again),
 * or one fixed token of an older custom app. However many calls ask, one request is made.
 * Must not: put a token or a secret anywhere but into the request.
 * Source: shopify.dev, client credentials grant, read 2026-11-22.
 */
import { z } from 'zod'
import { PlatformError } from '../../core/platform-error.ts'
import type { Door, Monotonic, OutsideAnswer, TokenStore } from '../../core/ports.ts'
import { shapeFailure, statusFailure } from './failures.ts'
import { parseJson } from './wire/envelope.ts'

export type ShopifyCredentials =
  | {
      readonly kind: 'client-credentials'
      readonly clientId: string
      readonly clientSecret: string
    }
  | { readonly kind: 'fixed'; readonly token: string }

export type TokenSource = {
  /** A token that is good for a while yet. */
  current(): Promise<string>
  /** Another token than the one that Shopify just refused. Throws when there can be none. */
  renew(refused: string): Promise<string>
}

export type TokenSourceParts = {
  readonly door: Door
  readonly shopUrl: string
  readonly credentials: ShopifyCredentials
  readonly monotonic: Monotonic
  /** World time. */
  readonly nowMs: () => number
  readonly store?: TokenStore
}

type Token = { readonly token: string; readonly expiresAtMs: number }

const storeKind = 'shopify-admin'
const renewBeforeMs = 5 * 60_000
const sendWithinMs = 2_000
const answerWithinMs = 10_000
const called = { call: 'token', writes: false }

const grantShape = z.object({
  access_token: z.string().min(1),
  /** Seconds; missing means 24 h. */
  expires_in: z.number().positive().default(86_399),
})
const refusalShape = z.object({ error: z.string().regex(/^[a-z_]{1,64}$/) })

/** Makes the one source of tokens of a shop. */
export function createTokenSource(parts: TokenSourceParts): TokenSource {
  if (parts.credentials.kind === 'fixed') return fixedToken(parts.credentials.token)
  const { clientId, clientSecret } = parts.credentials
  let held: Token | null = null
  let pending: Promise<Token> | null = null

  const good = (token: Token | null, refused: string | null): token is Token =>
    token !== null && token.token !== refused && token.expiresAtMs - renewBeforeMs > parts.nowMs()
  const obtain = async (refused: string | null): Promise<Token> => {
    const stored = (await parts.store?.get(storeKind)) ?? null
    if (good(stored, refused)) return stored
    const fresh = await askForToken(parts, clientId, clientSecret)
    await parts.store?.put(storeKind, fresh.token, fresh.expiresAtMs)
    return fresh
  }
  const once = async (refused: string | null): Promise<string> => {
    if (good(held, refused)) return held.token
    pending ??= obtain(refused).finally(() => {
      pending = null
    })
    held = await pending
    return held.token
  }
  return { current: () => once(null), renew: (refused) => once(refused) }
}

function fixedToken(token: string): TokenSource {
  return {
    current: async () => token,
    renew: async () => {
      throw unauthorized('TOKEN_REFUSED', 401)
    },
  }
}

async function askForToken(
  parts: TokenSourceParts,
  clientId: string,
  clientSecret: string,
): Promise<Token> {
  const form = {
    client_id: clientId,
    client_secret: clientSecret,
    grant_type: 'client_credentials',
  }
  const startMs = parts.monotonic.nowMs()
  const answer = await parts.door.send({
    platform: 'shopify',
    operation: called.call,
    writes: false,
    method: 'POST',
    url: `${parts.shopUrl}/admin/oauth/access_token`,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: new URLSearchParams(form).toString(),
    deadlines: { sendBeforeMs: startMs + sendWithinMs, answerByMs: startMs + answerWithinMs },
  })
  refuseUngranted(answer)
  const grant = grantShape.safeParse(parseJson(answer.text))
  if (!grant.success) throw shapeFailure(called, answer, 'TOKEN_ANSWER_UNREADABLE')
  const { access_token: token, expires_in: lifeS } = grant.data
  return { token, expiresAtMs: parts.nowMs() + lifeS * 1000 }
}

/** A wrong secret comes as 400 or 401, a shop of another organisation as 400 or 403. */
function refuseUngranted(answer: OutsideAnswer): void {
  if (answer.status >= 400 && answer.status <= 404) {
    const refusal = refusalShape.safeParse(parseJson(answer.text))
    throw unauthorized(refusal.success ? refusal.data.error : 'TOKEN_REFUSED', answer.status)
  }
  const failed = statusFailure(called, answer)
  if (failed) throw failed
}

function unauthorized(code: string, status: number): PlatformError {
  return new PlatformError({
    kind: 'unauthorized',
    platform: 'shopify',
    operation: called.call,
    code,
    status,
    requestId: null,
    retryAfterMs: null,
  })
}
