/** The limits of the work table and its workers; a caller may set its own where a function takes it. */

/** Failures in a row after which a key is dead until a person revives it. */
export const failuresMax = 8

/** Leases in a row that ran out before a key is dead. */
export const lossesMax = 5

/** From this many losses a key is claimed alone, so that what ends its process takes no other along. */
export const lossesAlone = 2

/** Keys in one claim at most. */
export const claimMax = 500

/** Machine time a lease lasts without being extended. */
export const leaseMs = 30_000

/** One claim in so many begins with the worst lane, so that no lane starves. */
export const claimsPerLowLane = 20

/** Parked keys looked at per bucket and lane in one wake. */
export const wakeWindow = 500

/** World time before a key that an outage stopped is tried again. */
export const outagePauseMs = 5_000

const backoffFirstMs = 5_000
const backoffLongestMs = 900_000

/** World time to wait after a failure; `failures` are those before it. */
export function backoffMs(failures: number): number {
  return Math.min(backoffLongestMs, backoffFirstMs * 2 ** Math.min(failures, 20))
}

/** Machine time between two looks when nobody tells of a mark. */
export const pollMs = 1_000

/** Machine time a stopping worker gives its runs before it releases their keys. */
export const stopWithinMs = 20_000
