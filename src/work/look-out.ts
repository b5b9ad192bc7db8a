/**
 * When a worker looks for work: when told, when a run ends, when something is due, and each poll. Looks
 * never overlap; a call during a look makes one more. Wakes parked keys as their buckets refill.
 */
import { createAlarm } from './alarm.ts'
import { type ClaimOptions, claimWhileDue, isDue, sleepMs } from './claim-while-due.ts'
import { pollMs } from './limits.ts'
import { failureCode } from './outage.ts'
import type { Scheduler } from './scheduler.ts'
import { wakeParked } from './wake-parked.ts'

export type LookOutOptions = ClaimOptions & { readonly scheduler: Scheduler }

export type LookOut = {
  /** With `told`, something is known to be due: claims without asking first. */
  look(why?: 'told'): void
  wakeParkedSoon(): void
  drained(): Promise<void>
  /** Resolves when no look is under way; there will be none after it. */
  stop(): Promise<void>
}

type State = {
  looking: Promise<void> | undefined
  again: boolean
  told: boolean
  /** Nothing was due at the last look. */
  quiet: boolean
  wakeWanted: boolean
  /** World time at which a bucket can serve its next waiter. */
  wakeAtMs: number | null
  waiters: (() => void)[]
}

export function createLookOut(options: LookOutOptions): LookOut {
  const state: State = {
    looking: undefined,
    again: false,
    told: true,
    quiet: false,
    wakeWanted: true,
    wakeAtMs: null,
    waiters: [],
  }
  const ring = (): void => {
    state.wakeWanted = true
    look()
  }
  const due = createAlarm(options.scheduler, ring)
  const poll = createAlarm(options.scheduler, ring)

  const look = (why?: 'told'): void => {
    state.again = true
    state.told ||= why === 'told'
    if (state.looking !== undefined || options.stopping.aborted) return
    state.looking = lookUntilQuiet().finally(() => {
      state.looking = undefined
      if (state.again) look()
      else tellDrained(state, options)
    })
  }

  const lookUntilQuiet = async (): Promise<void> => {
    while (state.again && !options.stopping.aborted) {
      const sleep = await lookOnce(state, options)
      if (sleep !== undefined) due.set(sleep)
      poll.setUnlessSet(options.pollMs ?? pollMs)
    }
  }

  return {
    look,
    wakeParkedSoon: () => {
      state.wakeWanted = true
    },
    drained: () => {
      const told = new Promise<void>((resolve) => state.waiters.push(resolve))
      look()
      return told
    },
    stop: async () => {
      await state.looking
      due.clear()
      poll.clear()
      tellDrained(state, options)
    },
  }
}

/** Answers how long to sleep; undefined when a run's end or the poll is waited for. */
async function lookOnce(state: State, options: LookOutOptions): Promise<number | undefined> {
  state.again = false
  const told = state.told
  state.told = false
  try {
    if (state.wakeWanted) {
      state.wakeWanted = false
      state.wakeAtMs = (await wakeParked(options.db)).nextAtMs
    }
    const next = await claimWhileDue(options, told)
    state.quiet = next !== undefined && !isDue(next)
    if (next === undefined) return undefined
    // Looks may come so fast that the alarm is set anew before it goes off.
    if (state.wakeAtMs !== null && state.wakeAtMs <= next.worldNowMs) state.wakeWanted = true
    return sleepMs(next, state.wakeAtMs, options.pollMs ?? pollMs)
  } catch (error) {
    state.quiet = false
    options.onEvent?.({ kind: 'look-failed', code: failureCode(error) })
    return undefined
  }
}

function tellDrained(state: State, options: LookOutOptions): void {
  if (!(state.quiet && options.running() === 0) && !options.stopping.aborted) return
  for (const tell of state.waiters) tell()
  state.waiters = []
}
