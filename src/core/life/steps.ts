/** The steps of a concern of order life, so that each decision reads as one line. */
import type { HoldCode, HoldDetail, ReasonCode } from '../orders/reasons.ts'
import type { Concern, Look, Step, Write } from '../step.ts'

export type Steps = {
  look(what: Look, reason: ReasonCode): Step
  write(what: Write, reason: ReasonCode): Step
  wait(untilMs: number, reason: ReasonCode): Step
  hold(code: HoldCode, detail: HoldDetail, againAtMs?: number | null): Step
  rest(reason: ReasonCode, more?: { readonly againAtMs?: number; readonly would?: string }): Step
}

export function stepsOf(concern: Concern): Steps {
  return {
    look: (what, reason) => ({ do: 'look', concern, look: what, reason }),
    write: (what, reason) => ({ do: 'write', concern, write: what, reason }),
    wait: (untilMs, reason) => ({ do: 'wait', concern, untilMs, reason }),
    hold: (code, detail, againAtMs = null) => ({ do: 'hold', concern, code, detail, againAtMs }),
    rest: (reason, more = {}) => ({
      do: 'rest',
      concern,
      reason,
      againAtMs: more.againAtMs ?? null,
      would: more.would ?? null,
    }),
  }
}

/** In `watch` a step that would send is told and not done. */
export function watched(step: Step, lane: 'watch' | 'live', would: string): Step {
  if (lane === 'live' || step.do !== 'write') return step
  return { do: 'rest', concern: step.concern, reason: 'WATCHING', againAtMs: null, would }
}
