/**
 * A direct call that cancels a whole order: Amazon takes it and does it later, so only the order says that it
 * happened. Whatever was answered, the order is looked at; nothing is sent a second time without a person.
 */
import type { EffectKey } from '../ids.ts'
import type { EffectRecord } from '../life/life-view.ts'
import { readBackDue } from '../life/read-back.ts'
import { effectOf } from '../life/settle-effect.ts'
import { stepsOf } from '../life/steps.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import { lastWord, mayBeRepeated, said } from '../shipments/shipment-context.ts'
import type { Step } from '../step.ts'
import type { CancelContext } from './cancel-context.ts'

const { look, wait, write, hold, rest } = stepsOf('cancellation')

/** How the client names the answer of an account that Amazon gives no such call. */
export const callMissing = 'CALL_NOT_OFFERED'
/** A taken call is looked after for the last time at this age. */
const lastReadMs = 3_600_000

export function callIsMissing(effect: EffectRecord | undefined): boolean {
  const [newest] = effect?.attempts ?? []
  return newest?.state === 'refused' && newest.code === callMissing
}

/** Undefined: nothing was sent, Amazon offers no such call, or a person asked for it again. */
export function followCall(
  key: EffectKey,
  context: Pick<CancelContext, 'life' | 'policy' | 'nowMs' | 'amazonAsOfMs'>,
): Step | undefined {
  const { life, policy, nowMs, amazonAsOfMs } = context
  const effect = effectOf(life.effects, key)
  const [newest] = effect?.attempts ?? []
  if (newest === undefined || newest.state === 'disproved' || callIsMissing(effect)) {
    return undefined
  }
  if (said(context, 'dismiss', key)) return rest('CANCELLATION_DISMISSED')
  const isAsked = mayBeRepeated(context, key, newest.atMs)
  const sinceMs = isAsked ? (lastWord(context, key)?.atMs ?? newest.atMs) : newest.atMs
  if (amazonAsOfMs <= sinceMs && (isAsked || newest.state === 'refused')) {
    return look({ at: 'amazon-order' }, 'READ_BACK')
  }
  if (isAsked) return undefined
  if (newest.state === 'refused') {
    return hold('CANCEL_REFUSED', { code: newest.code ?? 'REFUSED', text: '', subject: key })
  }
  const isDone = newest.state === 'done'
  const last = isDone ? [lastReadMs] : []
  const due = readBackDue(newest.atMs, amazonAsOfMs, { policy, life }, ...last)
  if (due !== undefined) {
    return nowMs < due ? wait(due, 'READ_BACK') : look({ at: 'amazon-order' }, 'READ_BACK')
  }
  if (isDone) return hold('CANCEL_NOT_SHOWN', { subject: key })
  return hold('CANCEL_UNCLEAR', { code: newest.code ?? 'NO_ANSWER', subject: key })
}

/** A call whose answer was lost, and Amazon shows the order as cancelled: it came through. */
export function writeDownCall({ status }: AmazonOrder, effects: readonly EffectRecord[]) {
  const open = effects.find(
    ({ kind, doneAtMs, attempts }) =>
      kind === 'cancel-order' && doneAtMs === null && attempts[0]?.state === 'unclear',
  )
  if (status !== 'CANCELLED' || open === undefined) return undefined
  const { key } = open
  return write(
    { kind: 'record-effect', key, effect: 'cancel-order', platformId: key },
    'FOUND_EFFECT',
  )
}
