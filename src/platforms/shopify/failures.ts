/**
 * What a failed answer means: the HTTP status and the top-level GraphQL errors of the Admin API 2026-10
 * turned into the one PlatformError. A write is `unclear` unless it surely did not run.
 * Must not: put any text of an answer into an error.
 */
import { PlatformError, type PlatformErrorKind } from '../../core/platform-error.ts'
import type { OutsideAnswer } from '../../core/ports.ts'
import type { Cost, Envelope, TopLevelError } from './wire/envelope.ts'

export type Called = { readonly call: string; readonly writes: boolean }

const retryAfterMaxMs = 3_600_000

/** Codes of GraphQL errors after which Shopify surely ran nothing, besides throttling. */
const refusedUnrun = new Set([
  'ARGUMENT_ERROR',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_ERROR',
  'GRAPHQL_VALIDATION_ERROR',
  'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
  'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED',
  'INVALID_FIELD_ARGUMENTS',
  'INVALID_VARIABLE',
  'MAX_COST_EXCEEDED',
  'MAX_INPUT_SIZE_EXCEEDED',
])

/** The failure that an HTTP status alone shows, or undefined for 200. */
export function statusFailure(called: Called, answer: OutsideAnswer): PlatformError | undefined {
  const { status } = answer
  if (status === 200) return undefined
  return failure(called, answer, statusKind(status, called.writes), `HTTP_${status}`, {
    retryAfterMs: status === 429 || status === 430 || status === 503 ? retryAfter(answer) : null,
  })
}

function statusKind(status: number, writes: boolean): PlatformErrorKind {
  if (status === 429 || status === 430) return 'throttled'
  if (status === 401 || status === 403) return 'unauthorized'
  // A frozen (402) or locked (423) shop refuses everything for a while.
  if (status === 402 || status === 423) return 'unavailable'
  if (status >= 500 || status === 408 || status === 499) return writes ? 'unclear' : 'unavailable'
  if (status >= 300 && status < 500) return 'rejected'
  return writes ? 'unclear' : 'contract'
}

/** The failure that top-level errors show, or undefined when there are none. */
export function graphqlFailure(
  called: Called,
  answer: OutsideAnswer,
  envelope: Envelope,
): PlatformError | undefined {
  const first = envelope.errors[0]
  if (first === undefined) return undefined
  const kind = worst(envelope.errors.map((error) => errorKind(error, envelope, called.writes)))
  const shown = envelope.errors.find((error) => errorKind(error, envelope, called.writes) === kind)
  const retryAfterMs = kind === 'throttled' ? throttleWait(envelope.cost) : null
  return failure(called, answer, kind, (shown ?? first).code, { retryAfterMs })
}

/** An answer without a usable shape: after a write nobody knows what happened. */
export function shapeFailure(called: Called, answer: OutsideAnswer, code: string): PlatformError {
  return failure(called, answer, called.writes ? 'unclear' : 'contract', code, {})
}

function errorKind(error: TopLevelError, envelope: Envelope, writes: boolean): PlatformErrorKind {
  const root = typeof error.path[0] === 'string' ? error.path[0] : undefined
  const ran = error.path.length > 1 || (root !== undefined && isObject(envelope.data?.[root]))
  if (!(writes && ran && envelope.hasData)) {
    if (error.code === 'THROTTLED') return 'throttled'
    if (error.code === 'ACCESS_DENIED') return 'unauthorized'
    // graphql-ruby names its static checks in camel case: `undefinedField`.
    if (refusedUnrun.has(error.code) || /^[a-z]/.test(error.code)) return 'rejected'
    if (error.code === 'RESOURCE_NOT_FOUND') return 'rejected'
  }
  return writes ? 'unclear' : 'unavailable'
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

/** With several errors the one that leaves most in doubt decides. */
function worst(kinds: readonly PlatformErrorKind[]): PlatformErrorKind {
  const order = ['unclear', 'unauthorized', 'rejected', 'throttled', 'unavailable'] as const
  return order.find((kind) => kinds.includes(kind)) ?? 'unavailable'
}

/** Until the bucket holds what the call asks for. */
function throttleWait(cost: Cost | null): number | null {
  if (cost === null || cost.throttleStatus.restoreRate <= 0) return null
  const missing = cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable
  return Math.max(0, Math.ceil((missing / cost.throttleStatus.restoreRate) * 1000))
}

/** Shopify sends seconds with a fraction ("2.0"). */
function retryAfter(answer: OutsideAnswer): number | null {
  const seconds = Number(answer.headers['retry-after'] ?? 'none')
  if (!Number.isFinite(seconds) || seconds < 0) return null
  return Math.min(retryAfterMaxMs, Math.ceil(seconds * 1000))
}

function failure(
  called: Called,
  answer: OutsideAnswer,
  kind: PlatformErrorKind,
  code: string,
  more: { retryAfterMs?: number | null },
): PlatformError {
  return new PlatformError({
    kind,
    platform: 'shopify',
    operation: called.call,
    code,
    status: answer.status,
    requestId: answer.headers['x-request-id'] ?? null,
    retryAfterMs: more.retryAfterMs ?? null,
  })
}
