/**
 * Amazon's website authorisation: where a seller gives an application access, and the refresh token for the code
 * that comes back. A draft application says so, or Seller Central refuses it.
 * Source: SP-API, website authorization workflow, read 2026-11-22.
 */
import { z } from 'zod'
import type { Door, Monotonic } from '../../core/ports.ts'
import { tokenRefusalOf, unknownShape } from './answer-error.ts'
import { parseJson } from './wire/answers.ts'

const sellerCentral = {
  na: 'https://sellercentral.amazon.com',
  eu: 'https://sellercentral-europe.amazon.com',
  fe: 'https://sellercentral.amazon.co.jp',
} as const

const sendWithinMs = 5_000
const answerWithinMs = 10_000
const answerShape = z.object({ refresh_token: z.string().min(1) })

export function consentUrl(
  where: { readonly region: keyof typeof sellerCentral; readonly base: string | undefined },
  asked: { readonly applicationId: string; readonly redirectUri: string; readonly state: string },
): string {
  const query = new URLSearchParams({
    application_id: asked.applicationId,
    state: asked.state,
    redirect_uri: asked.redirectUri,
    version: 'beta',
  })
  return `${where.base ?? sellerCentral[where.region]}/apps/authorize/consent?${query}`
}

export type CodeParts = {
  readonly door: Door
  readonly monotonic: Monotonic
  readonly lwaUrl: string
  readonly userAgent: string
}

/** Throws PlatformError: the code was used before, is older than five minutes, or is another app's. */
export async function refreshTokenForCode(
  { door, monotonic, lwaUrl, userAgent }: CodeParts,
  given: {
    readonly clientId: string
    readonly clientSecret: string
    readonly code: string
    readonly redirectUri: string
  },
): Promise<string> {
  const form = {
    grant_type: 'authorization_code',
    code: given.code,
    redirect_uri: given.redirectUri,
    client_id: given.clientId,
    client_secret: given.clientSecret,
  }
  const nowMs = monotonic.nowMs()
  const answer = await door.send({
    platform: 'amazon',
    operation: 'token',
    writes: false,
    method: 'POST',
    url: lwaUrl,
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
      'user-agent': userAgent,
    },
    body: new URLSearchParams(form).toString(),
    deadlines: { sendBeforeMs: nowMs + sendWithinMs, answerByMs: nowMs + answerWithinMs },
  })
  if (answer.status < 200 || answer.status > 299) throw tokenRefusalOf(answer)
  const read = answerShape.safeParse(parseJson(answer.text))
  if (!read.success) throw unknownShape('token', answer, 'TOKEN_UNREADABLE')
  return read.data.refresh_token
}
