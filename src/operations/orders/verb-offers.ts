/**
 * What a person can do with an order now, each verb with its call and what it will do, in a sentence: said
 * before it is done. Pure; the operations judge again.
 */
import type { HoldDetail } from '../../core/orders/hold-text.ts'
import { type LifeVerb, needsYes } from '../life/life-verbs.ts'
import type { Verb } from './describe-order.ts'

export type VerbOffer = {
  readonly verb: string
  readonly path: string
  readonly body: Readonly<Record<string, string | boolean>>
  readonly effect: string
  /** It cannot be taken back, or moves money or stock: ask first. */
  readonly confirm: boolean
  /** What the person has to give besides: words why, or how a refund is divided. */
  readonly asks: 'reason' | 'split' | null
}

const importEffects: Readonly<Record<Verb, string>> = {
  export: 'The order is tried again now. Nothing is created twice.',
  'force-export':
    'One order is created in Shopify although stock is short; stock may go below 0. The setting stays as it is.',
  'approve-adoption':
    'The Shopify order that was found counts as this one. It ships from there; its money waits for you.',
  'create-separate':
    'The order that was found counts as another one, and a separate order is created in Shopify.',
  dismiss: 'The order stays as it is and leaves this list. Export takes it up again.',
}

const importConfirms: ReadonlySet<Verb> = new Set(['force-export', 'create-separate'])

export function importOffers(
  orderId: string,
  verbs: readonly Verb[],
  detail: unknown,
): VerbOffer[] {
  return verbs.map((verb) => {
    const confirm = importConfirms.has(verb)
    const short = verb === 'force-export' ? shortages(detail) : ''
    return {
      verb,
      path: `/api/orders/${orderId}/${verb}`,
      body: confirm ? { confirm: true } : {},
      effect: `${importEffects[verb]}${short}`,
      confirm,
      asks: null,
    }
  })
}

const lifeEffects: Readonly<Record<LifeVerb, string>> = {
  approve: 'What waits is carried over to the other platform once. It cannot be taken back.',
  dismiss: 'Nothing is sent. Both platforms stay as they are, and this leaves the list.',
  repeat: 'It is sent again.',
  'accept-cancel':
    'The order is cancelled on both platforms and the buyer gets the money back. It cannot be taken back.',
  'decline-cancel':
    'The order is to be shipped; the pause in Shopify ends. Amazon tells the buyer nothing.',
  release: 'The pause in Shopify ends and the order can be shipped.',
  split: 'The amount is refunded as you divide it. It cannot be taken back.',
}

export function lifeOffers(
  orderId: string,
  verbs: readonly LifeVerb[],
  { subject, title }: { readonly subject: string; readonly title: string },
): VerbOffer[] {
  return verbs.map((verb) => {
    const confirm = needsYes(verb)
    return {
      verb,
      path: `/api/orders/${orderId}/holds/${verb}`,
      body: { subject, ...(confirm ? { confirm: true } : {}) },
      effect: `${title}: ${lifeEffects[verb]}`,
      confirm,
      asks: verb === 'split' ? 'split' : null,
    }
  })
}

function shortages(detail: unknown): string {
  const facts = typeof detail === 'object' && detail !== null ? (detail as HoldDetail) : {}
  const { shortages: each } = facts
  return Array.isArray(each) && each.length > 0 ? ` Short now: ${each.join('; ')}.` : ''
}
