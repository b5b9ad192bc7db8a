/**
 * Waits for something that other processes bring about: looks again until it is there. The only pause
 * in the tests of whole processes; a test never sleeps for a guessed time.
 */
import { setTimeout as sleep } from 'node:timers/promises'

export type Patience = {
  /** Machine time; generous, because two cores may be shared. */
  readonly withinMs?: number
  readonly everyMs?: number
  /** What is waited for, for the message when it does not come. */
  readonly what?: string
}

const patienceMs = 50_000
const lookEveryMs = 60

/**
 * Resolves to what `look` answers once that is neither undefined, null nor false. What it throws counts
 * as "not yet"; the last of it is told when the time is over.
 */
export async function eventually<T>(
  look: () => T | Promise<T>,
  { withinMs = patienceMs, everyMs = lookEveryMs, what = 'what was waited for' }: Patience = {},
): Promise<NonNullable<Exclude<T, false>>> {
  const untilMs = performance.now() + withinMs
  for (;;) {
    const seen = await lookOnce(look)
    if (seen.is === 'there') return seen.value as NonNullable<Exclude<T, false>>
    if (performance.now() >= untilMs) {
      const why = seen.error instanceof Error ? `: ${seen.error.message}` : ''
      throw new Error(`${what} did not come within ${withinMs} ms${why}`, { cause: seen.error })
    }
    await sleep(everyMs)
  }
}

type Look<T> =
  | { readonly is: 'there'; readonly value: T }
  | { readonly is: 'missing'; readonly error: unknown }

async function lookOnce<T>(look: () => T | Promise<T>): Promise<Look<T>> {
  try {
    const value = await look()
    const isThere = value !== undefined && value !== null && value !== false
    return isThere ? { is: 'there', value } : { is: 'missing', error: undefined }
  } catch (error) {
    return { is: 'missing', error }
  }
}
