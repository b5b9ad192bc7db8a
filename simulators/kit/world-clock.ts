/**
 * World time of the simulators: quotas, token expiry, index lag, deliveries. Three modes: `real`, `scaled` (the same
 * three numbers as the product's `app_now()`), `stepped` (moves only when told to). Nothing else in the simulators
 * may read the machine's clock.
 */
import { createTimerHeap, type TimerHeap } from './timer-heap.ts'
import { unreachable } from './unreachable.ts'

export type ClockMode = 'real' | 'scaled' | 'stepped'

/** world now = worldOriginMs + (machine now - realOriginMs) * factor; stepped has factor 0. */
export type ClockRate = {
  readonly worldOriginMs: number
  readonly realOriginMs: number
  readonly factor: number
}

export type WorldClock = {
  mode(): ClockMode
  nowMs(): number
  /** Runs `run` when world time reaches `dueMs`; gives back the way to cancel it. */
  at(dueMs: number, run: () => void | Promise<void>): () => void
  /** Resolves after `delayMs` of world time. Stepped: at once, for nobody could step a clock that waits for its caller. */
  wait(delayMs: number): Promise<void>
  setRate(rate: ClockRate): void
  rate(): ClockRate
  /** Moves world time forward and runs what falls due on the way, in order, awaiting each. */
  advanceTo(ms: number): Promise<void>
  stop(): void
}

export function createRealClock(): WorldClock {
  const nowMs = machineNowMs()
  return createClock('real', { worldOriginMs: nowMs, realOriginMs: nowMs, factor: 1 })
}

export function createScaledClock(rate: ClockRate): WorldClock {
  return createClock('scaled', rate)
}

export function createSteppedClock(options: { readonly nowMs: number }): WorldClock {
  return createClock('stepped', { worldOriginMs: options.nowMs, realOriginMs: 0, factor: 0 })
}

/** The machine's clock: for the origin of a scaled world, and for sockets. */
export function machineNowMs(): number {
  return Date.now()
}

const longestNapMs = 60 * 60_000

function createClock(firstMode: ClockMode, firstRate: ClockRate): WorldClock {
  const timers = createTimerHeap()
  let mode = firstMode
  let rate = firstRate
  let turn: Promise<void> = Promise.resolve()

  const nowMs = (): number => worldNowMs(mode, rate)

  const arm = (): void => {
    const next = timers.peek()
    const isOff = next === undefined || mode === 'stepped'
    alarm.set(isOff ? undefined : napMs(next.dueMs - nowMs(), rate.factor))
  }
  const alarm = createAlarm(() => {
    for (let timer = timers.popDue(nowMs()); timer; timer = timers.popDue(nowMs())) {
      void timer.run() // a rejection is a defect of the simulator and must be loud
    }
    arm()
  })
  const advance = async (targetMs: number): Promise<void> => {
    await runDue(timers, targetMs, (ms) => {
      rate = movedTo(rate, nowMs(), ms)
    })
    arm()
  }

  return {
    mode: () => mode,
    nowMs,
    at(dueMs, run) {
      const timer = timers.push(dueMs, run)
      if (timers.peek() === timer) arm()
      return () => {
        timer.cancelled = true
      }
    },
    wait(delayMs) {
      if (mode === 'stepped') return Promise.resolve()
      return new Promise((resolve) => {
        this.at(nowMs() + delayMs, resolve)
      })
    },
    setRate(next) {
      rate = next
      mode = modeOf(next)
      arm()
    },
    rate: () => rate,
    advanceTo(ms) {
      const step = turn.then(() => advance(ms))
      turn = step.catch(() => undefined) // the caller hears of it; the next step goes on
      return step
    },
    stop() {
      alarm.set(undefined)
      timers.clear()
    },
  }
}

/** How long the machine sleeps until then; never longer than an hour, for timers have a limit. */
function napMs(worldMs: number, factor: number): number {
  return Math.ceil(Math.min(longestNapMs, Math.max(0, worldMs / factor)))
}

function modeOf({ factor }: ClockRate): ClockMode {
  if (factor === 0) return 'stepped'
  return factor === 1 ? 'real' : 'scaled'
}

function worldNowMs(mode: ClockMode, rate: ClockRate): number {
  switch (mode) {
    case 'stepped':
      return rate.worldOriginMs
    case 'real':
    case 'scaled':
      return Math.floor(rate.worldOriginMs + (machineNowMs() - rate.realOriginMs) * rate.factor)
    default:
      return unreachable(mode)
  }
}

async function runDue(
  timers: TimerHeap,
  targetMs: number,
  moveTo: (ms: number) => void,
): Promise<void> {
  for (let timer = timers.popDue(targetMs); timer; timer = timers.popDue(targetMs)) {
    moveTo(timer.dueMs)
    await timer.run()
  }
  moveTo(targetMs)
}

/** One timer of the machine that does not keep the process alive. */
function createAlarm(ring: () => void): { set(afterMs: number | undefined): void } {
  let timer: NodeJS.Timeout | undefined
  return {
    set(afterMs) {
      clearTimeout(timer)
      if (afterMs !== undefined) timer = setTimeout(ring, afterMs).unref()
    },
  }
}

/** World time never goes back: a target that has passed changes nothing. */
function movedTo(rate: ClockRate, nowMs: number, targetMs: number): ClockRate {
  const forwardMs = targetMs - nowMs
  return forwardMs <= 0 ? rate : { ...rate, worldOriginMs: rate.worldOriginMs + forwardMs }
}
