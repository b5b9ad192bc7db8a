/**
 * The queue's wire: AmazonSQS JSON 1.0 over POST, as @aws-sdk/client-sqs 3.1169 speaks it (2026-11-22). Routed by
 * `x-amz-target` and by the QueueUrl in the body, so that any path will do. Signatures are not checked.
 */
import { applyFault } from '../kit/apply-fault.ts'
import { type Answered, jsonAnswer, type WireAnswer, type WireRequest } from '../kit/wire.ts'
import { sqsOperations } from './sqs-operations.ts'
import { SqsRefusal } from './sqs-refusal.ts'
import type { AmazonWorld } from './world.ts'

const contentType = 'application/x-amz-json-1.0'
const prefix = 'AmazonSQS.'

export function isSqs(request: WireRequest): boolean {
  return request.headers['x-amz-target']?.startsWith(prefix) === true
}

/** Answers one call of the queue. */
export async function callSqs(world: AmazonWorld, request: WireRequest): Promise<WireAnswer> {
  const target = request.headers['x-amz-target'] ?? ''
  const name = target.slice(prefix.length)
  const on = `sqs.${name}`
  const run = sqsOperations[name]
  const perform = async (): Promise<Answered> => {
    if (run === undefined)
      return errorAnswer('UnsupportedOperation', `${name} is not simulated.`, 501)
    try {
      return answer(200, (await run(world, readBody(request), request)) ?? {})
    } catch (error) {
      if (error instanceof SqsRefusal) return errorAnswer(error.type, error.message, error.status)
      throw error
    }
  }
  const fault = world.faults.take(on, {}, [
    'slow',
    'throttled',
    'refused',
    'unavailable',
    'answer-lost',
    'applied-late',
    'silently-dropped',
  ])
  const result = await applyFault({
    fault,
    clock: world.clock,
    perform,
    throttled: () => errorAnswer('RequestThrottled', 'The request was denied due to throttling.'),
    refused: () => errorAnswer('AccessDeniedException', 'Access to the resource is denied.', 403),
    unavailable: () => errorAnswer('ServiceUnavailable', 'The service is unavailable.', 503),
    dropped: () => answer(200, {}),
  })
  world.journal.record({
    atMs: world.clock.nowMs(),
    on,
    method: request.method,
    path: request.path,
    status: result.kind === 'lost' ? 'lost' : result.status,
    ...(fault === undefined ? {} : { fault: fault.fault }),
  })
  return result
}

function answer(status: number, body: unknown): Answered {
  return jsonAnswer(status, body, { 'content-type': contentType })
}

function errorAnswer(type: string, message: string, status = 400): Answered {
  return jsonAnswer(
    status,
    { __type: `com.amazonaws.sqs#${type}`, message },
    { 'content-type': contentType },
  )
}

function readBody(request: WireRequest): unknown {
  try {
    return JSON.parse(request.body === '' ? '{}' : request.body)
  } catch {
    throw new SqsRefusal('SerializationException', 'The body is not JSON.')
  }
}
