/**
 * Runs one write of order life and says what its answer means: done with what was made, or refused with
 * a code of ours. Errors together with an object, an empty answer and a lost one throw `unclear`.
 */
import { PlatformError } from '../../core/platform-error.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import type { Operation } from './operation.ts'
import { type LifeRefusal, lifeRefusal } from './translate/life-refusal.ts'
import type { UserErrors } from './wire/orders.ts'

export type Refused = { readonly kind: 'refused' } & LifeRefusal
export type Answered<Value = object> = ({ readonly kind: 'done' } & Value) | Refused

/** What a payload holds; no payload at all is null. */
export type Written<Value> = {
  readonly made: Value | null
  readonly userErrors: UserErrors
}

/** A refusal that GraphQL itself words is about these very variables and stops this order only. */
export async function runWrite<Variables, Answer, Value extends object>(
  client: ShopifyClient,
  operation: Operation<Variables, Answer>,
  variables: Variables,
  deadlines: Deadlines,
  read: (answer: Answer) => Written<Value> | null,
): Promise<Answered<Value>> {
  let answer: Answer
  try {
    answer = await client.run(operation, variables, deadlines)
  } catch (error) {
    return refusedByGraphql(error)
  }
  const written = read(answer)
  if (written === null) throw unclear(operation.call, 'EMPTY_ANSWER')
  const { made, userErrors } = written
  if (userErrors.length === 0) {
    if (made === null) throw unclear(operation.call, 'EMPTY_ANSWER')
    return { kind: 'done', ...made }
  }
  // Shopify may have written something although it complains.
  if (made !== null) throw unclear(operation.call, 'ERRORS_WITH_OBJECT')
  return { kind: 'refused', ...lifeRefusal(userErrors) }
}

/** The refusal that a failure means, or the failure again. A missing scope stops only what needs it. */
export function refusedByGraphql(error: unknown): Refused {
  if (!(error instanceof PlatformError)) throw error
  const { kind, code, status } = error.facts
  if (kind === 'unauthorized' && code === 'ACCESS_DENIED') {
    return { kind: 'refused', code: 'NO_ACCESS', text: '' }
  }
  const aboutThis =
    (kind === 'rejected' && status === 200 && code !== 'MAX_COST_EXCEEDED') ||
    code === 'REQUEST_TOO_LARGE'
  if (!aboutThis) throw error
  return { kind: 'refused', code, text: '' }
}

function unclear(operation: string, code: string): PlatformError {
  const nothing = { status: 200, requestId: null, retryAfterMs: null }
  return new PlatformError({ kind: 'unclear', platform: 'shopify', operation, code, ...nothing })
}
