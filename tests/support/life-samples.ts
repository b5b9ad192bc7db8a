/**
 * What is known of an order after its import, as the core sees it, for tests: each maker answers the
 * ordinary (the sample order of `order-samples.ts`, made in this epoch, paid, nothing shipped), and a
 * test says only what is out of the ordinary.
 */
import { type EffectKey, id } from '../../src/core/ids.ts'
import { refundEventId } from '../../src/core/life/life-events.ts'
import { type LifePolicy, watchEverything } from '../../src/core/life/life-policy.ts'
import type {
  EffectAttempt,
  EffectRecord,
  LifeEvent,
  LifeInput,
  LifeView,
} from '../../src/core/life/life-view.ts'
import type {
  LifeFulfillment,
  LifeLine,
  LifeRefund,
  LifeTransaction,
  ShopLife,
} from '../../src/core/orders/shop-life.ts'
import type { OrderView } from '../../src/core/orders/view.ts'
import type { FinanceTransaction } from '../../src/core/refunds/finance-transaction.ts'
import { seen, unknown } from '../../src/core/seen.ts'
import {
  amazonOrder,
  hourMs,
  mainLocation,
  minuteMs,
  money,
  noonMs,
  shopGid,
  shopifyOrder,
  variant,
  view,
} from './order-samples.ts'

export const livePolicy: LifePolicy = {
  ...watchEverything,
  ship: { ...watchEverything.ship, lane: 'live', showShipBy: false },
  cancel: { ...watchEverything.cancel, lane: 'live' },
  refund: { ...watchEverything.refund, lane: 'live' },
}

export function lifeLine(over: Partial<LifeLine> = {}): LifeLine {
  return {
    lineGid: 'gid://shopify/LineItem/1',
    variantGid: variant().variantGid,
    sku: 'MUG',
    title: 'Mug',
    itemId: id('AmazonItemId', '1'),
    quantity: 1,
    currentQuantity: 1,
    requiresShipping: true,
    unitPrice: money('20.00 EUR'),
    tax: money('0.00 EUR'),
    ...over,
  }
}

/** Our own payment, as the create records it. */
export function sale(over: Partial<LifeTransaction> = {}): LifeTransaction {
  return {
    gid: 'gid://shopify/OrderTransaction/1',
    kind: 'SALE',
    status: 'SUCCESS',
    gateway: 'manual',
    manual: true,
    amount: money('20.00 EUR'),
    parentGid: null,
    atMs: noonMs - hourMs,
    ...over,
  }
}

export function moneyBack(words: string, over: Partial<LifeTransaction> = {}): LifeTransaction {
  const gid = 'gid://shopify/OrderTransaction/2'
  return sale({ gid, kind: 'REFUND', amount: money(words), parentGid: sale().gid, ...over })
}

/** The whole sample order given back by a person, its unit not restocked. */
export function lifeRefund(number: number, over: Partial<LifeRefund> = {}): LifeRefund {
  return {
    gid: id('RefundGid', `gid://shopify/Refund/${number}`),
    createdAtMs: noonMs - 10 * minuteMs,
    key: null,
    lines: [
      {
        lineGid: lifeLine().lineGid,
        quantity: 1,
        restockType: 'NO_RESTOCK',
        subtotal: money('20.00 EUR'),
        tax: money('0.00 EUR'),
      },
    ],
    shipping: null,
    adjustments: [],
    transactions: [moneyBack('20.00 EUR')],
    ...over,
  }
}

export function fulfillment(number: number, over: Partial<LifeFulfillment> = {}): LifeFulfillment {
  return {
    gid: id('FulfillmentGid', `gid://shopify/Fulfillment/${number}`),
    status: 'SUCCESS',
    displayStatus: null,
    createdAtMs: noonMs - 30 * minuteMs,
    updatedAtMs: noonMs - 30 * minuteMs,
    locationGid: mainLocation,
    trackings: [{ company: 'DHL', number: '00340434161094000001', url: null }],
    lines: [
      {
        fulfillmentLineGid: `gid://shopify/FulfillmentLineItem/${number}`,
        lineGid: lifeLine().lineGid,
        quantity: 1,
      },
    ],
    ...over,
  }
}

