/** What came back of an order, and what replaces what, in sentences. */

import { returnWindow } from '../../operations/orders/return-window.ts'
import type { OrderPage } from '../../store/read/order-page.ts'
import { fullTime } from '../print.ts'

export function returnSentences(page: OrderPage): string[] {
  const { observed, returns } = page
  const replaces = observed?.replaces ?? null
  return [
    ...(replaces === null ? [] : [`It is a ${replaces.kind} for order ${replaces.orderId}.`]),
    ...returns.replacedBy.map((orderId) => `Order ${orderId} replaces it.`),
    ...returns.onAmazon.map(onAmazonSentence),
    ...returns.inShop.map(inShopSentence),
    ...windowSentence(page),
  ]
}

function onAmazonSentence(one: OrderPage['returns']['onAmazon'][number]): string {
  const { quantity, returnId, sku, asin, status, reason, claimed, resolution } = one
  const who = one.side === 'amazon' ? 'to Amazon' : 'to you'
  const units = quantity === 1 ? '1 unit' : `${quantity} units`
  const why = reason === null ? '' : `, reason ${reason}`
  const back = one.receivedAtMs === null ? '' : `, back ${fullTime(one.receivedAtMs)}`
  const condition = one.side === 'amazon' && resolution !== null ? `, condition ${resolution}` : ''
  const claim = claimed ? ', with an A-to-z claim' : ''
  return `Amazon: ${units} of ${sku ?? asin ?? 'an unnamed item'} go back ${who} (${returnId}): ${status}${why}${condition}${back}${claim}.`
}

function inShopSentence({ name, status, lines }: OrderPage['returns']['inShop'][number]): string {
  const quantity = lines.reduce((all, line) => all + line.quantity, 0)
  return `Shopify: return ${name} of ${quantity === 1 ? '1 unit' : `${quantity} units`}: ${status}.`
}

/** Said only where something was sent. */
function windowSentence(page: OrderPage): string[] {
  const window = returnWindow(page)
  if (window === null) return []
  const over = window.isOver ? 'ended' : 'ends'
  const earliest = window.isEarliest
    ? ' at the earliest: of what Amazon sends it tells no delivery date'
    : ''
  return [
    `Your own time for returns (${page.returns.windowDays} days) ${over} ${fullTime(window.untilMs)}${earliest}.`,
  ]
}
