/**
 * A transaction as Finances 2024-06-19 shows it (model of 2026-08-05): amounts are JSON numbers, breakdowns nest, an item is
 * known by its SKU and ASIN and not by its order item id. The words of the breakdowns are those of the model's only
 * example where it has them; a setting gives the ones without spaces.
 */
import { taxComponents } from './charges.ts'
import type { PostedItem, PostedTransaction } from './finance.ts'
import { portion, toMoney } from './money.ts'
import type { AmazonSettings } from './settings.ts'

/** What Amazon keeps of the price of a product. */
const commissionPercent = 15

type Breakdown = {
  readonly breakdownType: string
  readonly breakdownAmount: { readonly currencyCode: string; readonly currencyAmount: number }
  readonly breakdowns: readonly Breakdown[]
}

/** Minor units as the JSON number that Amazon sends. */
export function amountOf(minor: number, currency: string): number {
  return Number(toMoney(minor, currency).amount)
}

/** What reaches the seller's balance: charges or refunds, and the fee for them. */
export function totalOf(posted: PostedTransaction): number {
  return posted.items.reduce((all, item) => all + itemTotal(item), 0)
}

export function transactionStatus(
  posted: PostedTransaction,
  settings: AmazonSettings,
  nowMs: number,
): 'DEFERRED' | 'RELEASED' | 'DEFERRED_RELEASED' {
  if (settings.deferralMs === 0) return 'RELEASED'
  return nowMs < posted.postedMs + settings.deferralMs ? 'DEFERRED' : 'DEFERRED_RELEASED'
}

export function transactionOnTheWire(
  posted: PostedTransaction,
  sellerId: string,
  settings: AmazonSettings,
  nowMs: number,
): unknown {
  const { currency, marketplaceId, marketplaceName, type } = posted
  const money = (minor: number) => ({
    currencyCode: currency,
    currencyAmount: amountOf(minor, currency),
  })
  const words = wordsOf(settings)
  const groups = posted.items.flatMap((item) => groupsOf(item, words, money))
  return {
    sellingPartnerMetadata: { sellingPartnerId: sellerId, accountType: 'PAYABLE', marketplaceId },
    relatedIdentifiers: [
      { relatedIdentifierName: 'ORDER_ID', relatedIdentifierValue: posted.orderId },
      {
        relatedIdentifierName: type === 'Refund' ? 'REFUND_ID' : 'SHIPMENT_ID',
        relatedIdentifierValue: posted.reference,
      },
    ],
    transactionType: type,
    transactionId: posted.transactionId,
    transactionStatus: transactionStatus(posted, settings, nowMs),
    description: type === 'Refund' ? 'Refund Order' : 'Order Payment',
    postedDate: new Date(posted.postedMs).toISOString(),
    totalAmount: money(totalOf(posted)),
    marketplaceDetails: { marketplaceId, marketplaceName },
    items: posted.items.map((item) => ({
      description: item.item.product.title ?? '',
      relatedIdentifiers: [
        {
          itemRelatedIdentifierName: 'ORDER_ADJUSTMENT_ITEM_ID',
          itemRelatedIdentifierValue: item.adjustmentItemId,
        },
      ],
      totalAmount: money(itemTotal(item)),
      breakdowns: groupsOf(item, words, money),
      contexts: [productContext(item, posted)],
    })),
    breakdowns: [
      {
        breakdownType: type === 'Refund' ? 'Refunds' : 'Sales',
        breakdownAmount: money(totalOf(posted)),
        breakdowns: groups,
      },
    ],
  }
}

type Words = {
  readonly group: (component: string) => string
  readonly leaf: (name: string) => string
}

function wordsOf(settings: AmazonSettings): Words {
  const spaced = settings.financesWords === 'model'
  const join = (words: string): string => (spaced ? words : words.replaceAll(' ', ''))
  return {
    group: (component) => {
      if (component === 'Principal' || component === 'Other') return join('Product Charges')
      if (component === 'Commission') return join('Amazon Fees')
      if (taxComponents.includes(component)) return 'Tax'
      if (component.endsWith('Promotion')) return join('Promo Rebates')
      return join(component === 'Shipping' ? 'Shipping' : 'Other Charges')
    },
    leaf: (component) => {
      if (component === 'Principal') return spaced ? 'Principle' : 'OurPricePrincipal'
      if (component === 'Tax') return spaced ? 'Tax' : 'OurPriceTax'
      return component === 'Shipping' && !spaced ? 'ShippingPrincipal' : component
    },
  }
}

function groupsOf(
  item: PostedItem,
  words: Words,
  money: (minor: number) => Breakdown['breakdownAmount'],
): Breakdown[] {
  const leaves = [...item.amounts, ['Commission', commissionOf(item)] as const]
  const groups = new Map<string, { minor: number; leaves: Breakdown[] }>()
  for (const [component, minor] of leaves) {
    if (minor === 0) continue
    const group = groups.get(words.group(component)) ?? { minor: 0, leaves: [] }
    group.minor += minor
    group.leaves.push({
      breakdownType: words.leaf(component),
      breakdownAmount: money(minor),
      breakdowns: [],
    })
    groups.set(words.group(component), group)
  }
  return [...groups].map(([breakdownType, { minor, leaves: breakdowns }]) => ({
    breakdownType,
    breakdownAmount: money(minor),
    breakdowns,
  }))
}

function productContext({ item, quantity }: PostedItem, posted: PostedTransaction): unknown {
  return {
    contextType: 'ProductContext',
    asin: item.product.asin ?? '',
    sku: item.product.sellerSku ?? '',
    ...(posted.type === 'Shipment' ? { quantityShipped: quantity } : {}),
    fulfillmentNetwork: posted.fulfilledBy === 'AMAZON' ? 'AFN' : 'MFN',
  }
}

/** Charged on the price, given back on its refund. */
function commissionOf({ amounts }: PostedItem): number {
  return -portion(amounts.get('Principal') ?? 0, commissionPercent, 100)
}

function itemTotal(item: PostedItem): number {
  const paid = [...item.amounts.values()].reduce((all, minor) => all + minor, 0)
  return paid + commissionOf(item)
}
