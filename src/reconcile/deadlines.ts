/** Deadlines of calls that change nothing: they may be repeated, so they are plain. */
import type { Deadlines, Monotonic } from '../core/ports.ts'

const sendWithinMs = 5_000
const answerWithinMs = 20_000

export function readDeadlines(monotonic: Monotonic): Deadlines {
  const nowMs = monotonic.nowMs()
  return { sendBeforeMs: nowMs + sendWithinMs, answerByMs: nowMs + answerWithinMs }
}
