/**
 * What Amazon leaves out for lack of a role, while an order is pending, or because the data is not there yet.
 * Sources: developer-docs "Access Orders PII" and the notes of the model orders_2026-01-01 (read 2026-11-22). City,
 * state and country are not on Amazon's list of personal data and stay.
 */
import {
  type AmazonOrder,
  type CustomerAddress,
  isPending,
  type OrderItem,
  type OrderRecord,
} from './order-shape.ts'
import type { AmazonSettings } from './settings.ts'

/** The order without what the caller may not or cannot see yet. */
export function withoutHiddenData(
  record: OrderRecord,
  settings: AmazonSettings,
  nowMs: number,
): AmazonOrder {
  const { buyer, recipient, proceeds, payment, fulfillment, ...rest } = record.order
  const pending = isPending(record.status)
  const known = record.personalDataFromMs <= nowMs
  const address = recipient?.deliveryAddress
  const shownBuyer = known && !pending ? buyerFor(record, buyer, settings) : undefined
  const showMoney = !pending || settings.pendingShowsMoney
  return {
    ...rest,
    ...(shownBuyer === undefined ? {} : { buyer: shownBuyer }),
    ...(known && !pending && recipient !== undefined && address !== undefined
      ? {
          recipient: {
            ...recipient,
            deliveryAddress: addressFor(record, address, settings, nowMs),
          },
        }
      : {}),
    ...(showMoney && proceeds ? { proceeds } : {}),
    ...(showMoney && payment ? { payment } : {}),
    fulfillment: pending ? withoutPromises(fulfillment) : fulfillment,
    orderItems: rest.orderItems.map((item) => itemFor(item, showMoney, settings)),
  }
}

/** Ship-by and deliver-by dates come with the payment. */
function withoutPromises(fulfillment: AmazonOrder['fulfillment']): AmazonOrder['fulfillment'] {
  const { shipByWindow: _s, deliverByWindow: _d, ...rest } = fulfillment
  return rest
}

function buyerFor(
  record: OrderRecord,
  buyer: AmazonOrder['buyer'],
  settings: AmazonSettings,
): AmazonOrder['buyer'] {
  if (buyer === undefined) return undefined
  const { buyerName, buyerEmail, ...rest } = buyer
  const named = settings.directToConsumerRole || settings.taxRole
  const mailed =
    settings.directToConsumerRole &&
    settings.buyerEmails &&
    record.order.fulfillment.fulfilledBy === 'MERCHANT' &&
    ['UNSHIPPED', 'PARTIALLY_SHIPPED', 'SHIPPED'].includes(record.status)
  const shown = {
    ...(named && buyerName !== undefined ? { buyerName } : {}),
    ...(mailed && buyerEmail !== undefined ? { buyerEmail } : {}),
    ...rest,
  }
  return Object.keys(shown).length === 0 ? undefined : shown
}

function addressFor(
  record: OrderRecord,
  address: CustomerAddress,
  settings: AmazonSettings,
  nowMs: number,
): CustomerAddress {
  if (settings.directToConsumerRole) {
    const { phone: _, ...withoutPhone } = address
    return phoneIsSuppressed(record, nowMs) ? withoutPhone : address
  }
  const { name: _n, addressLine1: _1, addressLine2: _2, addressLine3: _3, ...rest } = address
  const { postalCode: _p, phone: _t, extendedFields: _e, ...open } = rest
  return open
}

function phoneIsSuppressed(record: OrderRecord, nowMs: number): boolean {
  const { fulfilledBy, deliverByWindow } = record.order.fulfillment
  if (fulfilledBy === 'AMAZON') return true
  const latest = deliverByWindow?.latestDateTime
  return record.status === 'SHIPPED' && latest !== undefined && Date.parse(latest) < nowMs
}

function itemFor(item: OrderItem, showMoney: boolean, settings: AmazonSettings): OrderItem {
  if (showMoney && settings.directToConsumerRole) return item
  const { proceeds, promotion, fulfillment, product, ...rest } = item
  const { price, customization, ...plainProduct } = product
  const role = settings.directToConsumerRole
  return {
    ...rest,
    product: {
      ...plainProduct,
      ...(showMoney && price ? { price } : {}),
      ...(role && customization ? { customization } : {}),
    },
    ...(showMoney && proceeds ? { proceeds } : {}),
    ...(showMoney && promotion ? { promotion } : {}),
    ...(fulfillment === undefined
      ? {}
      : { fulfillment: role && showMoney ? fulfillment : withoutGiftMessage(fulfillment) }),
  }
}

function withoutGiftMessage(
  fulfillment: NonNullable<OrderItem['fulfillment']>,
): NonNullable<OrderItem['fulfillment']> {
  const gift = fulfillment.packing?.giftOption
  if (gift === undefined) return fulfillment
  const { giftMessage: _, ...giftOption } = gift
  return { ...fulfillment, packing: { ...fulfillment.packing, giftOption } }
}
