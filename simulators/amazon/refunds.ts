/**
 * What may be refunded on an order, and why not. Words from Seller Central's help on adjustment errors (pages 25161, 25181,
 * 25281, 30741) and docs#767; the codes are ours, for Amazon's are not public.
 */
import { type Book, type RefundLine, unitsEver } from './books.ts'
import { type Charges, chargesOf, minus, shareOf, taxComponents, total } from './charges.ts'
import { portion } from './money.ts'
import type { OrderItem, OrderRecord } from './order-shape.ts'

export type RefundFault = { readonly code: string; readonly words: string }

const exceeds = 'exceeds the amount that can be refunded.'

export const refundFaults = {
  principal: {
    code: '18028',
    words: `The requested refund amount for item-price or Principal ${exceeds}`,
  },
  shipping: {
    code: '18029',
    words: `The requested refund amount for the shipping component ${exceeds}`,
  },
  exceeded: { code: '18030', words: `The requested refund amount ${exceeds}` },
  net: {
    code: '18031',
    words: 'The net adjustment amount is not a positive amount and has therefore been rejected.',
  },
  tax: {
    code: '18032',
    words: 'The requested refund amount for the tax or shipping tax is not eligible.',
  },
  notShipped: {
    code: '18033',
    words: 'The order item has not been confirmed as shipped and cannot be refunded.',
  },
  noItem: { code: '18034', words: 'The order item is not part of the order.' },
} as const satisfies Record<string, RefundFault>

/** Components that a seller may keep from a refund: their amounts are negative. */
export const keptComponents: readonly string[] = [
  'RestockingFee',
  'RestockingFeeTax',
  'ReturnShipping',
]

/** What the buyer was charged for an item until now. */
export function charged(item: OrderItem, book: Book): Map<string, number> {
  const units = book.chargedUnits.get(item.orderItemId) ?? 0
  return shareOf(chargesOf(item).amounts, units, unitsEver(item, book))
}

/** What was given back of it, by whomever. */
export function refunded(orderItemId: string, book: Book): Map<string, number> {
  const sums = new Map<string, number>()
  for (const line of book.refunds.flatMap((refund) => refund.lines)) {
    if (line.orderItemId !== orderItemId) continue
    sums.set(line.component, (sums.get(line.component) ?? 0) + line.amountMinor)
  }
  return sums
}

/** What is left, by component; kept fees are part of what can still be given back as nothing. */
export function leftOf(item: OrderItem, book: Book): Map<string, number> {
  const given = refunded(item.orderItemId, book)
  for (const component of keptComponents) given.delete(component)
  return minus(charged(item, book), given)
}

/** Everything that is left, as the lines of a full refund. */
export function fullRefund(record: OrderRecord, book: Book): RefundLine[] {
  return record.order.orderItems.flatMap((item) =>
    [...leftOf(item, book)]
      .filter(([, amountMinor]) => amountMinor !== 0)
      .map(([component, amountMinor]) => ({
        orderItemId: item.orderItemId,
        component,
        amountMinor,
      })),
  )
}

/** Why Amazon refuses these lines of a seller, or nothing. */
export function refundFault(
  record: OrderRecord,
  book: Book,
  lines: readonly RefundLine[],
): RefundFault | undefined {
  if (record.order.fulfillment.fulfilledBy === 'AMAZON') return refundFaults.exceeded
  for (const orderItemId of new Set(lines.map((line) => line.orderItemId))) {
    const item = record.order.orderItems.find((one) => one.orderItemId === orderItemId)
    if (item === undefined) return refundFaults.noItem
    if ((book.chargedUnits.get(orderItemId) ?? 0) === 0) return refundFaults.notShipped
    const own = lines.filter((line) => line.orderItemId === orderItemId)
    const fault = itemFault(chargesOf(item), leftOf(item, book), own)
    if (fault !== undefined) return fault
  }
  return undefined
}

function itemFault(
  { taxIncluded, taxByAmazon }: Charges,
  left: ReadonlyMap<string, number>,
  lines: readonly RefundLine[],
): RefundFault | undefined {
  const asked = new Map<string, number>()
  for (const { component, amountMinor } of lines) {
    asked.set(component, (asked.get(component) ?? 0) + amountMinor)
  }
  for (const [component, minor] of asked) {
    if (keptComponents.includes(component) || minor === 0) continue
    const isTax = taxComponents.includes(component)
    if (isTax && (taxIncluded || taxByAmazon)) return refundFaults.tax
    const isPromotion = component.endsWith('Promotion')
    const most = left.get(component) ?? 0
    const tooMuch = isPromotion ? minor > 0 || minor < most : minor < 0 || minor > most
    if (tooMuch) return faultOf(component)
  }
  if (total(asked) <= 0) return refundFaults.net
  return total(asked) > total(left) ? refundFaults.exceeded : undefined
}

function faultOf(component: string): RefundFault {
  if (component === 'Principal' || component === 'Tax') return refundFaults.principal
  return component.startsWith('Shipping') ? refundFaults.shipping : refundFaults.exceeded
}

/** The tax that Amazon itself gives back with a seller's lines, where it collected it. */
export function taxByAmazon(
  record: OrderRecord,
  book: Book,
  lines: readonly RefundLine[],
): RefundLine[] {
  const taxOf: Readonly<Record<string, string>> = {
    Principal: 'Tax',
    Shipping: 'ShippingTax',
    GiftWrap: 'GiftWrapTax',
  }
  return lines.flatMap(({ orderItemId, component, amountMinor }) => {
    const item = record.order.orderItems.find((one) => one.orderItemId === orderItemId)
    const tax = taxOf[component]
    if (item === undefined || tax === undefined || !chargesOf(item).taxByAmazon) return []
    const paid = charged(item, book)
    const share = portion(paid.get(tax) ?? 0, amountMinor, paid.get(component) ?? 1)
    const minor = Math.min(share, leftOf(item, book).get(tax) ?? 0)
    return minor === 0 ? [] : [{ orderItemId, component: tax, amountMinor: minor }]
  })
}
