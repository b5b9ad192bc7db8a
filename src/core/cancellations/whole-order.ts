/**
 * A whole order, none of which has left, is cancelled on Amazon in one of two ways: by a message of the
 * acknowledgement feed, or, where the setting allows it and Amazon has a word for the reason, by the direct call
 * cancelOrder (Orders 2026-01-01, whole orders only; pushed to Amazon's public models and taken back three times in
 * 2026). An account without that call is cancelled by feed.
 */
import { type EffectKey, id } from '../ids.ts'
import { effectOf } from '../life/settle-effect.ts'
import { stepsOf } from '../life/steps.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import type { Step } from '../step.ts'
import type { CancelContext } from './cancel-context.ts'
import { callIsMissing, followCall } from './follow-call.ts'
import { followMessage } from './follow-message.ts'
import type { CancellationWrite, CancelReasonCode } from './writes.ts'

const { write } = stepsOf('cancellation')

export type WholeContext = Pick<
  CancelContext,
  'order' | 'life' | 'policy' | 'nowMs' | 'amazonAsOfMs'
>

type Item = { readonly itemId: AmazonOrder['items'][number]['itemId']; readonly reason: string }

/** The feed's words that the direct call has as well; what is not here goes by feed. */
const callReasons: Readonly<Record<string, CancelReasonCode>> = {
  NoInventory: 'NO_INVENTORY',
  BuyerCanceled: 'BUYER_CANCELLED',
}

/** Undefined: nothing was sent yet, in neither way, or a person asked for it again. */
export function followWhole(context: WholeContext): Step | undefined {
  const { order } = context
  return followMessage(feedKey(order), context) ?? followCall(callKey(order), context)
}

export function cancelWhole(items: readonly Item[], context: WholeContext): Step {
  const { order, life, policy } = context
  const reason = callReasonOf(items)
  const called = effectOf(life.effects, callKey(order))
  const wasFed = effectOf(life.effects, feedKey(order)) !== undefined
  if (policy.cancel.direct && reason !== undefined && !callIsMissing(called) && !wasFed) {
    return write(callWrite(reason, context), 'CANCEL_ON_AMAZON_BY_CALL')
  }
  const why = called === undefined ? 'CANCEL_ON_AMAZON' : 'CANCEL_ON_AMAZON_BY_FEED'
  return write(feedWrite(items, context), why)
}

function callReasonOf(items: readonly Item[]): CancelReasonCode | undefined {
  const [first, ...others] = items
  if (first === undefined || others.some(({ reason }) => reason !== first.reason)) return undefined
  return Object.hasOwn(callReasons, first.reason) ? callReasons[first.reason] : undefined
}

function feedKey({ orderId }: AmazonOrder): EffectKey {
  return id('EffectKey', `cancel:${orderId}/all`)
}

function callKey({ orderId }: AmazonOrder): EffectKey {
  return id('EffectKey', `cancel:${orderId}/call`)
}

type CancelWrite = Extract<Step, { readonly do: 'write' }>['write'] & { kind: 'cancellation' }

function feedWrite(items: readonly Item[], context: WholeContext): CancelWrite {
  const key = feedKey(context.order)
  const act: CancellationWrite = {
    do: 'acknowledge-failure',
    message: { orderId: context.order.orderId, items },
  }
  const base = { kind: 'cancellation', key, effect: 'acknowledge-failure', repeats: false } as const
  return { ...base, disproves: givenUp(context), uses: null, body: { items }, act }
}

function callWrite(reasonCode: CancelReasonCode, context: WholeContext): CancelWrite {
  const { orderId } = context.order
  const act: CancellationWrite = { do: 'cancel-order', orderId, reasonCode }
  const key = callKey(context.order)
  const base = { kind: 'cancellation', key, effect: 'cancel-order', repeats: false } as const
  return { ...base, disproves: givenUp(context), uses: null, body: { reasonCode }, act }
}

/** The attempt without an answer, in either way, that a person gave up by asking again. */
function givenUp({ order, life }: WholeContext) {
  const newest = [feedKey(order), callKey(order)].flatMap(
    (key) => effectOf(life.effects, key)?.attempts[0] ?? [],
  )
  return newest.find(({ state }) => state === 'unclear')?.attemptId ?? null
}
