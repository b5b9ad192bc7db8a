/** What happens next with an order and when, and what a person can do. */
import { describeOrder, type Verb } from '../../operations/orders/describe-order.ts'
import type { OrderPage } from '../../store/read/order-page.ts'
import { fullTime, lengthOf } from '../print.ts'

/** Sentences, the most important first. */
export function whatComesNext(page: OrderPage): string[] {
  const { summary, work, nowMs } = page
  if (work?.deadAtMs != null) {
    const code = work.lastErrorCode ?? 'no code'
    return [
      `Nothing by itself: work on it was given up at ${fullTime(work.deadAtMs)} (${code}).`,
      `Bring it back with: crossdock dead revive order ${summary.orderId}`,
    ]
  }
  const due = work?.runAtMs ?? null
  if (work?.leased === true) return ['A worker is looking at it right now.']
  if (due !== null && due <= nowMs) {
    return ['It is due now and looked at as soon as a worker is free.']
  }
  const timed =
    due === null ? [] : [`It is looked at again at ${fullTime(due)}${inWords(due, nowMs)}.`]
  return [...timed, ...stateNext(page, due !== null)]
}

function inWords(ms: number, nowMs: number): string {
  return ms > nowMs ? `, in ${lengthOf(ms - nowMs)}` : ''
}

function stateNext({ summary }: OrderPage, isTimed: boolean): string[] {
  const { outcome, reason } = summary
  if (outcome === 'held') {
    const claims = reason === 'UNABLE_TO_RESERVE_INVENTORY' && summary.againAtMs !== null
    const then = 'Then ship-by is near, and it is created although stock is short.'
    return [...(claims ? [then] : []), holdNext[reason ?? ''] ?? 'It waits for a person.']
  }
  if (outcome === 'imported' || outcome === 'adopted') {
    return ['Nothing more is to be imported; a change on either side is looked at.']
  }
  if (outcome === 'resting') {
    return [restNext[reason ?? ''] ?? 'Nothing by itself, unless something changes.']
  }
  return isTimed ? [] : ['It goes on as soon as what it asked for has come.']
}

const holdNext: Readonly<Record<string, string>> = {
  SKU_UNMAPPED: 'It goes on by itself when the SKU is mapped, or a variant gets this SKU.',
  SKU_AMBIGUOUS: 'It goes on by itself when the SKU is mapped, or only one variant fits.',
  UNABLE_TO_RESERVE_INVENTORY: 'It goes on by itself when Shopify tells that stock came.',
  UNREADABLE_ORDER: 'It goes on by itself when Amazon sends it in a shape that can be read.',
  AMAZON_BEHIND_EVENT: 'It goes on by itself when Amazon shows the order.',
  PARTLY_SHIPPED: 'It waits until a person exports it, or Amazon shows all of it as shipped.',
  ADOPTION_UNCLEAR: 'It waits until a person says whether the found order is this one.',
  LOCATION_NOT_CHOSEN: 'It is done when the goods leave from a chosen location.',
}

const restNext: Readonly<Record<string, string>> = {
  PENDING: 'It goes on by itself when Amazon confirms the payment.',
  FBA_LISTED: 'Nothing: Amazon ships it. It stays in this list.',
  FBA_NOT_SHIPPED: 'It is created in Shopify when Amazon has shipped it.',
  WATCHING: 'Nothing is sent until the import lane is live: crossdock lanes set import live',
  IMPORT_OFF: 'Nothing, while the import is off.',
  CANCELLED_BEFORE_IMPORT: 'Nothing: the order is over.',
}

/** Commands that have an effect now, each with what it does. */
export function whatOneCanDo(page: OrderPage): string[] {
  const { summary } = page
  const { verbs, hold } = describeOrder(summary)
  const first = hold === null ? [] : [hold.fix]
  const mapping = skusToMap(summary).map((sku) => `crossdock map set ${quoted(sku)} <shopify-sku>`)
  return [...first, ...mapping, ...verbs.map((verb) => commandOf(verb, summary.orderId))]
}

function skusToMap({ reason, detail }: OrderPage['summary']): string[] {
  if (reason !== 'SKU_UNMAPPED' && reason !== 'SKU_AMBIGUOUS') return []
  if (typeof detail !== 'object' || detail === null) return []
  const many = 'skus' in detail && Array.isArray(detail.skus) ? detail.skus : []
  const one = 'sku' in detail ? [detail.sku] : []
  return [...new Set((many.length > 0 ? many : one).map(String))].filter((sku) => sku !== '')
}

/** As a shell takes it. */
function quoted(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

function commandOf(verb: Verb, orderId: string): string {
  switch (verb) {
    case 'export':
      return `crossdock orders export ${orderId}`
    case 'force-export':
      return `crossdock orders export ${orderId} --force --yes`
    case 'approve-adoption':
      return `crossdock orders adopt ${orderId}`
    case 'create-separate':
      return `crossdock orders separate ${orderId} --yes`
    case 'dismiss':
      return `crossdock orders dismiss ${orderId}`
  }
}
