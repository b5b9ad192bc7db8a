/**
 * The money of an order as Amazon breaks it down (models orders_2026-01-01: ItemProceeds, OrderProceeds).
 *
 * - An item has one entry a type: ITEM (the whole line, never the unit), SHIPPING, GIFT_WRAP, COD_FEE, OTHER, DISCOUNT, TAX.
 *   Only TAX and DISCOUNT are split further, by what they are on; TAX also has DISCOUNT, the tax that a discount took away.
 * - The order adds the items up by type; DELIVERY_TIP exists only there.
 * - Tax on top is part of the totals (Amazon's sandbox: ITEM 39.99 + TAX 10.00 = 49.99); tax included is shown and is not
 *   added. The sign of DISCOUNT is not documented and is a setting.
 */
import { type Money, toMinor, toMoney } from './money.ts'
import type { OrderProceedsPart, ProceedsPart } from './order-shape.ts'
import type { LineSpec, OrderSpec } from './order-spec.ts'
import type { AmazonSettings } from './settings.ts'

export type LineMoney = {
  readonly unitPrice: Money
  readonly proceedsTotal: Money
  readonly breakdowns: readonly ProceedsPart[]
  readonly totalMinor: number
}

export type TaxRule = { readonly mode: 'none' | 'included' | 'on-top'; readonly percent: number }

/** The money of one line. `unitPriceMinor` is what one unit costs before any discount. */
export function lineMoney(
  line: LineSpec,
  unitPriceMinor: number,
  currency: string,
  tax: TaxRule,
  settings: AmazonSettings,
): LineMoney {
  const minor = (amount: string | undefined): number => toMinor(amount ?? '0', currency)
  const parts: Parts = [
    ['ITEM', unitPriceMinor * (line.quantity ?? 1)],
    ['SHIPPING', minor(line.shipping)],
    ['GIFT_WRAP', minor(line.giftWrap)],
    ['COD_FEE', minor(line.codFee)],
    ['OTHER', minor(line.other)],
  ]
  const discounts: Parts = [
    ['ITEM', minor(line.itemDiscount)],
    ['SHIPPING', minor(line.shippingDiscount)],
  ]
  const sign = settings.discountSign === 'negative' ? -1 : 1
  const taxes: Parts = parts.map(([type, value]) => [type, taxOf(value, tax)])
  const discountTax = taxOf(sum(discounts), tax)
  const taxMinor = sum(taxes) - discountTax
  const taxDetails: Parts = [...taxes, ['DISCOUNT', sign * discountTax]]
  const totalMinor = sum(parts) - sum(discounts) + (tax.mode === 'on-top' ? taxMinor : 0)

  const breakdowns = parts
    .filter(([type, value]) => type === 'ITEM' || value !== 0)
    .map(([type, value]): ProceedsPart => ({ type, subtotal: toMoney(value, currency) }))
  if (sum(discounts) !== 0) {
    const signed = discounts.map(([type, value]): Part => [type, sign * value])
    breakdowns.push(split('DISCOUNT', sign * sum(discounts), signed, currency))
  }
  if (taxMinor !== 0) breakdowns.push(split('TAX', taxMinor, taxDetails, currency))
  return {
    unitPrice: toMoney(unitPriceMinor, currency),
    proceedsTotal: toMoney(totalMinor, currency),
    breakdowns,
    totalMinor,
  }
}

/** The order's own breakdown and total, from its lines. */
export function orderMoney(
  lines: readonly LineMoney[],
  spec: OrderSpec,
  currency: string,
  settings: AmazonSettings,
): { readonly grandTotal: Money; readonly breakdowns: readonly OrderProceedsPart[] } {
  const totals = new Map<string, number>()
  for (const part of lines.flatMap((line) => line.breakdowns)) {
    const minor = toMinor(part.subtotal.amount, currency)
    totals.set(part.type, (totals.get(part.type) ?? 0) + minor)
  }
  const breakdowns: OrderProceedsPart[] = [...totals].map(([type, value]) => ({
    type,
    subtotal: toMoney(value, currency),
  }))
  const tipMinor = toMinor(spec.tip ?? '0', currency)
  const tipStatus = spec.tipStatus ?? 'FINALIZED'
  if (tipMinor !== 0) {
    const subtotal = toMoney(tipMinor, currency)
    breakdowns.push({ type: 'DELIVERY_TIP', status: tipStatus, subtotal })
  }
  if (spec.unknown === 'proceeds-type') {
    breakdowns.push({ type: 'ENVIRONMENT_FEE', subtotal: toMoney(100, currency) })
  }
  const countedTip = settings.tipInGrandTotal && tipStatus === 'FINALIZED' ? tipMinor : 0
  const itemsMinor = lines.reduce((all, line) => all + line.totalMinor, 0)
  const offMinor = toMinor(spec.totalOffBy ?? '0', currency)
  return { grandTotal: toMoney(itemsMinor + countedTip + offMinor, currency), breakdowns }
}

type Part = readonly [type: string, minor: number]
type Parts = readonly Part[]

function sum(parts: Parts): number {
  return parts.reduce((all, [, value]) => all + value, 0)
}

function taxOf(valueMinor: number, tax: TaxRule): number {
  if (tax.mode === 'none') return 0
  const rate = tax.percent / 100
  const net = tax.mode === 'included' ? valueMinor / (1 + rate) : valueMinor
  return Math.round(net * rate)
}

function split(type: string, totalMinor: number, parts: Parts, currency: string): ProceedsPart {
  const detailedBreakdowns = parts
    .filter(([, value]) => value !== 0)
    .map(([subtype, value]) => ({ subtype, value: toMoney(value, currency) }))
  return { type, subtotal: toMoney(totalMinor, currency), detailedBreakdowns }
}
