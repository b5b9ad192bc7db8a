/** The items of an order from the lines of its spec. */
import type { SeededRandom } from '../kit/seeded-random.ts'
import type { CatalogueItem } from '../worlds/catalogue.ts'
import type { BuildParts } from './build-parts.ts'
import type { Marketplace } from './marketplaces.ts'
import { toMinor, toMoney } from './money.ts'
import type { FulfillmentStatus, ItemFulfillment, OrderItem } from './order-shape.ts'
import type { LineSpec, OrderSpec } from './order-spec.ts'
import { type LineMoney, lineMoney } from './proceeds.ts'

export type BuiltItems = {
  readonly items: readonly OrderItem[]
  readonly money: readonly LineMoney[]
  readonly fulfilledBy: 'MERCHANT' | 'AMAZON'
}

export function buildItems(
  spec: OrderSpec,
  place: Marketplace,
  status: FulfillmentStatus,
  parts: BuildParts,
): BuiltItems {
  const specs = spec.lines ?? [{ sku: anySku(parts, spec.fulfilledBy ?? 'MERCHANT') }]
  const tax = {
    mode: spec.taxMode ?? place.taxMode,
    percent: spec.taxPercent ?? place.taxPercent,
  }
  const free = spec.replacementOf !== undefined || spec.exchangeOf !== undefined
  const money: LineMoney[] = []
  let fulfilledBy: BuiltItems['fulfilledBy'] = 'MERCHANT'
  const items = specs.map((line) => {
    const known = parts.catalogue.find((item) => item.amazonSku === line.sku)
    if (known?.fulfilledBy === 'AMAZON') fulfilledBy = 'AMAZON'
    const price = line.unitPrice ?? (free ? '0' : known?.priceByCurrency[place.currency])
    const unitMinor = toMinor(
      price ?? (place.currency === 'JPY' ? '1990' : '19.90'),
      place.currency,
    )
    const amounts = lineMoney(line, unitMinor, place.currency, tax, parts.settings)
    money.push(amounts)
    return buildItem({ spec, line, known, amounts, place, status, random: parts.random })
  })
  return { items, money, fulfilledBy }
}

type ItemParts = {
  readonly spec: OrderSpec
  readonly line: LineSpec
  readonly known: CatalogueItem | undefined
  readonly amounts: LineMoney
  readonly place: Marketplace
  readonly status: FulfillmentStatus
  readonly random: SeededRandom
}

function buildItem(item: ItemParts): OrderItem {
  const { spec, line, known, amounts } = item
  const sku = line.sku ?? known?.amazonSku ?? `SKU-${item.random.digits(6)}`
  return {
    orderItemId: item.random.digits(14),
    quantityOrdered: line.quantity ?? 1,
    ...(line.programs === undefined ? {} : { programs: line.programs }),
    product: {
      asin: line.asin ?? known?.asin ?? `B0${item.random.digits(8)}`,
      title: line.title ?? known?.amazonTitle ?? `Listing ${sku}`,
      sellerSku: sku,
      condition: { conditionType: 'NEW', conditionSubtype: 'NEW' },
      price: {
        unitPrice: amounts.unitPrice,
        ...(spec.business === undefined ? {} : { priceDesignation: 'BUSINESS_PRICE' }),
      },
      ...(line.customizedUrl === undefined
        ? {}
        : { customization: { customizedUrl: line.customizedUrl } }),
    },
    proceeds: { proceedsTotal: amounts.proceedsTotal, breakdowns: amounts.breakdowns },
    ...expenseOf(line, item.place),
    ...(line.promotionIds === undefined
      ? {}
      : { promotion: { breakdowns: line.promotionIds.map((promotionId) => ({ promotionId })) } }),
    fulfillment: itemFulfillment(line, item.status),
    ...(spec.taxCollectedByAmazon === true ? { tax: facilitatorTax } : {}),
  }
}

const facilitatorTax = {
  taxCollections: [{ model: 'MARKETPLACE_FACILITATOR', responsibleParty: 'Amazon Services, Inc.' }],
}

function expenseOf(line: LineSpec, place: Marketplace): { expense?: unknown } {
  if (line.pointsGranted === undefined) return {}
  const pointsMonetaryValue = toMoney(line.pointsGranted, place.currency)
  const pointsGranted = { pointsNumber: line.pointsGranted, pointsMonetaryValue }
  return { expense: { pointsCost: { pointsGranted } } }
}

function itemFulfillment(line: LineSpec, status: FulfillmentStatus): ItemFulfillment {
  const quantity = line.quantity ?? 1
  const shipped = line.quantityFulfilled ?? (status === 'SHIPPED' ? quantity : 0)
  const isGift = [line.giftWrap, line.giftMessage, line.giftWrapLevel].some((v) => v !== undefined)
  const giftOption = {
    ...(line.giftMessage === undefined ? {} : { giftMessage: line.giftMessage }),
    giftWrapLevel: line.giftWrapLevel ?? 'STANDARD',
  }
  return {
    quantityFulfilled: shipped,
    quantityUnfulfilled: status === 'CANCELLED' ? 0 : quantity - shipped,
    ...(isGift ? { packing: { giftOption } } : {}),
    ...(line.codFee === undefined
      ? {}
      : { shipping: { shippingConstraints: { cashOnDelivery: 'MANDATORY' } } }),
  }
}

function anySku(parts: BuildParts, fulfilledBy: 'MERCHANT' | 'AMAZON'): string {
  const regular = parts.catalogue.filter(
    (item) => item.oddity === 'none' && item.fulfilledBy === fulfilledBy,
  )
  return parts.random.pick(regular).amazonSku
}
