/** What a failure of the queue means; its text is left out, for it can repeat what was sent. */
import { PlatformError, type PlatformErrorKind } from '../../core/platform-error.ts'

const unauthorized =
  /AccessDenied|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|ExpiredToken|InvalidSecurity|CredentialsProvider|TokenProvider|MissingAuthentication|OptInRequired/i
const throttled = /Throttl|OverLimit|TooManyRequests/i
const rejected =
  /NonExistentQueue|QueueDoesNotExist|InvalidAddress|ReceiptHandleIsInvalid|Invalid|HOST_NOT/i

export function queueError(operation: string, error: unknown): PlatformError {
  const facts = factsOf(error)
  return new PlatformError({
    kind: kindOf(facts),
    platform: 'amazon',
    operation,
    code: facts.code,
    status: facts.status,
    requestId: facts.requestId,
    retryAfterMs: null,
  })
}

type QueueFailure = {
  readonly code: string
  readonly status: number | null
  readonly requestId: string | null
}

function kindOf({ code, status }: QueueFailure): PlatformErrorKind {
  if (throttled.test(code) || status === 429) return 'throttled'
  if (unauthorized.test(code) || status === 401 || status === 403) return 'unauthorized'
  if (status !== null && status >= 500) return 'unavailable'
  if (rejected.test(code) || (status !== null && status >= 400)) return 'rejected'
  return 'unavailable'
}

/** AWS errors carry a name and `$metadata`; socket errors a code. */
function factsOf(error: unknown): QueueFailure {
  const shape = (typeof error === 'object' && error !== null ? error : {}) as {
    readonly name?: unknown
    readonly code?: unknown
    readonly $metadata?: { readonly httpStatusCode?: unknown; readonly requestId?: unknown }
  }
  const status = shape.$metadata?.httpStatusCode
  const requestId = shape.$metadata?.requestId
  return {
    code: codeOf(shape.code) ?? codeOf(shape.name) ?? 'QUEUE_FAILED',
    status: typeof status === 'number' ? status : null,
    requestId: typeof requestId === 'string' ? requestId : null,
  }
}

function codeOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.-]{1,80}$/.test(value) ? value : undefined
}
