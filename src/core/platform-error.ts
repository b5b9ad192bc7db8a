/**
 * The one error that platform clients throw. `act` and `observe` turn it into values. Its message is
 * a constant sentence: never a response body, never personal data.
 */
export type PlatformErrorKind =
  /** Over a quota; nothing happened. */
  | 'throttled'
  /** Not reached, or answered 5xx before doing anything that we could have asked for (reads). */
  | 'unavailable'
  | 'unauthorized'
  /** The platform understood and said no. */
  | 'rejected'
  /** The answer does not have the shape that we know. */
  | 'contract'
  /** Sent, and no usable answer: it may or may not have happened. */
  | 'unclear'

export type PlatformErrorFacts = {
  readonly kind: PlatformErrorKind
  readonly platform: 'amazon' | 'shopify' | 'notices'
  readonly operation: string
  /** The platform's own code (`QuotaExceeded`, `THROTTLED`, `ECONNREFUSED`), never free text. */
  readonly code: string
  readonly status: number | null
  readonly requestId: string | null
  readonly retryAfterMs: number | null
}

export class PlatformError extends Error {
  override readonly name = 'PlatformError'
  readonly facts: PlatformErrorFacts
  constructor(facts: PlatformErrorFacts, options?: { cause?: unknown }) {
    super(`${facts.platform} ${facts.operation}: ${facts.kind} (${facts.code})`, options)
    this.facts = facts
  }
}
