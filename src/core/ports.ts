/**
 * The ports that the core declares and that `main.ts` joins: the door (all outside traffic), the
 * machine clock and the budget. Platforms and store implement them and never import each other.
 */

/** Monotonic machine time in ms; only differences mean anything. Never scaled. */
export type Monotonic = { nowMs(): number }

/** Both on the monotonic clock. After the first nothing is sent; at the second the call is aborted. */
export type Deadlines = { readonly sendBeforeMs: number; readonly answerByMs: number }

export type OutsideCall = {
  /** `notices`: chat and webhooks of the merchant's own. */
  readonly platform: 'amazon' | 'shopify' | 'notices'
  /** `getOrder`, `orderCreate`, `token` …: for budgets, metrics and the simulation. */
  readonly operation: string
  /** True when a lost answer leaves an effect in doubt. */
  readonly writes: boolean
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly deadlines: Deadlines
  /** The answer is no text, or none in UTF-8: it comes as `bytes` too. */
  readonly asBytes?: boolean
  /** A new file that the body of a 2xx answer goes into, for what is too large to be held. */
  readonly saveTo?: string
}

export type OutsideAnswer = {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** Only where they were asked for; a simulation in memory has text alone. */
  readonly bytes?: Uint8Array
  /** True when the body is in the file that was named; a simulation in memory has text instead. */
  readonly saved?: boolean
}

/**
 * Carries one call to its host and back: fetch in production, the simulators in memory in the soak.
 * Throws TransportError; `sent: false` only when surely nothing left this machine.
 */
export type Transport = (call: OutsideCall, signal: AbortSignal) => Promise<OutsideAnswer>

export class TransportError extends Error {
  override readonly name = 'TransportError'
  readonly sent: boolean
  readonly code: string
  constructor(facts: { sent: boolean; code: string }, options?: { cause?: unknown }) {
    super(`transport: ${facts.code}`, options)
    this.sent = facts.sent
    this.code = facts.code
  }
}

/** The only way out. Throws PlatformError (unavailable, unclear); any status is an answer. */
export type Door = { send(call: OutsideCall): Promise<OutsideAnswer> }

/** What an answer said about a quota, handed to the budgets. */
export type LearntLimit = {
  readonly platform: 'amazon' | 'shopify'
  readonly operation: string
  readonly ratePerS: number
  readonly capacity: number | null
  readonly available: number | null
  readonly costRequested: number | null
  readonly costActual: number | null
}

/** Access tokens that all processes share; kept encrypted. World time: the platform ends them. */
export type TokenStore = {
  get(kind: string): Promise<{ readonly token: string; readonly expiresAtMs: number } | null>
  put(kind: string, token: string, expiresAtMs: number): Promise<void>
}
