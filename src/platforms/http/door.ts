/**
 * The door: the only way out of Crossdock (besides the queue, mail and the database). It keeps the two
 * deadlines of a call on the monotonic clock and says of every failure whether the call left us.
 *
 * It must not retry, read bodies for their meaning, or put any part of a call's query, headers or body
 * into an error.
 */
import { PlatformError, type PlatformErrorKind } from '../../core/platform-error.ts'
import {
  type Door,
  type Monotonic,
  type OutsideAnswer,
  type OutsideCall,
  type Transport,
  TransportError,
} from '../../core/ports.ts'

export type DoorLimits = {
  readonly requestBodyMaxBytes: number
  readonly answerBodyMaxChars: number
  /** A deadline timer that fires later than this shows that the process was stopped or very busy. */
  readonly lateTimerMs: number
  /** How long an answer that already waits in the socket may then still be read. */
  readonly lateGraceMs: number
}

export const defaultDoorLimits: DoorLimits = {
  requestBodyMaxBytes: 5_000_000,
  answerBodyMaxChars: 20_000_000,
  lateTimerMs: 50,
  lateGraceMs: 250,
}

/** Starts a timer on the clock that `monotonic` reads; the answer stops it. */
export type StartTimer = (delayMs: number, run: () => void) => () => void

export type DoorParts = {
  /** Must end with an error when its signal aborts. */
  readonly transport: Transport
  readonly monotonic: Monotonic
  readonly limits?: Partial<DoorLimits>
  /** Given by the simulation, whose clock is stepped; else Node's own timer. */
  readonly startTimer?: StartTimer
}

/** `send` throws PlatformError: `unavailable` when nothing left us or a read failed, `unclear` when a write may have happened. */
export function createDoor(parts: DoorParts): Door {
  const limits = { ...defaultDoorLimits, ...parts.limits }
  const startTimer = parts.startTimer ?? startNodeTimer
  return {
    async send(call) {
      refuseOversized(call, limits)
      if (parts.monotonic.nowMs() > call.deadlines.sendBeforeMs) {
        throw doorError(call, 'unavailable', 'SEND_DEADLINE_PASSED')
      }
      const abort = new AbortController()
      const stopTimer = abortAtDeadline(call, abort, parts.monotonic, startTimer, limits)
      try {
        const answer = await parts.transport(call, abort.signal)
        refuseOversizedAnswer(answer, limits)
        return answer
      } catch (error) {
        throw asPlatformError(call, error, abort.signal.aborted)
      } finally {
        stopTimer()
      }
    },
  }
}

/**
 * Aborts at `answerByMs`. After a stop (SIGSTOP, a sleeping laptop) timers run before sockets are
 * read, so a timer that comes late first lets the sockets speak: the answer may be waiting there.
 * Nothing can be sent meanwhile, for the transport too refuses to send after `sendBeforeMs`.
 */
function abortAtDeadline(
  call: OutsideCall,
  abort: AbortController,
  monotonic: Monotonic,
  startTimer: StartTimer,
  limits: DoorLimits,
): () => void {
  const onDeadline = () => {
    const lateMs = monotonic.nowMs() - call.deadlines.answerByMs
    if (lateMs <= limits.lateTimerMs) abort.abort()
    else stop = startTimer(limits.lateGraceMs, () => abort.abort())
  }
  let stop = startTimer(Math.max(0, call.deadlines.answerByMs - monotonic.nowMs()), onDeadline)
  return () => stop()
}

function startNodeTimer(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs)
  return () => clearTimeout(timer)
}

function refuseOversized(call: OutsideCall, limits: DoorLimits): void {
  if (call.body !== null && Buffer.byteLength(call.body) > limits.requestBodyMaxBytes) {
    throw doorError(call, 'rejected', 'REQUEST_TOO_LARGE')
  }
}

function refuseOversizedAnswer(answer: OutsideAnswer, limits: DoorLimits): void {
  if (answer.text.length > limits.answerBodyMaxChars) {
    throw new TransportError({ sent: true, code: 'ANSWER_TOO_LARGE' })
  }
}

function asPlatformError(call: OutsideCall, error: unknown, aborted: boolean): PlatformError {
  const failure = error instanceof TransportError ? error : undefined
  const sent = failure?.sent ?? true
  const late = sent ? 'ANSWER_DEADLINE_PASSED' : 'CONNECTION_TOO_SLOW'
  const code = aborted ? late : (failure?.code ?? 'TRANSPORT_FAILED')
  return doorError(call, kindOf(call, sent, code), code, failure)
}

function kindOf(call: OutsideCall, sent: boolean, code: string): PlatformErrorKind {
  if (!sent) return 'unavailable'
  if (call.writes) return 'unclear'
  return code === 'ANSWER_TOO_LARGE' ? 'contract' : 'unavailable'
}

function doorError(
  call: OutsideCall,
  kind: PlatformErrorKind,
  code: string,
  cause?: TransportError,
): PlatformError {
  const { platform, operation } = call
  return new PlatformError(
    { kind, platform, operation, code, status: null, requestId: null, retryAfterMs: null },
    cause === undefined ? undefined : { cause },
  )
}