export function shopLife(over: Partial<ShopLife> = {}): ShopLife {
  return {
    gid: shopGid(1),
    updatedAtMs: noonMs - 5 * minuteMs,
    cancelledAtMs: null,
    cancelReason: null,
    cancelKey: null,
    closed: false,
    edited: false,
    total: money('20.00 EUR'),
    refunded: money('0.00 EUR'),
    addressDigest: null,
    lines: [lifeLine()],
    fulfillmentOrders: [],
    fulfillments: [],
    transactions: [sale()],
    refunds: [],
    returns: [],
    truncated: [],
    ...over,
  }
}

export function lifeEvent(
  eventId: string,
  provenance: LifeEvent['provenance'] = 'seen',
  kind: LifeEvent['kind'] = 'shopify-refund',
): LifeEvent {
  return { eventId, kind, provenance, firstSeenMs: noonMs - 5 * minuteMs }
}

export function lifeInput(
  kind: LifeInput['kind'],
  subject: string,
  over: Partial<LifeInput> = {},
): LifeInput {
  const inputId = `input-${kind}-${subject}`
  return { inputId, kind, subject, detail: null, by: 'anna', atMs: noonMs - minuteMs, ...over }
}

export function effectAttempt(
  state: EffectAttempt['state'],
  over: Partial<EffectAttempt> = {},
): EffectAttempt {
  return {
    attemptId: id('AttemptId', 'attempt-2'),
    state,
    code: state === 'refused' ? 'AMAZON_18028' : null,
    atMs: noonMs - 10 * minuteMs,
    settledAtMs: noonMs - 8 * minuteMs,
    shopReadAfterSettle: false,
    ...over,
  }
}

/** An effect of ours with one attempt; done ones are done ten minutes before noon. */
export function effectRecord(
  key: string,
  kind: string,
  state: EffectAttempt['state'],
  over: Partial<EffectRecord> = {},
): EffectRecord {
  const doneAtMs = state === 'done' ? noonMs - 10 * minuteMs : null
  return {
    key: id('EffectKey', key) as EffectKey,
    kind,
    platformId: doneAtMs === null ? null : key,
    doneAtMs,
    body: null,
    attempts: [effectAttempt(state)],
    ...over,
  }
}

/** `{ Principal: '-20.00 EUR' }` of the sample order's SKU. */
export function financeRefund(
  transactionId: string,
  components: Readonly<Record<string, string>>,
  over: Partial<FinanceTransaction> = {},
): FinanceTransaction {
  const given = Object.entries(components)
  const rows = given.map(([type, words]) => ({ type, amount: money(words) }))
  const amountMinor = rows.reduce((all, { amount }) => all + amount.amountMinor, 0)
  return {
    transactionId,
    type: 'Refund',
    status: 'RELEASED',
    postedAtMs: noonMs - hourMs,
    total: { amountMinor, currency: rows[0]?.amount.currency ?? 'EUR' },
    items: [{ itemId: null, sku: 'MUG', components: rows }],
    ...over,
  }
}

/** Refunds of `shop` that are not ours count as events that we saw happen. */
export function lifeView(over: Partial<LifeView> & { readonly read?: ShopLife } = {}): LifeView {
  const { read = shopLife(), ...rest } = over
  const events = read.refunds
    .filter(({ key }) => key === null)
    .map((refund) => lifeEvent(refundEventId(refund)))
  return {
    epoch: 1,
    madeInEpoch: true,
    openOnAmazonInEpoch: true,
    shop: seen(read, noonMs - 2 * minuteMs),
    touched: true,
    events,
    effects: [],
    queued: [],
    finances: unknown,
    inputs: [],
    ...rest,
  }
}

/** The sample order once it is in Shopify, made by us. Amazon was read a minute before noon. */
export function importedView(
  over: Omit<Parameters<typeof view>[0] & object, 'shopify'> = {},
): OrderView {
  const gid = shopGid(1)
  const { effect, ...rest } = over
  return view({
    order: amazonOrder(),
    shopify: seen(shopifyOrder(1, ['our-metafield']), noonMs - 2 * minuteMs),
    ...rest,
    effect: { platformId: gid, how: 'created', ...effect },
  })
}
