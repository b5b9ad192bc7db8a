/**
 * The variables of orderCreate, from our draft and the personal facts of its order (Admin API 2026-10).
 * Must not, under any setting: set order.email, order.phone, or a customer who could be contacted. Amazon
 * alone writes to the buyer.
 * Traps that it avoids: stock is not claimed by default, requiresShipping is false by default.
 */

import type { LocationGid } from '../../../core/ids.ts'
import { formatDecimal, type Money } from '../../../core/money.ts'
import type { PersonalFacts } from '../../../core/orders/amazon-order.ts'
import type {
  DraftLine,
  DraftTaxLine,
  InventoryBehaviour,
  ShopifyOrderDraft,
} from '../../../core/orders/shopify-order.ts'
import type {
  MoneyBagInput,
  OrderCreateFulfillmentInput,
  OrderCreateInputsInventoryBehavior,
  OrderCreateLineItemInput,
  OrderCreateMutationVariables,
  OrderCreateOrderInput,
  OrderCreateTaxLineInput,
} from '../wire/generated/operations.ts'
import { shopifyAddress } from './address.ts'
import { plainLine, shopifyName } from './person-name.ts'

export type OrderInput =
  | { readonly is: 'input'; readonly variables: OrderCreateMutationVariables }
  /** Not sent: something that only a person can settle. No personal data in it. */
  | {
      readonly is: 'impossible'
      readonly code: string
      readonly field: string
      readonly text: string
    }

const noteMaxChars = 5_000
const behaviours: Readonly<Record<InventoryBehaviour, OrderCreateInputsInventoryBehavior>> = {
  'obey-policy': 'DECREMENT_OBEYING_POLICY',
  'ignore-policy': 'DECREMENT_IGNORING_POLICY',
  bypass: 'BYPASS',
}

/** `fulfilledFrom` is the location of orders that were shipped before we saw them. */
export function orderInput(
  draft: ShopifyOrderDraft,
  personal: PersonalFacts | null,
  fulfilledFrom: LocationGid | null,
): OrderInput {
  const shipping = personal?.address ? shopifyAddress(personal.address) : { is: 'none' as const }
  if (shipping.is === 'unknown-country') {
    const text = `Shopify has no country with the code ${shipping.countryCode}.`
    return impossible('COUNTRY_NOT_KNOWN', 'order.shippingAddress.countryCode', text)
  }
  if (draft.fulfilled && fulfilledFrom === null) {
    const text = 'An order that is already shipped needs a location to have been shipped from.'
    return impossible('FULFILMENT_LOCATION_MISSING', 'order.fulfillment.locationId', text)
  }
  const processedAt = new Date(draft.processedAtMs).toISOString()
  const order: OrderCreateOrderInput = {
    currency: draft.currency as NonNullable<OrderCreateOrderInput['currency']>,
    sourceIdentifier: draft.orderId,
    sourceUrl: draft.sourceUrl,
    processedAt,
    taxesIncluded: draft.taxesIncluded,
    tags: [...draft.tags],
    customAttributes: draft.attributes.map(({ key, value }) => ({ key, value })),
    lineItems: draft.lines.map(lineInput),
    shippingLines: draft.shippingLines.map((line) => ({
      title: line.title,
      priceSet: inOrderCurrency(line.price),
      taxLines: line.taxLines.map(taxInput),
    })),
    metafields: [
      { namespace: 'crossdock', key: 'amazon_order_id', type: 'id', value: draft.orderId },
    ],
    ...payment(draft, processedAt),
    ...(shipping.is === 'address' ? { shippingAddress: shipping.address } : {}),
    ...customer(draft, personal),
    ...note(draft, personal),
    ...(draft.fulfilled && fulfilledFrom !== null
      ? {
          // The status defaults to unfulfilled, the fulfilment covers every line: both are said.
          fulfillmentStatus: 'FULFILLED' as const,
          fulfillment: fulfilment(draft.fulfilled, fulfilledFrom),
        }
      : {}),
  }
  const options = {
    inventoryBehaviour: behaviours[draft.inventory],
    sendReceipt: false,
    sendFulfillmentReceipt: false,
  }
  return { is: 'input', variables: { order, options } }
}

