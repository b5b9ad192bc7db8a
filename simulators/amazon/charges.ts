/**
 * What a buyer is charged for an order item, by the components that Amazon's OrderAdjustment feed knows (Principal,
 * Shipping, Tax …), from the proceeds of the item. Tax that is inside the prices is no component of its own: Amazon refuses
 * to refund it apart (docs#767). Promotions are negative, whatever their sign on the wire.
 */
import { portion, toMinor } from './money.ts'
import type { OrderItem, ProceedsPart } from './order-shape.ts'

/** Component → signed minor units. */
export type Amounts = ReadonlyMap<string, number>

export type Charges = {
  readonly amounts: Amounts
  readonly taxIncluded: boolean
  /** Amazon collects the tax and refunds it by itself, in proportion. */
  readonly taxByAmazon: boolean
}

export const taxComponents: readonly string[] = ['Tax', 'ShippingTax', 'GiftWrapTax']

const componentOfPart: Readonly<Record<string, string>> = {
  ITEM: 'Principal',
  SHIPPING: 'Shipping',
  GIFT_WRAP: 'GiftWrap',
  COD_FEE: 'CODFee',
  OTHER: 'Other',
}
const taxOfPart: Readonly<Record<string, string>> = {
  SHIPPING: 'ShippingTax',
  GIFT_WRAP: 'GiftWrapTax',
}

/** The charges for all units of the item. */
export function chargesOf(item: OrderItem): Charges {
  const parts = item.proceeds?.breakdowns ?? []
  const amounts = new Map<string, number>()
  const add = (component: string, minor: number): void => {
    if (minor !== 0) amounts.set(component, (amounts.get(component) ?? 0) + minor)
  }
  for (const part of parts) {
    const component = componentOfPart[part.type]
    if (component !== undefined) add(component, minorOf(part.subtotal))
  }
  for (const { subtype, value } of details(parts, 'DISCOUNT')) {
    add(subtype === 'SHIPPING' ? 'ShippingPromotion' : 'Promotion', -Math.abs(minorOf(value)))
  }
  const withoutTax = total(amounts)
  const taxIncluded =
    item.proceeds === undefined || withoutTax === minorOf(item.proceeds.proceedsTotal)
  if (!taxIncluded) {
    for (const { subtype, value } of details(parts, 'TAX')) {
      const minor = minorOf(value)
      add(taxOfPart[subtype] ?? 'Tax', subtype === 'DISCOUNT' ? -Math.abs(minor) : minor)
    }
  }
  return { amounts, taxIncluded, taxByAmazon: isCollectedByAmazon(item.tax) }
}

/** The part of the charges that falls to some of the units. */
export function shareOf(amounts: Amounts, units: number, ofUnits: number): Map<string, number> {
  const share = new Map<string, number>()
  if (ofUnits === 0) return share
  for (const [component, minor] of amounts) {
    share.set(component, portion(minor, units, ofUnits))
  }
  return share
}

export function minus(amounts: Amounts, others: Amounts): Map<string, number> {
  const left = new Map(amounts)
  for (const [component, minor] of others) left.set(component, (left.get(component) ?? 0) - minor)
  return left
}

export function total(amounts: Amounts): number {
  return [...amounts.values()].reduce((all, minor) => all + minor, 0)
}

export function currencyOf(item: OrderItem): string {
  const { proceeds, product } = item
  return proceeds?.proceedsTotal.currencyCode ?? product.price?.unitPrice.currencyCode ?? 'EUR'
}

function minorOf(money: { amount: string; currencyCode: string }): number {
  return toMinor(money.amount, money.currencyCode)
}

function details(parts: readonly ProceedsPart[], type: string) {
  return parts.find((part) => part.type === type)?.detailedBreakdowns ?? []
}

function isCollectedByAmazon(tax: unknown): boolean {
  return JSON.stringify(tax ?? {}).includes('MARKETPLACE_FACILITATOR')
}
