/**
 * One write of order life from budget to ledger (design rule 3): tokens are taken, one transaction locks
 * the work row and writes the attempt, then the call leaves within the deadlines that the attempt states,
 * and its answer is recorded by attempt id.
 */
import { id } from '../../core/ids.ts'
import { PlatformError } from '../../core/platform-error.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { LifeWrite } from '../../core/step.ts'
import { type Answer, writeIntents } from '../../store/ledger.ts'
import { appendTraces } from '../../store/traces.ts'
import type { Account } from '../account.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import { goOn, type Progress } from '../key-outcome.ts'
import type { Answered } from '../life-ports.ts'
import { notReached } from './not-reached.ts'

export type Sending = {
  readonly bucket: string
  readonly amount: number
  /** The platform's own name of the call, for the trace. */
  readonly call: string
  /** Makes sure of a token before an intent is written. */
  readonly ready?: () => Promise<void>
  readonly send: (deadlines: Deadlines) => Promise<Answered<{ readonly platformId: string | null }>>
}

/** Ends with `go-on` (its answer stands in the ledger), parked, released, or lost. */
export async function sendEffect(
  deps: OrderDeps,
  account: Account,
  one: Decided,
  write: LifeWrite<string, unknown>,
  sending: Sending,
): Promise<Progress> {
  const { held } = one
  const { bucket, amount } = sending
  const grant = await deps.take({ bucket, lane: held.lane, amount, count: 1, waited: held.waited })
  if (grant.granted < 1) {
    return { held, is: 'parked', bucket, notBeforeMs: grant.notBeforeMs ?? 0, amount }
  }
  try {
    await sending.ready?.()
  } catch (error) {
    return notReached(held, error)
  }
  const effects = [write.effect]
  await deps.failpoint('before-intent', effects)
  const attemptId = id('AttemptId', deps.newId())
  const startedMs = deps.monotonic.nowMs()
  const valid = await intend(deps, account, one, write, { attemptId, call: sending.call })
  if (!valid) return { held, is: 'lost' }
  await deps.failpoint('after-intent', effects)
  const deadlines = {
    sendBeforeMs: startedMs + account.timing.sendBeforeMs,
    answerByMs: startedMs + account.timing.answerByMs,
  }
  const attempted = { attemptId, key: write.key, effects }
  // Shopify says itself what is left; Amazon does not (R-BUDGET-3).
  const cameBack = async () => {
    if (bucket !== account.buckets.shopify) await deps.returned(bucket, amount, grant)
  }
  const send = () => sending.send(deadlines)
  return finish(deps, account, one, attempted, { send, cameBack })
}

type Attempted = Pick<Answer, 'attemptId' | 'key'> & { readonly effects: readonly string[] }

async function intend(
  deps: OrderDeps,
  account: Account,
  { held, orderId, step }: Decided,
  write: LifeWrite<string, unknown>,
  { attemptId, call }: { readonly attemptId: Answer['attemptId']; readonly call: string },
): Promise<boolean> {
  return deps.db.transaction().execute(async (trx) => {
    if (!(await deps.lockLeases(trx, [held])).has(held.token)) return false
    const { key, effect: kind, repeats, disproves, uses, body } = write
    const intent = { attemptId, key, orderId, kind, leaseToken: held.token, repeats, disproves }
    const whole = { ...intent, inventory: null, uses, body }
    await writeIntents(trx, account.accountId, [whole], account.timing)
    const why = step.do === 'write' ? step.reason : null
    await appendTraces(trx, account.accountId, [
      { orderId, kind: 'called', body: { call, attempt: attemptId, why, effect: key } },
    ])
    return true
  })
}

async function finish(
  deps: OrderDeps,
  account: Account,
  { held, orderId }: Decided,
  { attemptId, key, effects }: Attempted,
  { send, cameBack }: { send: () => ReturnType<Sending['send']>; cameBack: () => Promise<void> },
): Promise<Progress> {
  const base = { attemptId, key, orderId }
  const record = async (answer: Answer) => {
    await deps.failpoint('after-answer', effects)
    await deps.answers.record(account.accountId, { answer, order: null })
    await deps.failpoint('after-record', effects)
  }
  try {
    const answer = await send()
    if (answer.kind === 'done') {
      // A write that the platform gives no id is known by its own key.
      const platformId = answer.platformId ?? key
      await record({ ...base, is: 'done', platformId, how: null })
    } else {
      const { code, text } = answer
      const refusal = { kind: 'other', code, field: '', text } as const
      await record({ ...base, is: 'refused', refusal, code })
    }
  } catch (error) {
    const sure = error instanceof PlatformError && surelyNotDone.has(error.facts.kind)
    const code = error instanceof PlatformError ? error.facts.code : 'UNEXPECTED'
    await record(sure ? { ...base, is: 'not-done', code } : { ...base, is: 'unclear', code })
    // What nobody answered may still be on its way.
    if (sure) await cameBack()
    return notReached(held, error)
  }
  await cameBack()
  return goOn(held)
}

const surelyNotDone: ReadonlySet<string> = new Set([
  'throttled',
  'unavailable',
  'unauthorized',
  'rejected',
])
