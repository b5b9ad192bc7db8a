/** A call that sends and takes JSON, for the operations that no generated class covers. */
import type { z } from 'zod'
import type { Deadlines, OutsideAnswer } from '../../core/ports.ts'
import { unknownShape } from './answer-error.ts'
import type { AmazonCall } from './call.ts'
import { parseJson } from './wire/answers.ts'

export type JsonRequest = {
  readonly operation: string
  readonly method: 'GET' | 'POST' | 'PUT'
  /** With its query. */
  readonly path: string
  readonly body?: object
  /** True when a lost answer leaves an effect in doubt. */
  readonly writes: boolean
  readonly refusals?: readonly number[]
}

export type JsonCall = (request: JsonRequest, deadlines: Deadlines) => Promise<OutsideAnswer>

export function createJsonCall(call: AmazonCall, apiUrl: string): JsonCall {
  return ({ operation, writes, refusals, method, path, body }, deadlines) =>
    call(
      {
        operation,
        writes,
        grant: 'seller',
        deadlines,
        ...(refusals === undefined ? {} : { refusals }),
      },
      {
        method,
        url: apiUrl + path,
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      },
    )
}

/** What a 2xx answer holds; of a write that cannot be read nobody knows whether it happened. */
export function readJson<T>(
  schema: z.ZodType<T>,
  { operation, writes }: Pick<JsonRequest, 'operation' | 'writes'>,
  answer: OutsideAnswer,
): T {
  const parsed = schema.safeParse(parseJson(answer.text))
  if (parsed.success) return parsed.data
  throw unknownShape(operation, answer, 'ANSWER_UNREADABLE', writes)
}

export function get(operation: string, path: string): JsonRequest {
  return { operation, method: 'GET', path, writes: false }
}

export function post(operation: string, path: string, body: object, writes: boolean): JsonRequest {
  return { operation, method: 'POST', path, body, writes }
}

/** Pages of a read after the first may leave for as long as an answer may come. */
export function pageDeadlines(deadlines: Deadlines, page: number): Deadlines {
  return page === 0 ? deadlines : { ...deadlines, sendBeforeMs: deadlines.answerByMs }
}
