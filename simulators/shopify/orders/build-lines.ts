/** Turns the lines of an orderCreate input into records: prices, taxes, and what the variant fills in. */
import { numericId } from '../gid.ts'
import { type Amount, type Currencies, minorFrom, sumOf, times, zero } from '../money.ts'
import type { OrderLine, ShippingLine, TaxLine, VariantRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import type { LineInput, MoneyBagInput, OrderInput, TaxLineInput } from './order-input.ts'

/** Lines in input order. Only what the input says counts for shipping: `requiresShipping` defaults to false. */
export function buildLines(
  world: ShopWorld,
  order: OrderInput,
  currencies: Currencies,
): OrderLine[] {
  return (order.lineItems ?? []).map((line) => {
    const variant = variantOfInput(world, line)
    return {
      id: world.identifiers.gid('LineItem'),
      title: line.title ?? variant?.product.title ?? '',
      variantTitle: line.variantTitle ?? (variant ? variantTitle(variant) : null),
      sku: line.sku ?? variant?.sku ?? null,
      vendor: line.vendor ?? variant?.product.vendor ?? null,
      quantity: line.quantity,
      currentQuantity: line.quantity,
      fulfilledQuantity: 0,
      unit: unitPrice(line, variant, currencies),
      taxLines: (line.taxLines ?? []).map((tax) => taxLine(tax, currencies)),
      requiresShipping: line.requiresShipping ?? false,
      taxable: line.taxable ?? true,
      giftCard: line.giftCard ?? false,
      tip: line.tip ?? false,
      attributes: (line.properties ?? []).map(({ name, value }) => ({ key: name, value })),
      variantId: variant?.numericId ?? null,
      productId: variant?.product.numericId ?? productOfInput(line),
    }
  })
}

/** Shipping lines in input order. */
export function buildShippingLines(
  world: ShopWorld,
  order: OrderInput,
  currencies: Currencies,
): ShippingLine[] {
  return (order.shippingLines ?? []).map((line) => ({
    id: world.identifiers.gid('ShippingLine'),
    title: line.title,
    code: line.code ?? null,
    source: line.source ?? null,
    price: amountOf(line.priceSet, currencies),
    taxLines: (line.taxLines ?? []).map((tax) => taxLine(tax, currencies)),
  }))
}

export function taxLine(input: TaxLineInput, currencies: Currencies): TaxLine {
  return {
    title: input.title,
    rate: Number(input.rate),
    amount: input.priceSet == null ? zero : amountOf(input.priceSet, currencies),
    channelLiable: input.channelLiable ?? false,
  }
}

/** Without presentment money both sides are the same: Shopify converts nothing. */
export function amountOf(bag: MoneyBagInput, currencies: Currencies): Amount {
  const shop = minorFrom(String(bag.shopMoney.amount), currencies.shop)
  if (bag.presentmentMoney == null) return { shop, presentment: shop }
  const { amount } = bag.presentmentMoney
  return { shop, presentment: minorFrom(String(amount), currencies.presentment) }
}

/**
 * Gives each taxable line its share of the order's own tax lines, by line total; the last one takes the rest,
 * so that the shares add up.
 */
export function spreadOrderTax(lines: OrderLine[], orderTax: readonly TaxLine[]): OrderLine[] {
  const taxable = lines.filter((line) => line.taxable)
  if (orderTax.length === 0 || taxable.length === 0) return lines
  const base = sumOf(taxable, (line) => times(line.unit, line.quantity))
  const given = orderTax.map(() => ({ shop: 0, presentment: 0 }))
  return lines.map((line) => {
    if (!line.taxable) return line
    const isLast = line === taxable.at(-1)
    const total = times(line.unit, line.quantity)
    const taxLines = orderTax.map((tax, at) => {
      const done = given[at] ?? zero
      const part = (side: 'shop' | 'presentment'): number => {
        if (isLast) return tax.amount[side] - done[side]
        return base[side] === 0 ? 0 : Math.round((tax.amount[side] * total[side]) / base[side])
      }
      const amount = { shop: part('shop'), presentment: part('presentment') }
      given[at] = {
        shop: done.shop + amount.shop,
        presentment: done.presentment + amount.presentment,
      }
      return { ...tax, amount }
    })
    return { ...line, taxLines }
  })
}

function unitPrice(
  line: LineInput,
  variant: VariantRecord | undefined,
  currencies: Currencies,
): Amount {
  if (line.priceSet != null) return amountOf(line.priceSet, currencies)
  const minor = variant?.priceMinor ?? 0
  return { shop: minor, presentment: minor }
}

function variantOfInput(world: ShopWorld, line: LineInput): VariantRecord | undefined {
  if (line.variantId == null) return undefined
  const id = numericId('ProductVariant', line.variantId)
  return id === undefined ? undefined : world.catalog.variant(id)
}

function productOfInput(line: LineInput): number | null {
  if (line.productId == null) return null
  return numericId('Product', line.productId) ?? null
}

/** Shopify's own title of a variant: its option values, or nothing for the only variant. */
function variantTitle(variant: VariantRecord): string | null {
  if (variant.options.length === 0) return null
  return variant.options.map((option) => option.value).join(' / ')
}
