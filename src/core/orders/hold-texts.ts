/**
 * What a person reads about a hold: a title, what is wrong with this order, and what to do. English is
 * the source language; the console translates by code. Each code has a page in
 * docs/operating/problems/. No personal data: details hold none.
 */
import { cancellationHoldTexts } from '../cancellations/reasons.ts'
import { changeHoldTexts } from '../changes/reasons.ts'
import { lifeHoldTexts } from '../life/reasons.ts'
import { purgeHoldTexts } from '../purge/reasons.ts'
import { refundHoldTexts } from '../refunds/reasons.ts'
import { returnHoldTexts } from '../returns/reasons.ts'
import { shipmentHoldTexts } from '../shipments/reasons.ts'
import type { HoldText } from './hold-text.ts'
import type { HoldCode, HoldDetail, ImportHold } from './reasons.ts'

export type { HoldText } from './hold-text.ts'

export const importHoldTexts: Readonly<Record<ImportHold, HoldText>> = {
  UNKNOWN_VALUE: {
    title: 'Amazon sent a value that Crossdock does not know',
    text: (detail) => `The ${say(detail, 'field')} "${say(detail, 'value')}" is not known.`,
    fix: 'Look at the order in Seller Central. If a program is the unknown value, Export imports it as an ordinary order; otherwise update Crossdock and report the value.',
  },
  UNREADABLE_ORDER: {
    title: 'Amazon sent an order that cannot be read',
    text: (detail) => `These parts differ from the known shape: ${say(detail, 'paths')}.`,
    fix: 'Update Crossdock; the order is read again by itself. Until then fulfil it from Seller Central.',
  },
  AMAZON_BEHIND_EVENT: {
    title: 'Amazon announced an order that it does not show',
    text: (detail) =>
      `Asked ${say(detail, 'reads')} times after the event; Amazon still shows no such order.`,
    fix: 'Look for it in Seller Central. It goes on by itself as soon as Amazon shows it.',
  },
  SKU_UNMAPPED: {
    title: 'No Shopify variant for a SKU',
    text: (detail) => `Neither SKU, title nor mapping finds a variant for ${say(detail, 'skus')}.`,
    fix: 'Map the SKU to a variant, or give a Shopify variant this SKU. The order then goes on by itself.',
  },
  SKU_AMBIGUOUS: {
    title: 'Several Shopify variants fit one SKU',
    text: (detail) => `SKU ${say(detail, 'sku')} could be: ${say(detail, 'variants')}.`,
    fix: 'Map the SKU to the right variant, or make the SKUs in Shopify unique. The order then goes on by itself.',
  },
  MONEY_DOES_NOT_ADD_UP: {
    title: 'The amounts do not add up to the total',
    text: moneyText,
    fix: 'Compare the order in Seller Central. If Amazon corrects it, it goes on by itself; else enter it in Shopify by hand and dismiss it here.',
  },
  PAID_REPLACEMENT: {
    title: 'A replacement order with a price',
    text: (detail) =>
      `It replaces ${say(detail, 'replaces')}, and a replacement normally costs nothing.`,
    fix: 'Look at both orders in Seller Central. Export imports it as an ordinary, paid order; dismiss leaves it.',
  },
  PARTLY_SHIPPED: {
    title: 'A part of the order was shipped before it came to Shopify',
    text: (detail) =>
      `Amazon shows as shipped: ${say(detail, 'shipped') || 'a part, without saying which'}.`,
    fix: 'Ship the rest from Seller Central and dismiss it here; or Export it, and in Shopify at once mark as fulfilled what has left, without notice.',
  },
  UNABLE_TO_RESERVE_INVENTORY: {
    title: 'Unable to reserve inventory',
    text: stockText,
    fix: 'Restock in Shopify: the order is then created by itself, or at once with Export. Force export creates it although stock is short.',
  },
  SHOPIFY_REFUSED: {
    title: 'Shopify refused the order',
    text: (detail) => {
      const field = say(detail, 'field')
      const where = field === '' ? '' : ` at ${field}`
      return `Shopify answered ${say(detail, 'code')}${where}: ${say(detail, 'text')}`
    },
    fix: 'Change what Shopify names, then use Export to try again.',
  },
  ADOPTION_UNCLEAR: {
    title: 'Shopify may have this order already',
    text: (detail) => {
      const orders = say(detail, 'orders') || say(detail, 'gids')
      return `Found in Shopify: ${orders} (${say(detail, 'why')}).`
    },
    fix: 'Open it in Shopify. Approve it as the same order, or have a separate one created, or dismiss.',
  },
  LOCATION_NOT_CHOSEN: {
    title: 'Shopify placed the order at another location',
    text: (detail) => `Its goods would leave from ${say(detail, 'location')}, which is not chosen.`,
    fix: 'Move the fulfilment in Shopify, or choose this location in the settings. Dismiss leaves it there.',
  },
  BACKFILL_NOT_VISIBLE: {
    title: 'The order is too old to be sure that Shopify does not have it',
    text: (detail) =>
      `It is ${say(detail, 'days')} days old; Shopify shows us only the last 60 days of orders.`,
    fix: 'Grant the scope read_all_orders, or check in Shopify by hand and then use Force export.',
  },
  DOUBLED_EFFECT: {
    title: 'Two Shopify orders for one Amazon order',
    text: (detail) => `Both carry this Amazon order: ${say(detail, 'gids')}.`,
    fix: 'Cancel one of them in Shopify without refund and without notice to the buyer, and delete it.',
  },
}

/** Of every concern. */
export const holdTexts: Readonly<Record<HoldCode, HoldText>> = {
  ...importHoldTexts,
  ...lifeHoldTexts,
  ...shipmentHoldTexts,
  ...cancellationHoldTexts,
  ...refundHoldTexts,
  ...returnHoldTexts,
  ...changeHoldTexts,
  ...purgeHoldTexts,
}

function moneyText(detail: HoldDetail): string {
  const total = `Amazon's total is ${say(detail, 'amazonTotal')}`
  const sku = detail.sku === undefined ? '' : ` (SKU ${say(detail, 'sku')})`
  if (detail.otherCurrency !== undefined) {
    return `${total}, but an amount is in ${say(detail, 'otherCurrency')}.`
  }
  if (detail.parts === undefined) {
    const problem = say(detail, 'problem') || 'nothing to compare it with'
    return `${total}; there is ${problem}${sku}.`
  }
  const sums = `its parts sum to ${say(detail, 'parts')}, with tax to ${say(detail, 'partsAndTax')}`
  const problem = detail.problem === undefined ? '' : ` Also, ${say(detail, 'problem')}.`
  return `${total}; ${sums}.${problem}`
}

function stockText(detail: HoldDetail): string {
  const { shortages } = detail
  const each = Array.isArray(shortages) ? shortages.map(String) : []
  if (each.length === 0)
    return 'Unable to reserve inventory. Shopify did not say which SKU is short.'
  return `Unable to reserve inventory. ${each.join('; ')}.`
}

function say(detail: HoldDetail, name: string): string {
  const value = detail[name]
  if (value === undefined) return ''
  return typeof value === 'object' ? value.join(', ') : String(value)
}
