/** Calls and their answers as sentences. An answer names its attempt alone, so its call is looked up. */
import type { OrderPage } from '../../store/read/order-page.ts'

type Trace = OrderPage['traces'][number]
type Body = Trace['body']

/** The call of each attempt; an answer to one that is not here was a create. */
export function callsByAttempt(traces: readonly Trace[]): ReadonlyMap<string, Body> {
  return new Map(
    traces.flatMap(({ kind, body }) =>
      kind === 'called' ? [[text(body.attempt), body] as const] : [],
    ),
  )
}

export function calledSentence(body: Body): string {
  switch (body.call) {
    case 'orderCreate': {
      const stock = stockWords[text(body.inventory)]
      return `Shopify was asked to create the order (orderCreate${stock === undefined ? '' : `, ${stock}`}).`
    }
    case 'fulfillmentOrderMove':
      return `Shopify was asked to move the goods to ${text(body.to)} (fulfillmentOrderMove).`
    case 'confirmShipment':
      return 'Amazon was told that the parcel has left (confirmShipment).'
    case 'fulfillmentCreate':
      return 'Shopify was asked to write down the parcel (fulfillmentCreate), without a word to the buyer.'
    case 'orderCancel':
      return 'Shopify was asked to cancel the order (orderCancel), without a word to the buyer.'
    case 'refundCreate':
      return 'Shopify was asked to write down the refund (refundCreate), without a word to the buyer.'
    case 'orderPurge':
      return "Shopify was asked to remove the buyer's data from the order (orderPurge)."
    case 'put on the desk':
      return `It was put with others that go to Amazon in one feed (${text(body.feed)}).`
    default:
      return `A call was made: ${text(body.call)}.`
  }
}

export function answeredSentence(body: Body, call: Body | undefined): string {
  switch (body.is) {
    case 'done':
      return doneSentence(body, call)
    case 'found':
      if (body.effect !== undefined) return `An earlier call had arrived (${text(body.effect)}).`
      return `The earlier create had worked: its order was found (${text(body.shopifyGid)}).`
    case 'adopted':
      return `The order of another app was taken over (${text(body.shopifyGid)}).`
    case 'refused':
      return `${body.effect === undefined && call?.call !== 'confirmShipment' ? 'Shopify' : 'Amazon'} refused: ${refusalWords(body)}.`
    case 'unclear':
      return `No clear answer came (${text(body.code)}): it may have been done or not.`
    default:
      return `It was surely not done (${text(body.code)}); it is tried again.`
  }
}

function doneSentence(body: Body, call: Body | undefined): string {
  if (body.effect !== undefined) return `Amazon's report says: done (${text(body.effect)}).`
  if (call === undefined || call.call === 'orderCreate') {
    return `Shopify answered: created (${text(body.shopifyGid)}).`
  }
  if (call.call === 'fulfillmentOrderMove') return 'Shopify answered: moved.'
  return `It was answered: done (${text(call.call)}).`
}

const stockWords: Readonly<Record<string, string>> = {
  'obey-policy': 'claiming stock, refused when short',
  'ignore-policy': 'claiming stock even when short',
  bypass: 'leaving stock alone',
}

function refusalWords(body: Body): string {
  const refusal = typeof body.refusal === 'object' && body.refusal !== null ? body.refusal : {}
  if ('kind' in refusal && refusal.kind === 'stock') return 'Unable to reserve inventory'
  if ('kind' in refusal && refusal.kind === 'too-many-orders') return 'too many new orders a minute'
  const words = 'text' in refusal ? text(refusal.text) : ''
  return words === '' ? text(body.code) : `${text(body.code)}: ${words}`
}

export function text(value: unknown): string {
  return value === undefined || value === null ? 'not told' : String(value)
}
