/** The steps of the import concern, so that each decision reads as one line. */
import type { Look, Step, Write } from '../../step.ts'
import type { HoldCode, HoldDetail, ReasonCode } from '../reasons.ts'

const concern = 'import' as const

export function look(what: Look, reason: ReasonCode): Step {
  return { do: 'look', concern, look: what, reason }
}

export function write(what: Write, reason: ReasonCode): Step {
  return { do: 'write', concern, write: what, reason }
}

export function wait(untilMs: number, reason: ReasonCode): Step {
  return { do: 'wait', concern, untilMs, reason }
}

export function hold(code: HoldCode, detail: HoldDetail, againAtMs: number | null = null): Step {
  return { do: 'hold', concern, code, detail, againAtMs }
}

export function rest(reason: ReasonCode, would: string | null = null): Step {
  return { do: 'rest', concern, reason, againAtMs: null, would }
}
