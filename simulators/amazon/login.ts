/**
 * Login with Amazon: `POST /auth/o2/token` for refresh tokens, codes and grantless scopes, and the check of access tokens
 * at each call. Tokens live 1 h of world time. Error words as seen from api.amazon.com in public threads.
 */
import type { SeededRandom } from '../kit/seeded-random.ts'
import { type Answered, jsonAnswer, textAnswer, type WireRequest } from '../kit/wire.ts'
import type { WorldClock } from '../kit/world-clock.ts'
import { accessDetails, unauthorized } from './answers.ts'
import type { AmazonSettings } from './settings.ts'

export type Credentials = {
  readonly clientId: string
  readonly clientSecret: string
  readonly refreshToken: string
  readonly sellerId: string
}

/** What a token may be used for: the seller's own data, or operations that need no seller. */
export type TokenKind = 'seller' | 'grantless'

export type Login = {
  readonly credentials: Credentials
  token(request: WireRequest): Answered
  /** Seller Central's page: the seller says yes at once, and is sent back with a code. */
  consent(request: WireRequest): Answered
  /** Throws Amazon's 403 unless the call carries a valid token of that kind. */
  check(request: WireRequest, kind: TokenKind): void
  /** Makes one token invalid from now on. */
  expire(token: string): void
  reset(): void
}

const lifeMs = 3_600_000
const grantlessScopes = [
  'sellingpartnerapi::notifications',
  'sellingpartnerapi::client_credential:rotation',
]

export function createLogin(
  random: SeededRandom,
  clock: WorldClock,
  settings: () => AmazonSettings,
): Login {
  const credentials: Credentials = {
    clientId: `amzn1.application-oa2-client.${random.hex(32)}`,
    clientSecret: `amzn1.oa2-cs.v1.${random.hex(64)}`,
    refreshToken: `Atzr|${random.hex(80)}`,
    sellerId: `A${random.hex(13).toUpperCase()}`,
  }
  const tokens = new Map<string, { kind: TokenKind; untilMs: number }>()
  const codes = new Set<string>()

  const grant = (kind: TokenKind): Answered => {
    const nowMs = clock.nowMs()
    for (const [token, { untilMs }] of tokens) {
      if (untilMs < nowMs - lifeMs) tokens.delete(token)
    }
    const access_token = `Atza|${random.hex(80)}`
    tokens.set(access_token, { kind, untilMs: nowMs + lifeMs })
    const refresh = kind === 'seller' ? { refresh_token: credentials.refreshToken } : {}
    const body = { access_token, ...refresh, token_type: 'bearer', expires_in: 3600 }
    return jsonAnswer(200, body, { 'cache-control': 'no-store', pragma: 'no-cache' })
  }

  return {
    credentials,
    token: (request) => answerToken(readForm(request), credentials, settings(), grant, codes),
    consent({ query }) {
      const back = query.get('redirect_uri') ?? ''
      if (!URL.canParse(back)) return textAnswer(400, 'MD5101')
      const code = random.hex(20)
      codes.add(code)
      const location = new URL(back)
      location.searchParams.set('state', query.get('state') ?? '')
      location.searchParams.set('selling_partner_id', credentials.sellerId)
      location.searchParams.set('spapi_oauth_code', code)
      return textAnswer(302, '', { location: location.href })
    },
    check(request, kind) {
      const token = request.headers['x-amz-access-token']
      if (token === undefined || token === '') throw unauthorized(accessDetails.missing)
      const held = tokens.get(token)
      if (held === undefined) throw unauthorized(accessDetails.invalid)
      if (held.untilMs <= clock.nowMs()) throw unauthorized(accessDetails.expired)
      if (held.kind !== kind) throw unauthorized(accessDetails.noRight)
      if (kind === 'seller' && settings().authorizationRevoked) {
        throw unauthorized(accessDetails.invalid)
      }
    },
    expire(token) {
      const held = tokens.get(token)
      if (held !== undefined) tokens.set(token, { ...held, untilMs: clock.nowMs() })
    },
    reset: () => tokens.clear(),
  }
}

function answerToken(
  form: ReadonlyMap<string, string>,
  credentials: Credentials,
  settings: AmazonSettings,
  grant: (kind: TokenKind) => Answered,
  codes: Set<string>,
): Answered {
  const absent = ['grant_type', 'client_id', 'client_secret'].find((name) => !form.has(name))
  if (absent !== undefined) return missing(absent)
  const known =
    form.get('client_id') === credentials.clientId &&
    form.get('client_secret') === credentials.clientSecret
  if (!known || settings.secretExpired) return clientFailed
  switch (form.get('grant_type')) {
    case 'refresh_token': {
      if (!form.has('refresh_token')) return missing('refresh_token')
      const valid = form.get('refresh_token') === credentials.refreshToken
      return valid && !settings.authorizationRevoked ? grant('seller') : grantFailed
    }
    case 'authorization_code':
      return codes.delete(form.get('code') ?? '') ? grant('seller') : grantFailed
    case 'client_credentials':
      return grantlessScopes.includes(form.get('scope') ?? '') ? grant('grantless') : badScope
    default:
      return unsupportedGrant
  }
}

function readForm(request: WireRequest): Map<string, string> {
  if (!(request.headers['content-type'] ?? '').includes('json')) {
    return new Map(new URLSearchParams(request.body))
  }
  try {
    const parsed: unknown = JSON.parse(request.body)
    const pairs = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : []
    return new Map(pairs.map(([name, value]) => [name, String(value)]))
  } catch {
    return new Map()
  }
}

function loginError(status: number, error: string, error_description: string): Answered {
  return jsonAnswer(status, { error_description, error })
}

function missing(name: string): Answered {
  const words = `The request is missing a required parameter : ${name}`
  return loginError(400, 'invalid_request', words)
}

const clientFailed = loginError(401, 'invalid_client', 'Client authentication failed')
const grantFailed = loginError(
  400,
  'invalid_grant',
  'The request has an invalid grant parameter : refresh_token',
)
const badScope = loginError(400, 'invalid_scope', 'The requested scope is invalid or malformed')
const unsupportedGrant = loginError(
  400,
  'unsupported_grant_type',
  'The authorization grant type is not supported by the authorization server',
)
