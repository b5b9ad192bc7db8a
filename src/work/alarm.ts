/** One timer that may be set many times and goes off once. Machine time. */
import type { Scheduler } from './scheduler.ts'

export type Alarm = {
  /** Goes off after this delay, and not when it was set to before. */
  set(delayMs: number): void
  /** The same, unless it is set already. */
  setUnlessSet(delayMs: number): void
  clear(): void
}

export function createAlarm(scheduler: Scheduler, ring: () => void): Alarm {
  let cancel: (() => void) | undefined
  const clear = (): void => {
    cancel?.()
    cancel = undefined
  }
  const set = (delayMs: number): void => {
    clear()
    cancel = scheduler.after(delayMs, () => {
      cancel = undefined
      ring()
    })
  }
  return {
    set,
    setUnlessSet: (delayMs) => {
      if (cancel === undefined) set(delayMs)
    },
    clear,
  }
}
