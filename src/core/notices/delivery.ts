/**
 * What becomes of a delivery after a try: sent, again later, given up, or unclear for good. Pure. A mail
 * whose end is unclear is repeated once, and says so; a webhook carries the same id and may come again.
 */
import type { OutsideChannel } from './events.ts'

export type SendResult =
  | { readonly is: 'sent'; readonly code: string | null }
  /** Surely not taken. `isFinal`: the other side wants no more of it. */
  | {
      readonly is: 'not-sent'
      readonly code: string
      readonly retryAfterMs: number | null
      readonly isFinal: boolean
    }
  | { readonly is: 'unclear'; readonly code: string }

export type DeliveryEnd =
  | { readonly state: 'sent' | 'dead' | 'unclear'; readonly code: string | null }
  | {
      readonly state: 'waiting'
      readonly againInMs: number
      readonly wasUnclear: boolean
      readonly code: string
    }

const minuteMs = 60_000
export const attemptsMax = 8
const longestMs = 6 * 60 * minuteMs
const repeatUnclearMs = 5 * minuteMs

/** `attempts`: with the one that just ended. `unclear`: earlier ones that may have come. */
export function afterSending(
  result: SendResult,
  delivery: {
    readonly channel: OutsideChannel
    readonly attempts: number
    readonly unclear: number
  },
): DeliveryEnd {
  const { channel, attempts, unclear } = delivery
  if (result.is === 'sent') return { state: 'sent', code: result.code }
  const { code } = result
  if (result.is === 'unclear') {
    const mayRepeat = channel === 'webhook' ? attempts < attemptsMax : unclear === 0
    if (!mayRepeat || attempts >= attemptsMax) return { state: 'unclear', code }
    const againInMs = channel === 'webhook' ? pauseMs(attempts) : repeatUnclearMs
    return { state: 'waiting', againInMs, wasUnclear: true, code }
  }
  if (result.isFinal || attempts >= attemptsMax) {
    // One that may have come is not called given up.
    return { state: unclear > 0 ? 'unclear' : 'dead', code }
  }
  const againInMs = Math.max(pauseMs(attempts), result.retryAfterMs ?? 0)
  return { state: 'waiting', againInMs, wasUnclear: false, code }
}

/** 1, 4, 16, 64 minutes, then at most six hours. */
function pauseMs(attempts: number): number {
  return Math.min(longestMs, minuteMs * 4 ** (attempts - 1))
}
