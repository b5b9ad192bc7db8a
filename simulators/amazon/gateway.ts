/**
 * What stands before every operation of the Selling Partner API: faults, token, quota, headers, journal. An answer carries
 * `x-amzn-RequestId` always and `x-amzn-RateLimit-Limit` where Amazon's model lists it (200, 400, 404 and the like).
 */
import { applyFault } from '../kit/apply-fault.ts'
import type { Fault, FaultKind } from '../kit/fault-plane.ts'
import {
  type Answered,
  jsonAnswer,
  textAnswer,
  type WireAnswer,
  type WireRequest,
} from '../kit/wire.ts'
import {
  accessDetails,
  errorAnswer,
  notSimulated,
  quotaExceeded,
  Refusal,
  serviceUnavailable,
  unauthorized,
} from './answers.ts'
import type { Call, Operation } from './operation.ts'
import { operations } from './operations.ts'
import type { AmazonWorld } from './world.ts'

const callFaults: readonly FaultKind[] = [
  'slow',
  'throttled',
  'refused',
  'unavailable',
  'answer-lost',
  'applied-late',
  'expired-token',
]

/** A fault that an operation does not know waits for one that does. */
function faultsOf({ ownFaults = [], method }: Operation): readonly FaultKind[] {
  const dropped: readonly FaultKind[] = method === 'GET' ? [] : ['silently-dropped']
  return [...callFaults, ...ownFaults, ...dropped]
}

/** Answers a call of the Selling Partner API. */
export async function callApi(world: AmazonWorld, request: WireRequest): Promise<WireAnswer> {
  const found = findOperation(request)
  if (found === undefined) {
    const answer = errorAnswer(notSimulated(`${request.method} ${request.path}`).body)
    journal(world, request, 'amazon.unknown', answer, undefined, undefined)
    return withHeaders(world, answer, undefined)
  }
  const { operation, parameters } = found
  const on = `amazon.${operation.name}`
  const subject = { path: request.path, orderId: parameters[0] ?? '' }
  const fault = world.faults.take(on, subject, faultsOf(operation))
  const call = createCall(world, request, operation, parameters)
  const refused = fault?.fault === 'applied-late' ? guarded(call.admit) : undefined
  const answer = refused ?? (await underFault(world, operation, fault, call))
  journal(world, request, on, answer, fault?.fault, call.effect())
  call.isAnswered()
  return answer.kind === 'lost' ? answer : withHeaders(world, answer, operation)
}

type OneCall = {
  /** Token and quota: throws Amazon's refusal. */
  admit(): undefined
  perform(fault: Fault | undefined): Answered
  dropped(): Answered
  refused(): Answered
  expire(): void
  effect(): string | undefined
  /** From now on an effect is one that comes late, and gets its own entry in the journal. */
  isAnswered(): void
}

function createCall(
  world: AmazonWorld,
  request: WireRequest,
  operation: Operation,
  parameters: readonly string[],
): OneCall {
  const { name, plan, token, status = 200 } = operation
  const effects: string[] = []
  let answered = false
  const admit = (): undefined => {
    world.login.check(request, token)
    if (!world.quotas.take(name, plan)) throw new Refusal(quotaExceeded)
  }
  const note = (effect: string): void => {
    if (!answered) effects.push(effect)
    else journal(world, request, `amazon.${name}.late`, noContent, 'applied-late', effect)
  }
  const callOf = (fault: Fault | undefined): Call => ({ world, request, parameters, fault, note })
  const success = (body: unknown): Answered =>
    status === 204 ? noContent : jsonAnswer(status, body)
  return {
    admit,
    perform: (fault) =>
      guarded(() => {
        // What comes late has passed token and quota when it was called.
        if (fault?.fault !== 'applied-late') admit()
        const body = operation.run(callOf(fault))
        if (operation.effect !== undefined) note(operation.effect)
        return success(body)
      }),
    dropped: () =>
      guarded(() => {
        admit()
        return success(operation.dropped?.(callOf(undefined)) ?? {})
      }),
    refused: () =>
      guarded(() => {
        const { refused } = operation
        if (refused === undefined) throw operation.refusal()
        admit()
        return success(refused(callOf(undefined)))
      }),
    expire: () => world.login.expire(request.headers['x-amz-access-token'] ?? ''),
    effect: () => (effects.length === 0 ? undefined : effects.join('; ')),
    isAnswered() {
      answered = true
    },
  }
}

const noContent = textAnswer(204)

function underFault(
  world: AmazonWorld,
  operation: Operation,
  fault: Fault | undefined,
  call: OneCall,
): Promise<WireAnswer> {
  return applyFault({
    fault,
    clock: world.clock,
    perform: (effective) => call.perform(fault?.fault === 'applied-late' ? fault : effective),
    throttled: () => errorAnswer(quotaExceeded),
    unavailable: () => errorAnswer(serviceUnavailable),
    refused: call.refused,
    expiredToken: () => {
      call.expire()
      return errorAnswer(unauthorized(accessDetails.expired).body)
    },
    ...(operation.method === 'GET' ? {} : { dropped: call.dropped }),
  })
}

function guarded<T>(run: () => T): T | Answered {
  try {
    return run()
  } catch (error) {
    if (error instanceof Refusal) return errorAnswer(error.body)
    throw error
  }
}

function findOperation(
  request: WireRequest,
): { operation: Operation; parameters: string[] } | undefined {
  for (const operation of operations) {
    if (operation.method !== request.method) continue
    const match = operation.path.exec(request.path)
    if (match !== null) return { operation, parameters: match.slice(1).map(decode) }
  }
  return undefined
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** 403, 413, 429 and 5xx come without the rate in Amazon's model. */
function tellsRate(status: number): boolean {
  return (status >= 200 && status < 300) || status === 400 || status === 404 || status === 409
}

function withHeaders(
  world: AmazonWorld,
  answer: Answered,
  operation: Operation | undefined,
): Answered {
  const headers: Record<string, string> = {
    ...answer.headers,
    'x-amzn-requestid': world.requestIds.uuid(),
  }
  if (operation !== undefined && tellsRate(answer.status)) {
    headers['x-amzn-ratelimit-limit'] = world.quotas.rateHeader(operation.name, operation.plan)
  }
  return { ...answer, headers }
}

function journal(
  world: AmazonWorld,
  request: WireRequest,
  on: string,
  answer: WireAnswer,
  fault: FaultKind | undefined,
  effect: string | undefined,
): void {
  world.journal.record({
    atMs: world.clock.nowMs(),
    on,
    method: request.method,
    path: request.path,
    status: answer.kind === 'lost' ? 'lost' : answer.status,
    ...(fault === undefined ? {} : { fault }),
    ...(effect === undefined ? {} : { effect }),
  })
}
