/** The worker's only timer, in machine time. The simulation drives rounds itself and needs none. */

export type Scheduler = {
  /** Calls once after the delay; answers how to call it off. */
  after(delayMs: number, run: () => void): () => void
}

export const realScheduler: Scheduler = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}

/** Resolves after the delay, or at once when the signal is aborted. */
export function pause(scheduler: Scheduler, delayMs: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true) return Promise.resolve()
  return new Promise((resolve) => {
    const end = (): void => {
      cancel()
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const cancel = scheduler.after(delayMs, end)
    signal?.addEventListener('abort', end, { once: true })
  })
}
