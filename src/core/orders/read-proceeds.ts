/**
 * Reads what an Amazon order's money is made of: per line and part the gross amount, its discount and
 * its tax, in minor units of one currency (Orders API 2026-01-01, `proceeds`). Adds nothing up.
 *
 * A discount's sign is not promised by Amazon's model (older APIs sent it positive, a breakdown that
 * sums up would be negative). It never raises a price, so its size counts and it is taken off.
 */
import { formatDecimal, type Money } from '../money.ts'
import { isUnrecognised } from '../seen.ts'
import type { AmazonItem, AmazonOrder, MoneyPart, PartType } from './amazon-order.ts'
import { currencyOf } from './marketplaces.ts'
import type { HoldDetail } from './reasons.ts'

export type Part = Exclude<PartType, 'TAX' | 'DISCOUNT'>
export const parts: readonly Part[] = ['ITEM', 'SHIPPING', 'GIFT_WRAP', 'COD_FEE', 'OTHER']

/** Minor units by part. */
export type ByPart = Readonly<Record<Part, number>>

export type LineProceeds = {
  readonly item: AmazonItem
  readonly gross: ByPart
  readonly discount: ByPart
  readonly tax: ByPart
}

export type Proceeds = {
  readonly currency: string
  readonly grandTotal: Money
  readonly lines: readonly LineProceeds[]
  /** Charged apart from the lines. */
  readonly tipMinor: number
}

export type ProceedsHeld = {
  readonly kind: 'held'
  readonly code: 'MONEY_DOES_NOT_ADD_UP' | 'UNKNOWN_VALUE'
  readonly detail: HoldDetail
}

export function readProceeds(
  order: AmazonOrder,
): { readonly kind: 'read'; readonly proceeds: Proceeds } | ProceedsHeld {
  const items = order.items.filter((item) => item.quantityOrdered > 0)
  const strange = unknownWord([...items.flatMap((item) => item.parts), ...order.parts])
  if (strange !== undefined) {
    return {
      kind: 'held',
      code: 'UNKNOWN_VALUE',
      detail: { field: strange.field, value: strange.value },
    }
  }
  const grandTotal = order.grandTotal ?? nothingPaid(order, items)
  if (grandTotal === undefined) return doesNotAddUp({ amazonTotal: 'none' })
  const { currency } = grandTotal
  const foreign = allMoney(order, items).find((money) => money.currency !== currency)
  if (foreign !== undefined) {
    return doesNotAddUp({ amazonTotal: inWords(grandTotal), otherCurrency: foreign.currency })
  }
  const lines: LineProceeds[] = []
  for (const item of items) {
    const line = readLine(item, grandTotal)
    if (typeof line === 'string') {
      return doesNotAddUp({ amazonTotal: inWords(grandTotal), sku: item.sku ?? '', problem: line })
    }
    lines.push(line)
  }
  const tipMinor = order.parts
    .filter((part) => part.type === 'DELIVERY_TIP')
    .reduce((all, part) => all + part.subtotal.amountMinor, 0)
  return { kind: 'read', proceeds: { currency, grandTotal, lines, tipMinor } }
}

export function doesNotAddUp(detail: HoldDetail): ProceedsHeld {
  return { kind: 'held', code: 'MONEY_DOES_NOT_ADD_UP', detail }
}

/** `12.50 EUR`. */
export function inWords(money: Money): string {
  return `${formatDecimal(money)} ${money.currency}`
}

/** A replacement may come without any money at all; every other order must name its total. */
function nothingPaid(order: AmazonOrder, items: readonly AmazonItem[]): Money | undefined {
  if (order.replaces === null || items.some((item) => item.parts.length > 0)) return undefined
  const currency = allMoney(order, items)[0]?.currency ?? currencyOf(order.marketplaceId)
  return currency === null ? undefined : { amountMinor: 0, currency }
}

function allMoney(order: AmazonOrder, items: readonly AmazonItem[]): Money[] {
  const ofParts = (some: readonly MoneyPart[]): Money[] =>
    some.flatMap((part) => [part.subtotal, ...part.details.map(({ value }) => value)])
  // The price on display counts only where nothing better was sent.
  const ofItems = items.flatMap((item) =>
    item.parts.length > 0 ? ofParts(item.parts) : [item.total, item.unitPrice],
  )
  return [...ofItems, ...ofParts(order.parts)].filter((money) => money !== null)
}

const partTypes: ReadonlySet<string> = new Set([...parts, 'TAX', 'DISCOUNT', 'DELIVERY_TIP'])
// The model lists DISCOUNT as a subtype too; it belongs to the goods, like a detail that is missing.
const subtypes: ReadonlySet<string> = new Set([...parts, 'DISCOUNT'])

function unknownWord(
  all: readonly MoneyPart[],
): { readonly field: string; readonly value: string } | undefined {
  for (const part of all) {
    if (isUnrecognised(part.type)) {
      return { field: 'proceeds type', value: part.type.unrecognised }
    }
    if (!partTypes.has(part.type)) return { field: 'proceeds type', value: part.type }
    const strange = part.details.find(({ subtype }) => !subtypes.has(subtype))
    if (strange !== undefined) return { field: 'proceeds subtype', value: strange.subtype }
  }
  return undefined
}

type Amounts = Record<Part, number>

function none(): Amounts {
  return { ITEM: 0, SHIPPING: 0, GIFT_WRAP: 0, COD_FEE: 0, OTHER: 0 }
}

function readLine(item: AmazonItem, grandTotal: Money): LineProceeds | string {
  const line = { item, gross: none(), discount: none(), tax: none() }
  if (item.parts.length === 0) {
    const price = priceWithoutParts(item, grandTotal)
    if (price === undefined) return 'a line without a price'
    line.gross.ITEM = price
    return line
  }
  for (const part of item.parts) {
    if (part.type === 'TAX') {
      if (!addDetails(line.tax, part, (minor) => minor)) return 'tax and its details differ'
    } else if (part.type === 'DISCOUNT') {
      if (!addDetails(line.discount, part, Math.abs)) return 'discount and its details differ'
    } else if (isPart(part.type)) {
      line.gross[part.type] += part.subtotal.amountMinor
    }
  }
  return line
}

function isPart(type: MoneyPart['type']): type is Part {
  return (
    typeof type === 'string' && type !== 'TAX' && type !== 'DISCOUNT' && type !== 'DELIVERY_TIP'
  )
}

/** Puts a breakdown onto the parts it belongs to; without details the goods carry all of it. */
function addDetails(to: Amounts, part: MoneyPart, read: (minor: number) => number): boolean {
  const whole = read(part.subtotal.amountMinor)
  if (part.details.length === 0) {
    to.ITEM += whole
    return true
  }
  let told = 0
  for (const { subtype, value } of part.details) {
    const amount = read(value.amountMinor)
    to[parts.find((name) => name === subtype) ?? 'ITEM'] += amount
    told += amount
  }
  return told === whole
}

function priceWithoutParts(item: AmazonItem, grandTotal: Money): number | undefined {
  if (item.total !== null) return item.total.amountMinor
  if (grandTotal.amountMinor === 0) return 0
  return item.unitPrice === null ? undefined : item.unitPrice.amountMinor * item.quantityOrdered
}
