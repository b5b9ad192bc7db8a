/**
 * Login with Amazon: access tokens by refresh token (the seller's) or by client credentials
 * (grantless operations). However many ask, one process asks Amazon once; with a `TokenStore`,
 * processes share. It must not decide when a token is to blame (call.ts does).
 * Source: LWA, POST /auth/o2/token, tokens of 1 h (facts section 10, read 2026-11-22).
 */
import { createHash } from 'node:crypto'
import type { Door, Monotonic, OutsideAnswer } from '../../core/ports.ts'
import { tokenRefusalOf, unknownShape } from './answer-error.ts'
import { parseJson, wireToken } from './wire/answers.ts'

export type AmazonCredentials = {
  readonly clientId: string
  readonly clientSecret: string
  readonly refreshToken: string
}

/** `seller`: the seller's own data. The others are grantless, each with its scope. */
export type Grant = 'seller' | 'notifications' | 'rotation'

const scopes: Record<Exclude<Grant, 'seller'>, string> = {
  notifications: 'sellingpartnerapi::notifications',
  rotation: 'sellingpartnerapi::client_credential:rotation',
}

export type StoredToken = {
  readonly accessToken: string
  /** World time. */
  readonly expiresAtMs: number
}

/** Where processes share tokens; what it keeps must be encrypted. `name` holds no secret. */
export type TokenStore = {
  get(name: string): Promise<StoredToken | null>
  put(name: string, token: StoredToken): Promise<void>
}

export type Tokens = {
  get(grant: Grant): Promise<string>
  /** A token other than the one that Amazon refused. */
  renew(grant: Grant, refused: string): Promise<string>
  /** Machine time since this process got the token; null when it came from elsewhere. */
  ageMs(grant: Grant): number | null
}

export type TokenParts = {
  readonly door: Door
  /** `https://api.amazon.com/auth/o2/token` or a simulator's. */
  readonly lwaUrl: string
  readonly credentials: AmazonCredentials
  readonly monotonic: Monotonic
  /** World time. */
  readonly nowMs: () => number
  readonly userAgent: string
  readonly store?: TokenStore
}

/** Renewed this long (world time) before it ends, so that no call leaves with a dying token. */
const marginMs = 5 * 60_000
const sendWithinMs = 5_000
const answerWithinMs = 10_000

type Held = StoredToken & { readonly gotAtMs: number | null }

export function createTokens(parts: TokenParts): Tokens {
  const held = new Map<Grant, Held>()
  const flights = new Map<Grant, Promise<Held>>()

  const fly = (grant: Grant, refused: string | null): Promise<Held> => {
    const flying = flights.get(grant)
    if (flying !== undefined) return flying
    const flight = fetchToken(parts, grant, refused)
      .then((token) => {
        held.set(grant, token)
        return token
      })
      .finally(() => flights.delete(grant))
    flights.set(grant, flight)
    return flight
  }

  return {
    async get(grant) {
      const token = held.get(grant)
      if (token !== undefined && alive(token, parts)) return token.accessToken
      return (await fly(grant, null)).accessToken
    },
    async renew(grant, refused) {
      const token = held.get(grant)
      if (token !== undefined && token.accessToken !== refused && alive(token, parts)) {
        return token.accessToken
      }
      const renewed = await fly(grant, refused)
      if (renewed.accessToken !== refused) return renewed.accessToken
      return (await fly(grant, refused)).accessToken
    },
    ageMs(grant) {
      const gotAtMs = held.get(grant)?.gotAtMs ?? null
      return gotAtMs === null ? null : parts.monotonic.nowMs() - gotAtMs
    },
  }
}

function alive(token: StoredToken, parts: TokenParts): boolean {
  return token.expiresAtMs - marginMs > parts.nowMs()
}

async function fetchToken(parts: TokenParts, grant: Grant, refused: string | null): Promise<Held> {
  const name = storeName(parts.credentials, grant)
  const shared = await parts.store?.get(name)
  if (shared && shared.accessToken !== refused && alive(shared, parts)) {
    return { ...shared, gotAtMs: null }
  }
  const askedAtMs = parts.nowMs()
  const answer = await askAmazon(parts, grant)
  if (answer.status < 200 || answer.status > 299) throw tokenRefusalOf(answer)
  const parsed = wireToken.safeParse(parseJson(answer.text))
  if (!parsed.success) throw unknownShape('token', answer, 'TOKEN_UNREADABLE')
  const token: StoredToken = {
    accessToken: parsed.data.access_token,
    expiresAtMs: askedAtMs + parsed.data.expires_in * 1_000,
  }
  await parts.store?.put(name, token)
  return { ...token, gotAtMs: parts.monotonic.nowMs() }
}

function askAmazon(parts: TokenParts, grant: Grant): Promise<OutsideAnswer> {
  const { clientId, clientSecret, refreshToken } = parts.credentials
  const nowMs = parts.monotonic.nowMs()
  const form = new URLSearchParams({
    ...(grant === 'seller'
      ? { grant_type: 'refresh_token', refresh_token: refreshToken }
      : { grant_type: 'client_credentials', scope: scopes[grant] }),
    client_id: clientId,
    client_secret: clientSecret,
  })
  return parts.door.send({
    platform: 'amazon',
    operation: 'token',
    writes: false,
    method: 'POST',
    url: parts.lwaUrl,
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
      'user-agent': parts.userAgent,
    },
    body: form.toString(),
    deadlines: { sendBeforeMs: nowMs + sendWithinMs, answerByMs: nowMs + answerWithinMs },
  })
}

/** Changes with the credentials, so that a new refresh token never meets an old access token. */
function storeName(credentials: AmazonCredentials, grant: Grant): string {
  const secret = grant === 'seller' ? credentials.refreshToken : credentials.clientId
  const mark = createHash('sha256').update(`${credentials.clientId}\n${secret}`).digest('hex')
  return `amazon:${grant}:${mark.slice(0, 32)}`
}
