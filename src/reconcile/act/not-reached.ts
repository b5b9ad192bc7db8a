/** A look that failed: nothing is in doubt, so the key comes back when the platform may be there. */
import { PlatformError } from '../../core/platform-error.ts'
import type { Held } from '../../work/held.ts'
import type { Progress } from '../key-outcome.ts'

const pauseMs = {
  throttled: 2_000,
  unavailable: 10_000,
  unauthorized: 60_000,
  unclear: 10_000,
} as const

/** Answers how the key goes on; rethrows what is no error of a platform. */
export function notReached(held: Held, error: unknown): Progress {
  if (!(error instanceof PlatformError)) throw error
  const { kind, code, retryAfterMs } = error.facts
  // The platform said no, or spoke another language: repeating at once changes nothing.
  if (kind === 'rejected' || kind === 'contract') return { held, is: 'failed', code }
  return { held, is: 'released', againInMs: Math.max(retryAfterMs ?? 0, pauseMs[kind]) }
}
