/** What every decision about a refund looks at, and what people said about it. */
import { clearanceOf } from '../life/clearance.ts'
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeInput, LifeView } from '../life/life-view.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import { inWords } from '../orders/read-proceeds.ts'
import type { ShopLife } from '../orders/shop-life.ts'
import type { OrderView } from '../orders/view.ts'
import { said } from '../shipments/shipment-context.ts'
import type { RefundLine } from './components.ts'
import type { Ledger } from './ledger.ts'
import type { Pairs } from './pair-refunds.ts'

export type RefundContext = {
  readonly view: OrderView
  readonly order: AmazonOrder
  readonly amazonAsOfMs: number
  readonly life: LifeView
  readonly shop: ShopLife
  readonly shopAsOfMs: number
  readonly policy: LifePolicy
  readonly nowMs: number
  readonly ledger: Ledger
  /** The same refund made by people on both sides. */
  readonly pairs: Pairs
}

export type Permission =
  | { readonly is: 'clear' | 'approved' | 'dismissed' }
  | { readonly is: 'held'; readonly why: string }

/** Whether an event may move money: provenance, another app's order, and a person's last word. */
export function permissionOf(
  eventId: string,
  { view, life, policy }: Pick<RefundContext, 'view' | 'life' | 'policy'>,
): Permission {
  const split = lastSplit(eventId, life)
  const said = clearanceOf(life, eventId)
  if (said.is === 'dismissed' && !isLast(split, eventId, life)) return { is: 'dismissed' }
  if (split !== undefined || said.is === 'approved') return { is: 'approved' }
  if (said.is === 'quarantined') return { is: 'held', why: said.why }
  const adopted = view.effect.how === 'adopted' && policy.refund.adoptedMoney === 'ask'
  return adopted ? { is: 'held', why: 'adopted' } : { is: 'clear' }
}

/** A yes to this very question, or a split, which says what the buyer shall get whatever is asked. */
export function saidYes(
  eventId: string,
  { life }: Pick<RefundContext, 'life'>,
  code: string,
): boolean {
  const split = lastSplit(eventId, life)
  return said({ life }, 'approve', eventId, code) || split !== undefined
}

export function lastSplit(eventId: string, life: LifeView): LifeInput | undefined {
  return life.inputs.findLast(({ subject, kind }) => subject === eventId && kind === 'split')
}

function isLast(split: LifeInput | undefined, eventId: string, life: LifeView): boolean {
  return split !== undefined && life.inputs.findLast(({ subject }) => subject === eventId) === split
}

/** `1234 Principal 10.00 EUR`. */
export function linesInWords(lines: readonly RefundLine[], currency: string): string[] {
  return lines.map(
    ({ itemId, component, amountMinor }) =>
      `${itemId} ${component} ${inWords({ amountMinor, currency })}`,
  )
}
