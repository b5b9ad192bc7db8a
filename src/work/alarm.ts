/** One timer that may be set many times: it goes off once, at the earliest. Machine time. */
import type { Scheduler } from './scheduler.ts'

export type Alarm = {
  /** Goes off after this delay unless it is set to go off sooner. */
  set(delayMs: number): void
  clear(): void
}

export function createAlarm(scheduler: Scheduler, ring: () => void): Alarm {
  let dueMs = Number.POSITIVE_INFINITY
  let cancel = () => {}
  const clear = (): void => {
    cancel()
    cancel = () => {}
    dueMs = Number.POSITIVE_INFINITY
  }
  return {
    clear,
    set: (delayMs) => {
      const atMs = scheduler.nowMs() + delayMs
      if (atMs >= dueMs) return
      cancel()
      dueMs = atMs
      cancel = scheduler.after(delayMs, () => {
        clear()
        ring()
      })
    },
  }
}
