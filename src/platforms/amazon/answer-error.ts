/**
 * What a refusal of Amazon means, by status and by Amazon's own code. Its message and details are read
 * here for their meaning and never kept: they can hold anything.
 * Source: facts of the Orders, Notifications and Sellers models, and of LWA (read 2026-11-22).
 */
import { PlatformError, type PlatformErrorKind } from '../../core/platform-error.ts'
import type { OutsideAnswer } from '../../core/ports.ts'
import { parseJson, type WireError, wireErrors, wireTokenError } from './wire/answers.ts'

export type AskedFor = { readonly operation: string; readonly writes: boolean }

/** The error for an answer that is not a 2xx one; `code` where we have a better one than Amazon's. */
export function refusalOf(asked: AskedFor, answer: OutsideAnswer, code?: string): PlatformError {
  return new PlatformError({
    kind: kindOf(asked, answer.status),
    platform: 'amazon',
    operation: asked.operation,
    code: code ?? codeOf(answer),
    status: answer.status,
    requestId: requestIdOf(answer),
    retryAfterMs: retryAfterMs(answer),
  })
}

/** A 2xx answer whose body does not have the shape that we know: after a write nobody knows. */
export function unknownShape(
  operation: string,
  answer: OutsideAnswer | null,
  code: string,
  writes = false,
): PlatformError {
  return new PlatformError({
    kind: writes ? 'unclear' : 'contract',
    platform: 'amazon',
    operation,
    code,
    status: answer?.status ?? null,
    requestId: answer === null ? null : requestIdOf(answer),
    retryAfterMs: null,
  })
}

/**
 * Operations that say 403 `Unauthorized` for "not now" (too early, asked already). There it is no matter
 * of tokens or roles.
 */
const refusesWith403 = /solicitation|messag/i

/** `named`: Amazon blames the token by name. `possible`: a bare 403, which a token may have caused. */
export type TokenBlame = 'named' | 'possible' | 'none'

export function tokenBlame(operation: string, answer: OutsideAnswer): TokenBlame {
  if (answer.status === 401) return 'named'
  if (answer.status !== 403) return 'none'
  const errors = errorsOf(answer)
  const words = errors.map((error) => `${error.message ?? ''} ${error.details ?? ''}`).join(' ')
  if (/\b(access|security) token\b/i.test(words)) return 'named'
  if (refusesWith403.test(operation)) return 'none'
  return errors.length === 0 || errors.some((error) => error.code === 'Unauthorized')
    ? 'possible'
    : 'none'
}

/** The error for a refused token request: LWA answers as OAuth does. */
export function tokenRefusalOf(answer: OutsideAnswer): PlatformError {
  const parsed = wireTokenError.safeParse(parseJson(answer.text))
  const code = parsed.success ? cleanCode(parsed.data.error) : undefined
  const refused = answer.status === 400 || answer.status === 401 || answer.status === 403
  return new PlatformError({
    kind:
      refused && code !== 'invalid_request'
        ? 'unauthorized'
        : kindOf({ operation: 'token', writes: false }, answer.status),
    platform: 'amazon',
    operation: 'token',
    code: code ?? `HTTP_${answer.status}`,
    status: answer.status,
    requestId: requestIdOf(answer),
    retryAfterMs: retryAfterMs(answer),
  })
}

function kindOf(asked: AskedFor, status: number): PlatformErrorKind {
  if (status === 429) return 'throttled'
  if (status >= 500 || status === 408) return asked.writes ? 'unclear' : 'unavailable'
  if (status === 401) return 'unauthorized'
  if (status === 403) return refusesWith403.test(asked.operation) ? 'rejected' : 'unauthorized'
  if (status >= 400) return 'rejected'
  return asked.writes ? 'unclear' : 'contract'
}

/** Amazon writes `InvalidInput` and `Invalid Input` alike. */
function codeOf(answer: OutsideAnswer): string {
  return cleanCode(errorsOf(answer)[0]?.code ?? '') ?? `HTTP_${answer.status}`
}

function cleanCode(code: string): string | undefined {
  const bare = code.replaceAll(' ', '')
  return /^[\w.-]{1,60}$/.test(bare) ? bare : undefined
}

/** What Amazon says of a refusal; for its meaning only, never to be kept as it is. */
export function errorsOf(answer: OutsideAnswer): readonly WireError[] {
  const parsed = wireErrors.safeParse(parseJson(answer.text))
  return parsed.success ? parsed.data.errors : []
}

function requestIdOf(answer: OutsideAnswer): string | null {
  const requestId = answer.headers['x-amzn-requestid'] ?? ''
  return /^[\w.:=+/-]{1,100}$/.test(requestId) ? requestId : null
}

function retryAfterMs(answer: OutsideAnswer): number | null {
  const seconds = answer.headers['retry-after'] ?? ''
  return /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1_000 : null
}
