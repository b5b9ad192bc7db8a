/**
 * Lets one logical actor run at a time. An actor asks for its turn at each point where another process
 * could come between (before a call leaves, before its answer is used, at failpoints); the scheduler
 * gives the turn to one of those who wait, chosen by the seed. An actor may wait at several points at
 * once, as a worker does that has several calls under way. What happens between two turns happens
 * alone, so a seed gives the same run again.
 */
export type Turn = { readonly actor: string; readonly label: string; readonly ticket: number }

type Waiting = Turn & { readonly go: () => void }

export type Baton = {
  /** For actors: resolves when it is this actor's turn; never, after a crash. */
  turn(actor: string, label: string): Promise<void>
  /** Starts an actor; resolves when it waits for its first turn. */
  start(actor: string, run: () => Promise<void>): Promise<void>
  /** Who waits for a turn and is not paused, in the order in which they came. */
  waiting(): readonly Turn[]
  /** Gives the turn to one who waits; resolves when nobody runs any more. */
  give(turn: Turn): Promise<void>
  /** Drops an actor where it stands: it never gets another turn, and its timers never ring. */
  crash(actor: string): void
  /** The actor stands still until this time, as if its process was stopped. */
  pause(actor: string, untilMs: number): void
  /** Lets those go on whose pause is over. */
  wake(nowMs: number): void
  /** The earliest end of a pause. */
  nextResumeMs(): number | null
  /** A timer of an actor rings: not after its crash, and after a pause when it goes on. */
  ring(actor: string, run: () => void): void
  readonly trace: string[]
}

export function createBaton(parts: {
  /** Resolves when nothing runs: each actor waits for a turn or has ended. */
  readonly quiet: () => Promise<void>
  readonly onError: (actor: string, error: unknown) => void
}): Baton {
  const { quiet, onError } = parts
  const waiting = new Map<number, Waiting>()
  const pauses = createPauses()
  const crashed = new Set<string>()
  const trace: string[] = []
  let tickets = 0

  return {
    trace,
    turn(actor, label) {
      return new Promise<void>((go) => {
        if (crashed.has(actor)) return
        tickets += 1
        waiting.set(tickets, { actor, label, ticket: tickets, go })
      })
    },
    async start(actor, run) {
      run().catch((error: unknown) => onError(actor, error))
      await quiet()
    },
    waiting: () => [...waiting.values()].filter((one) => !pauses.has(one.actor)),
    async give({ ticket }) {
      const one = waiting.get(ticket)
      if (one === undefined) throw new Error('nobody waits with this ticket')
      waiting.delete(ticket)
      trace.push(`${one.actor}:${one.label}`)
      one.go()
      await quiet()
    },
    crash(actor) {
      trace.push(`${actor}:crash`)
      crashed.add(actor)
      pauses.end(actor)
      for (const one of [...waiting.values()]) {
        if (one.actor === actor) waiting.delete(one.ticket)
      }
    },
    pause(actor, untilMs) {
      trace.push(`${actor}:pause`)
      pauses.begin(actor, untilMs)
    },
    wake: pauses.wake,
    nextResumeMs: pauses.nextEndMs,
    ring(actor, run) {
      if (!crashed.has(actor) && !pauses.keep(actor, run)) run()
    },
  }
}

/** Who stands still until when, and which of their timers rang meanwhile. */
function createPauses() {
  const paused = new Map<string, { readonly untilMs: number; readonly rang: (() => void)[] }>()
  return {
    has: (actor: string) => paused.has(actor),
    begin(actor: string, untilMs: number): void {
      paused.set(actor, { untilMs, rang: paused.get(actor)?.rang ?? [] })
    },
    end: (actor: string) => paused.delete(actor),
    /** Keeps a timer for the end of the pause; false when there is none. */
    keep(actor: string, run: () => void): boolean {
      const pause = paused.get(actor)
      pause?.rang.push(run)
      return pause !== undefined
    },
    wake(nowMs: number): void {
      for (const [actor, { untilMs, rang }] of [...paused]) {
        if (untilMs > nowMs) continue
        paused.delete(actor)
        for (const run of rang) run()
      }
    },
    nextEndMs(): number | null {
      const ends = [...paused.values()].map((one) => one.untilMs)
      return ends.length === 0 ? null : Math.min(...ends)
    },
  }
}
