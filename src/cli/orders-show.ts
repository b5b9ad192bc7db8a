/** `crossdock orders show`: the facts of one order, without the why. */
import { formatDecimal } from '../core/money.ts'
import { describeOrder } from '../operations/orders/describe-order.ts'
import type { OrderPage } from '../store/read/order-page.ts'
import { lineRows } from './explain/explain-lines.ts'
import { amountOf, fullTime, table, wrap } from './print.ts'

export function showOrder(page: OrderPage): string {
  const { summary, observed } = page
  const { method, hold, reasonText, amazonUrl } = describeOrder(summary)
  const ours = page.shopifyOrders.find(({ order }) => order.gid === summary.shopifyGid)
  const shopifyTotal = ours === undefined ? '-' : moneyOf(ours.order.total)
  const facts: readonly (readonly [string, string])[] = [
    ['Amazon order', summary.orderId],
    ['Stands', `${summary.outcome}, ${summary.reason ?? 'new'}`],
    ['Status', summary.status ?? 'not read yet'],
    ['Fulfilment', methodWords(method)],
    ['Marketplace', summary.marketplaceName ?? summary.marketplaceId ?? '-'],
    ['Programs', summary.programs.join(', ') || '-'],
    ['Placed', summary.placedAtMs === null ? '-' : fullTime(summary.placedAtMs)],
    ['Ship by', summary.shipByMs === null ? '-' : fullTime(summary.shipByMs)],
    ['Amazon total', amountOf(summary.totalMinor, summary.currency)],
    ['Shopify order', summary.shopifyName ?? summary.shopifyGid ?? '-'],
    ['Shopify total', shopifyTotal],
    ['Address', page.personalState === 'complete' ? 'known' : 'not known'],
    ['Seller Central', amazonUrl],
  ]
  const width = Math.max(...facts.map(([name]) => name.length))
  const lines = facts.map(([name, value]) => `${name.padEnd(width)}  ${value}`)
  const why = wrap(hold === null ? reasonText : `${hold.title}: ${hold.text}`)
  const items = observed === null ? [] : ['', table(lineColumns, lineRows(page))]
  return ['', ...lines, '', why, ...items].join('\n').trimStart()
}

export function methodWords(method: 'FBA' | 'SFP' | 'FBM' | null): string {
  if (method === null) return 'not known'
  const words = { FBA: 'by Amazon', SFP: 'by the merchant, Prime', FBM: 'by the merchant' }
  return `${words[method]} (${method})`
}

const lineColumns = [
  { title: 'AMAZON SKU' },
  { title: 'UNITS', align: 'right' },
  { title: 'TITLE', flexible: true },
  { title: 'FOUND BY' },
  { title: 'SHOPIFY SKU' },
] as const

function moneyOf(money: { readonly amountMinor: number; readonly currency: string }): string {
  return `${formatDecimal(money)} ${money.currency}`
}
