/** The batches that run in this process at this moment. */
import type { Held } from './held.ts'

export type InFlight = {
  size(): number
  held(): Held[]
  /** Counts the keys as running until the promise (it must not reject) resolves, then tells. */
  add(held: readonly Held[], running: Promise<void>, tell: () => void): void
  /** Resolves when none of those that run now runs any more. */
  ended(): Promise<void>
}

export function createInFlight(): InFlight {
  const running = new Map<Promise<void>, readonly Held[]>()
  return {
    size: () => running.size,
    held: () => [...running.values()].flat(),
    add: (held, promise, tell) => {
      const tracked = promise.then(() => {
        running.delete(tracked)
        tell()
      })
      running.set(tracked, held)
    },
    ended: async () => {
      await Promise.all(running.keys())
    },
  }
}
