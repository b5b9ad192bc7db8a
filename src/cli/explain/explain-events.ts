/** Trace rows as sentences: what was seen, decided, called, answered, looked up and said by people. */
import { describeHold, reasonTextOf } from '../../operations/orders/describe-order.ts'
import type { OrderPage } from '../../store/read/order-page.ts'
import { fullTime } from '../print.ts'
import { answeredSentence, calledSentence, callsByAttempt, text } from './explain-calls.ts'

type Trace = OrderPage['traces'][number]
type Body = Trace['body']

export type Told = { readonly atMs: number; readonly kind: Trace['kind']; readonly text: string }

/** In the order in which it happened; kinds that say nothing to people are left out. */
export function tell(page: OrderPage): Told[] {
  const calls = callsByAttempt(page.traces)
  return page.traces.map(({ atMs, kind, body }) => ({
    atMs,
    kind,
    text: sentence(kind, body, calls.get(text(body.attempt))),
  }))
}

function sentence(kind: Trace['kind'], body: Body, call: Body | undefined): string {
  switch (kind) {
    case 'heard':
      return `Amazon told by notification that it changed${at(body.eventMs)}.`
    case 'seen':
      return seenSentence(body)
    case 'decided':
      return decidedSentence(body)
    case 'called':
      return calledSentence(body)
    case 'answered':
      return answeredSentence(body, call)
    case 'looked':
      return lookedSentence(body)
    case 'person':
      return personSentence(body)
    case 'incident':
      return `An incident was opened: ${text(body.code)}.`
  }
}

const sources: Readonly<Record<string, string>> = {
  poll: 'by polling',
  desk: 'by reading this one order',
  backfill: 'by the backfill',
  sweep: 'by the nightly sweep',
  'open-orders': 'by the first reading of open orders',
}

function seenSentence(body: Body): string {
  const source = sources[text(body.source)] ?? `by ${text(body.source)}`
  if (Array.isArray(body.unreadable)) {
    return `Seen ${source}, but not readable at: ${body.unreadable.join(', ')}.`
  }
  const address = body.personal === 'complete' ? 'with' : 'without'
  const lines = body.lines === 1 ? '1 line' : `${text(body.lines)} lines`
  const changed = at(body.lastUpdatedMs).replace(/^ at/, ', changed')
  return `Seen ${source}: ${word(body.status)}, ${lines}, ${address} address${changed}.`
}

function decidedSentence(body: Body): string {
  const reason = text(body.reason)
  const concern = body.concern === undefined ? 'import' : text(body.concern)
  const name = `${concern[0]?.toUpperCase() ?? ''}${concern.slice(1)}`
  if (body.outcome === 'held')
    return `${name}: hold ${reason}. ${describeHold(reason, body.detail).text}`
  return `${name}: ${reason}. ${reasonTextOf(reason)}`
}

const looks: Readonly<Record<string, string>> = {
  identifier: 'by our own field',
  source: 'by its source',
  tag: 'by tag',
}

function lookedSentence(body: Body): string {
  const found = Array.isArray(body.found) ? body.found : body.found === null ? [] : [body.found]
  if (body.by === 'order') {
    return found.length === 0
      ? 'The Shopify order was read: it is not there any more.'
      : 'The Shopify order was read.'
  }
  if (body.by === 'life') return lifeSentence(body)
  if (body.by === 'personal') return personalSentence(body)
  if (body.by === 'finances') {
    return `Amazon's finances were read: ${text(body.found)} transactions.`
  }
  const how = looks[text(body.by)] ?? `by ${text(body.by)}`
  const what = found.length === 0 ? 'nothing' : found.map(String).join(', ')
  return `Shopify was searched ${how}: ${what} found.`
}

function lifeSentence(body: Body): string {
  if (body.found === null) return 'The Shopify order was read: it is not there any more.'
  const cancelled = body.cancelled === true ? ', cancelled' : ''
  const parcels = `${text(body.fulfillments)} fulfilments, ${text(body.refunds)} refunds`
  return `What happened to the Shopify order was read: ${parcels}${cancelled}.`
}

/** The places alone are known, never what stands there. */
function personalSentence(body: Body): string {
  if (body.found === null) return 'The Shopify order was read: it is not there any more.'
  const left = Array.isArray(body.left) ? body.left.map(String).join(', ') : ''
  const shows = left === '' ? 'nothing of the buyer' : `of the buyer still ${left}`
  return `The Shopify order was looked at: it shows ${shows}.`
}

const decisions: Readonly<Record<string, string>> = {
  export: 'asked to try it again (Export)',
  'force-export': 'asked to create it although stock is short (Force export)',
  'approve-adoption': 'said that the order found in Shopify is this one',
  'create-separate': 'said that the order found in Shopify is another one',
  dismiss: 'dismissed the hold',
  'close-incident': 'closed an incident of it',
  'map-sku': 'mapped a SKU of it',
  'unmap-sku': 'took the mapping of a SKU of it away',
  approve: 'said yes: carry it over',
  repeat: 'asked to send it once more',
  release: 'said that its messages are checked',
  'accept-cancel': "accepted the buyer's wish to cancel",
  'decline-cancel': "declined the buyer's wish to cancel",
  split: 'said how the refund is divided',
}

function personSentence(body: Body): string {
  return `${text(body.by)} ${decisions[text(body.decision)] ?? text(body.decision)}.`
}

function at(ms: unknown): string {
  return typeof ms === 'number' ? ` at ${fullTime(ms)}` : ''
}

/** A word of Amazon's, or one that we do not know. */
function word(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'unrecognised' in value) {
    return `unknown value "${text(value.unrecognised)}"`
  }
  return text(value)
}
