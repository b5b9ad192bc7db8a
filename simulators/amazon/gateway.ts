/**
 * What stands before every operation of the Selling Partner API: faults, token, quota, headers, journal. An answer carries
 * `x-amzn-RequestId` always and `x-amzn-RateLimit-Limit` where Amazon's model lists it (200, 400, 404 and the like).
 */
import { applyFault } from '../kit/apply-fault.ts'
import type { FaultKind } from '../kit/fault-plane.ts'
import { type Answered, jsonAnswer, type WireAnswer, type WireRequest } from '../kit/wire.ts'
import {
  accessDetails,
  errorAnswer,
  notSimulated,
  quotaExceeded,
  Refusal,
  serviceUnavailable,
  unauthorized,
} from './answers.ts'
import type { Operation } from './operation.ts'
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
  const perform = (effective: typeof fault): Answered =>
    guarded(() => {
      world.login.check(request, operation.token)
      if (!world.quotas.take(operation.name, operation.plan)) return errorAnswer(quotaExceeded)
      const body = operation.run({ world, request, parameters, fault: effective })
      return jsonAnswer(200, body)
    })
  const answer = await applyFault({
    fault,
    clock: world.clock,
    perform,
    throttled: () => errorAnswer(quotaExceeded),
    unavailable: () => errorAnswer(serviceUnavailable),
    refused: () => errorAnswer(operation.refusal().body),
    expiredToken: () => {
      world.login.expire(request.headers['x-amz-access-token'] ?? '')
      return errorAnswer(unauthorized(accessDetails.expired).body)
    },
    ...(operation.method === 'GET' ? {} : { dropped: () => jsonAnswer(200, {}) }),
  })
  const worked = answer.kind === 'answer' && answer.status === 200
  journal(world, request, on, answer, fault?.fault, worked ? operation.effect : undefined)
  return answer.kind === 'lost' ? answer : withHeaders(world, answer, operation)
}

function guarded(run: () => Answered): Answered {
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
  return status === 200 || status === 400 || status === 404 || status === 409
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