function lineInput(line: DraftLine): OrderCreateLineItemInput {
  const product =
    line.variantGid === null
      ? { title: plainLine(line.title) || 'Item', ...(line.sku === null ? {} : { sku: line.sku }) }
      : { variantId: line.variantGid }
  return {
    ...product,
    quantity: line.quantity,
    priceSet: inOrderCurrency(line.unitPrice),
    taxLines: line.taxLines.map(taxInput),
    requiresShipping: line.requiresShipping,
    properties: line.properties.map(({ name, value }) => ({ name, value })),
  }
}

function taxInput(tax: DraftTaxLine): OrderCreateTaxLineInput {
  const { title, rate, channelLiable } = tax
  return { title, rate, priceSet: inOrderCurrency(tax.amount), channelLiable }
}

/**
 * shopMoney is "the order's shop-facing money": with `currency` given it is in that currency. Shopify
 * converts nothing, so no presentment money is sent and no rate is ever invented.
 */
function inOrderCurrency(money: Money): MoneyBagInput {
  const currencyCode = money.currency as MoneyBagInput['shopMoney']['currencyCode']
  return { shopMoney: { amount: formatDecimal(money), currencyCode } }
}

/** One sale over the total, for a later refund needs one to draw on; without money, just paid. */
function payment(draft: ShopifyOrderDraft, processedAt: string): Partial<OrderCreateOrderInput> {
  if (draft.gateway === null) return { financialStatus: 'PAID' }
  const sale = {
    kind: 'SALE',
    status: 'SUCCESS',
    gateway: draft.gateway,
    amountSet: inOrderCurrency(draft.total),
    processedAt,
  } as const
  return { transactions: [sale] }
}

/** A record with a name and nothing else; no name, no record. */
function customer(
  draft: ShopifyOrderDraft,
  personal: PersonalFacts | null,
): Partial<OrderCreateOrderInput> {
  if (draft.customer === 'none') return {}
  const country = personal?.address?.countryCode ?? undefined
  const name =
    shopifyName(personal?.buyerName ?? null, country) ??
    shopifyName(personal?.address?.name ?? null, country)
  if (name === undefined) return {}
  const { firstName, lastName } = name
  return { customer: { toUpsert: { ...(firstName === null ? {} : { firstName }), lastName } } }
}

/** Gift messages go into the note: the packer reads it there, and unlike a line's property it can be purged. */
function note(
  draft: ShopifyOrderDraft,
  personal: PersonalFacts | null,
): Partial<OrderCreateOrderInput> {
  const messages = (personal?.giftMessages ?? []).flatMap(({ itemId, text }) => {
    const message = plainLine(text)
    const line = draft.lines.find((each) => each.itemId === itemId)
    if (message === '') return []
    return [
      line ? `Gift message (${plainLine(line.title)}): ${message}` : `Gift message: ${message}`,
    ]
  })
  return messages.length === 0 ? {} : { note: messages.join('\n').slice(0, noteMaxChars) }
}

function fulfilment(
  fulfilled: NonNullable<ShopifyOrderDraft['fulfilled']>,
  locationId: LocationGid,
): OrderCreateFulfillmentInput {
  return {
    locationId,
    notifyCustomer: false,
    ...(fulfilled.carrier === null ? {} : { trackingCompany: fulfilled.carrier }),
    ...(fulfilled.trackingNumbers.length === 0
      ? {}
      : { trackingNumbers: [...fulfilled.trackingNumbers] }),
  }
}

function impossible(code: string, field: string, text: string): OrderInput {
  return { is: 'impossible', code, field, text }
}
