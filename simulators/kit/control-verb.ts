/** One verb of a control door, and what every door is made of. */
import type { z } from 'zod'
import type { FaultPlane } from './fault-plane.ts'
import type { Journal } from './journal.ts'
import type { WorldClock } from './world-clock.ts'

export type ControlVerb = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** After `/_control/`: "orders/place". */
  readonly path: string
  readonly summary: string
  readonly input: z.ZodType
  readonly run: (input: never) => unknown
}

/** Ties the input of a verb to its schema, so that `run` gets what was checked. */
export function verb<S extends z.ZodType>(spec: {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly summary: string
  readonly input: S
  readonly run: (input: z.infer<S>) => unknown
}): ControlVerb {
  return spec
}

export type ControlParts = {
  readonly name: string
  readonly clock: WorldClock
  readonly faults: FaultPlane
  readonly journal: Journal
  readonly reset: () => void | Promise<void>
  readonly verbs: readonly ControlVerb[]
}
