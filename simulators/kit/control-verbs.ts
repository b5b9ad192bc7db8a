/** The control verbs that every simulator has: faults, journal, clock, reset. */
import { z } from 'zod'
import { type ControlParts, type ControlVerb, verb } from './control-verb.ts'
import { type Fault, faultKinds } from './fault-plane.ts'
import type { Journal, JournalFilter } from './journal.ts'
import { type ClockRate, machineNowMs, type WorldClock } from './world-clock.ts'

const none = z.object({})

const faultInput = z.strictObject({
  on: z.string().min(1),
  fault: z.enum(faultKinds),
  times: z.int().positive().optional(),
  delayMs: z.int().nonnegative().optional(),
  probability: z.number().min(0).max(1).optional(),
  match: z.record(z.string(), z.string()).optional(),
})

const journalInput = z.strictObject({
  on: z.string().optional(),
  path: z.string().optional(),
  status: z.union([z.literal('lost'), z.coerce.number().int()]).optional(),
  afterSeq: z.coerce.number().int().optional(),
  withEffect: z.stringbool().optional(),
})

const clockInput = z.strictObject({
  mode: z.enum(['real', 'scaled', 'stepped']).optional(),
  factor: z.number().positive().optional(),
  worldOriginMs: z.number().int().optional(),
  realOriginMs: z.number().int().optional(),
  advanceMs: z.int().nonnegative().optional(),
})

export function kitVerbs(parts: Omit<ControlParts, 'verbs'>): ControlVerb[] {
  const { clock, faults, journal } = parts
  const faultState = () => ({ waiting: faults.list(), fired: faults.fired() })
  return [
    verb({
      method: 'GET',
      path: 'faults',
      summary: 'Faults that wait, and how often each kind has struck.',
      input: none,
      run: faultState,
    }),
    verb({
      method: 'POST',
      path: 'faults',
      summary: 'Adds a fault, or a list of them.',
      input: z.union([faultInput, z.array(faultInput)]),
      run: (input) => {
        for (const fault of [input].flat()) faults.add(withoutGaps(fault) as Fault)
        return faultState()
      },
    }),
    verb({
      method: 'DELETE',
      path: 'faults',
      summary: 'Takes all faults away and sets their counts to 0.',
      input: none,
      run: () => faults.reset(),
    }),
    ...journalVerbs(journal),
    ...clockVerbs(clock),
    verb({
      method: 'POST',
      path: 'reset',
      summary: 'Puts the whole simulator back to its first state; the clock stays.',
      input: none,
      run: async () => {
        faults.reset()
        journal.reset()
        await parts.reset()
      },
    }),
  ]
}

function journalVerbs(journal: Journal): ControlVerb[] {
  return [
    verb({
      method: 'GET',
      path: 'journal',
      summary: 'Calls and deliveries, oldest first.',
      input: journalInput,
      run: (input) => ({ entries: journal.entries(withoutGaps(input) as JournalFilter) }),
    }),
    verb({
      method: 'GET',
      path: 'calls',
      summary:
        'How often each operation was called, by status, whatever the journal has forgotten.',
      input: none,
      run: () => journal.tally(),
    }),
    verb({
      method: 'DELETE',
      path: 'journal',
      summary: 'Empties the journal.',
      input: none,
      run: () => journal.reset(),
    }),
  ]
}

function clockVerbs(clock: WorldClock): ControlVerb[] {
  const state = () => ({ mode: clock.mode(), nowMs: clock.nowMs(), ...clock.rate() })
  return [
    verb({ method: 'GET', path: 'clock', summary: 'World time.', input: none, run: state }),
    verb({
      method: 'POST',
      path: 'clock',
      summary: 'Sets the rate of world time, moves it forward, or both.',
      input: clockInput,
      run: async (input) => {
        if (input.mode !== undefined || input.factor !== undefined) {
          clock.setRate(newRate(clock, input))
        }
        if (input.advanceMs !== undefined) await clock.advanceTo(clock.nowMs() + input.advanceMs)
        return state()
      },
    }),
  ]
}

function newRate(clock: WorldClock, input: z.infer<typeof clockInput>): ClockRate {
  const factor = input.mode === 'stepped' ? 0 : input.mode === 'real' ? 1 : (input.factor ?? 1)
  return {
    worldOriginMs: input.worldOriginMs ?? clock.nowMs(),
    realOriginMs: input.realOriginMs ?? machineNowMs(),
    factor,
  }
}

/** Drops keys whose value is undefined, which exactOptionalPropertyTypes would refuse. */
function withoutGaps(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
}
