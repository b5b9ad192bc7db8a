/**
 * Moves the fulfilment order of an order of ours to a chosen location. A repeat of the same move
 * changes nothing, so it may be sent again after an unclear answer; what counts is the read-back.
 */
import { id } from '../../core/ids.ts'
import { PlatformError } from '../../core/platform-error.ts'
import type { Write } from '../../core/step.ts'
import { type Answer, writeIntents } from '../../store/ledger.ts'
import { appendTraces, type Trace } from '../../store/traces.ts'
import type { Account } from '../account.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import { goOn, type Progress } from '../key-outcome.ts'
import { lookAtShopify } from './look-at-shop.ts'
import { notReached } from './not-reached.ts'

type MoveWrite = Extract<Write, { kind: 'move-fulfillment-order' }>

export async function moveFulfillmentOrder(
  deps: OrderDeps,
  account: Account,
  one: Decided,
  write: MoveWrite,
): Promise<Progress> {
  const { held, orderId } = one
  const bucket = account.buckets.shopify
  const amount = account.shopifyCost('fulfillmentOrderMove')
  const wish = { bucket, lane: held.lane, amount, count: 1, waited: held.waited }
  const grant = await deps.take(wish)
  if (grant.granted < 1) {
    return { held, is: 'parked', bucket, notBeforeMs: grant.notBeforeMs ?? 0, amount }
  }
  const attemptId = id('AttemptId', deps.newId())
  const startedMs = deps.monotonic.nowMs()
  const valid = await deps.db.transaction().execute(async (trx) => {
    if (!(await deps.lockLeases(trx, [held])).has(held.token)) return false
    const intent = { attemptId, key: write.key, orderId, kind: write.kind, leaseToken: held.token }
    const single = { ...intent, disproves: null, repeats: true, inventory: null, uses: null }
    await writeIntents(trx, account.accountId, [single], account.timing)
    await appendTraces(trx, account.accountId, [calledTrace(one, write, attemptId)])
    return true
  })
  if (!valid) return { held, is: 'lost' }
  const effects = [write.kind]
  await deps.failpoint('after-intent', effects)
  const base = { attemptId, key: write.key, orderId }
  try {
    const answer = await account.shopify.moveFulfillmentOrder(
      write.fulfillmentOrderGid,
      write.toLocationGid,
      {
        sendBeforeMs: startedMs + account.timing.sendBeforeMs,
        answerByMs: startedMs + account.timing.answerByMs,
      },
    )
    await deps.failpoint('after-answer', effects)
    await record(deps, account, answerOf(base, answer, write))
  } catch (error) {
    const code = error instanceof PlatformError ? error.facts.code : 'UNEXPECTED'
    await record(deps, account, { ...base, is: 'unclear', code })
    return notReached(held, error)
  }
  const gid = one.view.effect.platformId
  return gid === null ? goOn(held) : lookAtShopify(deps, account, one, { at: 'shopify-order', gid })
}

/** Written with the intent, so that `orders explain` shows the call whatever comes of it. */
function calledTrace(one: Decided, write: MoveWrite, attempt: string): Trace {
  const body = {
    call: 'fulfillmentOrderMove',
    attempt,
    why: one.step.do === 'write' ? one.step.reason : null,
    fulfillmentOrder: write.fulfillmentOrderGid,
    to: write.toLocationGid,
  }
  return { orderId: one.orderId, kind: 'called', body }
}

function answerOf(
  base: Pick<Answer, 'attemptId' | 'key' | 'orderId'>,
  answer: { readonly kind: 'done' } | { readonly kind: 'refused'; readonly code: string },
  write: MoveWrite,
): Answer {
  if (answer.kind === 'done') {
    return { ...base, is: 'done', platformId: write.toLocationGid, how: null }
  }
  const refusal = { kind: 'other', code: answer.code, field: '', text: '' } as const
  return { ...base, is: 'refused', refusal, code: answer.code }
}

function record(deps: OrderDeps, account: Account, answer: Answer): Promise<void> {
  return deps.answers.record(account.accountId, { answer, order: null })
}
