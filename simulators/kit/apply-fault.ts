/**
 * Turns a fault into what the caller of one operation sees, and decides whether and when the effect happens. The
 * platform's own words (429, 503, a refusal) come from the simulator; this only holds the order of things.
 */
import type { Fault } from './fault-plane.ts'
import { lostAnswer, type WireAnswer } from './wire.ts'
import type { WorldClock } from './world-clock.ts'

export type FaultedCall = {
  readonly fault: Fault | undefined
  readonly clock: WorldClock
  /** Does the operation and answers. For list faults it receives the fault and gives a shorter or older answer. */
  readonly perform: (fault: Fault | undefined) => WireAnswer | Promise<WireAnswer>
  readonly throttled: () => WireAnswer
  readonly unavailable: () => WireAnswer
  /** The platform's business refusal of this operation; without one it is not refused but unavailable. */
  readonly refused?: () => WireAnswer | Promise<WireAnswer>
  readonly expiredToken?: () => WireAnswer
  /** The success answer of an operation that leaves no effect. */
  readonly dropped?: () => WireAnswer | Promise<WireAnswer>
}

const defaultDelayMs = 30_000

/** Runs one call under a fault; without a fault it just performs. */
export async function applyFault(call: FaultedCall): Promise<WireAnswer> {
  const { fault, clock } = call
  if (fault === undefined) return call.perform(undefined)
  const delayMs = fault.delayMs ?? defaultDelayMs
  switch (fault.fault) {
    case 'slow': {
      const answer = await call.perform(undefined)
      await clock.wait(delayMs)
      return answer
    }
    case 'throttled':
      return call.throttled()
    case 'refused':
      return call.refused?.() ?? call.unavailable()
    case 'unavailable':
      return call.unavailable()
    case 'expired-token':
      return call.expiredToken?.() ?? call.unavailable()
    case 'answer-lost':
      await call.perform(undefined)
      return lostAnswer
    case 'applied-late':
      clock.at(clock.nowMs() + delayMs, async () => {
        await call.perform(undefined)
      })
      return lostAnswer
    case 'silently-dropped':
      return call.dropped === undefined ? call.perform(fault) : call.dropped()
    default:
      return call.perform(fault)
  }
}
