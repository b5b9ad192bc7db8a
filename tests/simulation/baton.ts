/**
 * Lets one logical actor run at a time. An actor asks for its turn at each point where another process
 * could come between (before a call leaves, before its answer is used, at failpoints); the scheduler
 * hands the turn to one of those who wait, chosen by the seed. What happens between two turns happens
 * alone, so a seed gives the same run again.
 */
import type { SeededRandom } from '../../simulators/kit/seeded-random.ts'

export type Turn = { readonly actor: string; readonly label: string }

type Waiting = Turn & { readonly go: () => void; pausedUntilMs: number }

export type Baton = {
  /** For actors: resolves when it is this actor's turn; never, after a crash. */
  turn(actor: string, label: string): Promise<void>
  /** Starts an actor; it runs until its first turn. */
  start(actor: string, run: () => Promise<void>): Promise<void>
  /** Who waits for a turn and is not paused at this time. */
  waiting(nowMs: number): readonly Turn[]
  /** Gives the turn to one of the waiting; resolves when it waits again, ends or fails. */
  give(actor: string): Promise<void>
  /** Drops an actor where it stands: it never gets another turn. */
  crash(actor: string): void
  /** The actor stands still until this time, as if its process was stopped. */
  pause(actor: string, untilMs: number): void
  /** The earliest end of a pause. */
  nextResumeMs(): number | null
  readonly trace: string[]
}

export function createBaton(onError: (actor: string, error: unknown) => void): Baton {
  const waiting = new Map<string, Waiting>()
  const trace: string[] = []
  let yielded: (() => void) | null = null

  const untilYield = () =>
    new Promise<void>((resolve) => {
      yielded = resolve
    })
  const yieldNow = () => {
    const resolve = yielded
    yielded = null
    resolve?.()
  }

  return {
    trace,
    turn(actor, label) {
      return new Promise<void>((go) => {
        waiting.set(actor, { actor, label, go, pausedUntilMs: 0 })
        yieldNow()
      })
    },
    async start(actor, run) {
      const ended = untilYield()
      run().then(yieldNow, (error: unknown) => {
        onError(actor, error)
        yieldNow()
      })
      await ended
    },
    waiting: (nowMs) => [...waiting.values()].filter((one) => one.pausedUntilMs <= nowMs),
    async give(actor) {
      const one = waiting.get(actor)
      if (one === undefined) throw new Error(`${actor} does not wait for a turn`)
      waiting.delete(actor)
      trace.push(`${one.actor}:${one.label}`)
      const ended = untilYield()
      one.go()
      await ended
    },
    crash(actor) {
      trace.push(`${actor}:crash`)
      waiting.delete(actor)
    },
    pause(actor, untilMs) {
      const one = waiting.get(actor)
      if (one === undefined) return
      trace.push(`${actor}:pause`)
      one.pausedUntilMs = untilMs
    },
    nextResumeMs() {
      const paused = [...waiting.values()].map((one) => one.pausedUntilMs).filter((ms) => ms > 0)
      return paused.length === 0 ? null : Math.min(...paused)
    },
  }
}

/** One of a list, or undefined of an empty one. */
export function pickFrom<T>(random: SeededRandom, list: readonly T[]): T | undefined {
  return list.length === 0 ? undefined : random.pick(list)
}
