/**
 * What orderCreate refuses, in the platform's words where they are recorded (API 2026-04 and 2026-10).
 * Words that nobody recorded are marked "own words": their code is right, their text is a guess.
 */

import { numericId } from '../gid.ts'
import { invalidId } from '../graphql/errors.ts'
import type { ShopWorld } from '../shop-world.ts'
import type { MoneyBagInput, OrderInput, OrderUserError, TaxLineInput } from './order-input.ts'

const maxNote = 5000
const maxTag = 40

/** Everything that is wrong with an order before stock is looked at. */
export function orderInputErrors(world: ShopWorld, order: OrderInput): OrderUserError[] {
  return [
    ...lineErrors(world, order),
    ...taxErrors(order),
    ...currencyErrors(order, order.currency ?? world.settings.currency),
    ...textErrors(order),
    ...customerErrors(order),
    ...fulfillmentErrors(world, order),
  ]
}

function invalid(field: readonly string[], message: string, code = 'INVALID'): OrderUserError {
  return { code, field: ['order', ...field], message }
}

function lineErrors(world: ShopWorld, order: OrderInput): OrderUserError[] {
  const lines = order.lineItems ?? []
  // Own words: an order without lines is refused, how is not recorded.
  if (lines.length === 0) return [invalid(['lineItems'], "Line items can't be blank")]
  const errors: OrderUserError[] = []
  for (const line of lines) {
    if (line.quantity < 1) {
      errors.push(invalid(['lineItems'], 'Line items Quantity must be greater than 0')) // own words
    }
    if (line.variantId != null) {
      const id = numericId('ProductVariant', line.variantId)
      if (id === undefined) throw invalidId()
      if (!world.catalog.variant(id)) {
        errors.push(invalid(['lineItems'], 'Line items Variant is invalid')) // own words
      }
      continue
    }
    if ((line.title ?? '').trim() === '') {
      errors.push(
        invalid(['lineItems'], "Line items Title can't be blank"),
        invalid(['lineItems'], "Line items Name can't be blank"),
        { code: 'INVALID', field: ['order'], message: 'Order Line items is invalid' },
      )
    }
    if (line.priceSet == null) {
      errors.push(invalid(['lineItems'], "Line items Price can't be blank")) // own words
    }
  }
  return errors
}

function taxErrors(order: OrderInput): OrderUserError[] {
  const errors: OrderUserError[] = []
  const check = (
    path: readonly string[],
    lines: readonly TaxLineInput[] | null | undefined,
  ): void => {
    for (const [at, line] of (lines ?? []).entries()) {
      if (String(line.rate).trim() !== '') continue
      const field = [...path, 'taxLines', String(at), 'rate']
      errors.push(invalid(field, "Rate can't be blank", 'TAX_LINE_RATE_MISSING'))
    }
  }
  check([], order.taxLines)
  for (const [at, line] of (order.lineItems ?? []).entries()) {
    check(['lineItems', String(at)], line.taxLines)
  }
  for (const [at, line] of (order.shippingLines ?? []).entries()) {
    check(['shippingLines', String(at)], line.taxLines)
  }
  const onLines = (order.lineItems ?? []).some((line) => (line.taxLines ?? []).length > 0)
  if (onLines && (order.taxLines ?? []).length > 0) {
    // Own words for a recorded rule: on the order or on its lines, not both.
    errors.push(
      invalid(['taxLines'], 'Tax lines can be on the order or on its line items, but not on both'),
    )
  }
  return errors
}

function currencyErrors(order: OrderInput, currency: string): OrderUserError[] {
  const errors = new Map<string, OrderUserError>()
  const expected =
    'does not match the order currency (which defaults to the shop currency if not given)'
  const check = (field: string, what: string, bag: MoneyBagInput | null | undefined): void => {
    if (bag == null) return
    const { shopMoney, presentmentMoney } = bag
    if (shopMoney.currencyCode !== currency) {
      errors.set(what, invalid([field], `${what} currency ${expected}`))
    }
    const presentment = order.presentmentCurrency
    if (presentment != null && presentmentMoney?.currencyCode !== presentment) {
      const text = `${what} presentment money must be in the presentment currency` // own words
      errors.set(`${what} presentment`, invalid([field], text))
    }
  }
  for (const line of order.lineItems ?? []) {
    check('lineItems', 'Line items price', line.priceSet)
    for (const tax of line.taxLines ?? []) check('lineItems', 'Line items tax lines', tax.priceSet)
  }
  for (const line of order.shippingLines ?? []) {
    check('shippingLines', 'Shipping lines price', line.priceSet)
    for (const tax of line.taxLines ?? []) {
      check('shippingLines', 'Shipping lines tax lines', tax.priceSet)
    }
  }
  for (const tax of order.taxLines ?? []) check('taxLines', 'Tax lines', tax.priceSet)
  for (const one of order.transactions ?? []) check('transactions', 'Transactions', one.amountSet)
  return [...errors.values()]
}

function textErrors(order: OrderInput): OrderUserError[] {
  const errors: OrderUserError[] = []
  if ((order.note ?? '').length > maxNote) {
    errors.push(invalid(['note'], `Note is too long (maximum is ${maxNote} characters)`)) // own words
  }
  if ((order.tags ?? []).some((tag) => tag.length > maxTag)) {
    const text = `Title Tag exceeds the maximum length of ${maxTag} characters`
    errors.push(invalid(['tags'], text))
  }
  return errors
}

function customerErrors(order: OrderInput): OrderUserError[] {
  if (order.customer == null || order.customerId == null) return []
  const text = 'Only one of customer and customerId can be given' // own words
  return [invalid(['customer'], text, 'REDUNDANT_CUSTOMER_FIELDS')]
}

function fulfillmentErrors(world: ShopWorld, order: OrderInput): OrderUserError[] {
  if (order.fulfillment == null) return []
  const id = numericId('Location', order.fulfillment.locationId)
  if (id === undefined) throw invalidId()
  if (world.catalog.location(id)?.isActive === true) return []
  return [invalid(['fulfillment', 'locationId'], 'Location not found.')]
}
