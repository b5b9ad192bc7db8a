/**
 * The rows of the returns reports. Names of the columns and attributes: developer-docs "Returns reports attributes" (read
 * 2026-11-22) and the FBA customer returns report; the form of the dates and the elements around a return are ours.
 */

import type { ReturnRecord } from './books.ts'
import { currencyOf, total } from './charges.ts'
import { toMoney } from './money.ts'
import type { OrderItem, OrderRecord } from './order-shape.ts'
import { refunded } from './refunds.ts'
import type { ReportSpec } from './reports.ts'
import type { AmazonWorld } from './world.ts'
import { xmlText } from './xml-reader.ts'

type Row = {
  readonly one: ReturnRecord
  readonly record: OrderRecord
  readonly item: OrderItem
  readonly refundedAmount: string
  readonly isClaimed: boolean
}

export const returnReportTypes = [
  'GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE',
  'GET_XML_RETURNS_DATA_BY_RETURN_DATE',
  'GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA',
] as const

export type ReportContent = { readonly contentType: string; readonly text: string }

/** The report, or nothing when there is no return in its time and marketplaces. */
export function returnsReport(world: AmazonWorld, spec: ReportSpec): ReportContent | undefined {
  const isFba = spec.reportType === 'GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA'
  const rows = rowsOf(world, spec).filter((row) => (row.one.fulfilledBy === 'AMAZON') === isFba)
  if (rows.length === 0) return undefined
  const flat = 'text/tab-separated-values; charset=UTF-8'
  if (isFba) return { contentType: flat, text: table(fbaColumns, rows) }
  return spec.reportType === 'GET_XML_RETURNS_DATA_BY_RETURN_DATE'
    ? { contentType: 'text/xml; charset=UTF-8', text: xmlOf(rows) }
    : { contentType: flat, text: table(merchantColumns, rows) }
}

function rowsOf({ books, store }: AmazonWorld, spec: ReportSpec): Row[] {
  return [...books.all()].flatMap((book): Row[] => {
    const record = store.get(book.orderId)
    const marketplaceId = record?.order.salesChannel.marketplaceId ?? ''
    if (record === undefined || !spec.marketplaceIds.includes(marketplaceId)) return []
    return book.returns.flatMap((one): Row[] => {
      if (one.requestedMs < spec.dataStartMs || one.requestedMs > spec.dataEndMs) return []
      const item = record.order.orderItems.find((row) => row.orderItemId === one.orderItemId)
      if (item === undefined) return []
      const minor = total(refunded(one.orderItemId, book))
      const refundedAmount = toMoney(minor, currencyOf(item)).amount
      return [{ one, record, item, refundedAmount, isClaimed: book.claim !== undefined }]
    })
  })
}

type Columns = readonly (readonly [name: string, value: (row: Row) => string])[]

function table(columns: Columns, rows: readonly Row[]): string {
  const clean = (text: string): string => text.replace(/[\t\r\n]/g, ' ')
  const lines = [
    columns.map(([name]) => name),
    ...rows.map((row) => columns.map(([, value]) => clean(value(row)))),
  ]
  return `${lines.map((line) => line.join('\t')).join('\r\n')}\r\n`
}

const empty = (): string => ''
const yesNo = (isSo: boolean): string => (isSo ? 'Y' : 'N')
const isPrime = ({ record }: Row): boolean => record.order.programs?.includes('PRIME') === true
const orderAmount = ({ record }: Row): string => record.order.proceeds?.grandTotal.amount ?? ''
const resolution = ({ one }: Row): string => one.resolution ?? 'StandardRefund'

const merchantColumns: Columns = [
  ['Order ID', ({ one }) => one.orderId],
  ['Order date', ({ record }) => dayOf(record.createdMs)],
  ['Return request date', ({ one }) => dayOf(one.requestedMs)],
  ['Return request status', ({ one }) => one.status],
  ['Amazon RMA ID', ({ one }) => one.rmaId],
  ['Merchant RMA ID', empty],
  ['Label type', () => 'AmazonUnPaidLabel'],
  ['Label cost', () => '0.00'],
  ['Currency code', ({ item }) => currencyOf(item)],
  ['Return carrier', empty],
  ['Tracking ID', empty],
  ['Label to be paid by', () => 'Customer'],
  ['A-to-Z Claim', ({ isClaimed }) => yesNo(isClaimed)],
  ['Is prime', (row) => yesNo(isPrime(row))],
  ['ASIN', ({ item }) => item.product.asin ?? ''],
  ['Merchant SKU', ({ item }) => item.product.sellerSku ?? ''],
  ['Item Name', ({ item }) => item.product.title ?? ''],
  ['Return quantity', ({ one }) => String(one.quantity)],
  ['Return Reason', ({ one }) => one.reason],
  ['In policy', () => 'Y'],
  ['Return type', () => 'C-Returns'],
  ['Resolution', resolution],
  ['Invoice number', empty],
  [
    'Return delivery date',
    ({ one }) => (one.receivedMs === undefined ? '' : dayOf(one.receivedMs)),
  ],
  ['Order Amount', orderAmount],
  ['Order quantity', ({ item }) => String(item.quantityOrdered)],
  ['SafeT Action reason', empty],
  ['SafeT claim id', empty],
  ['SafeT claim state', empty],
  ['SafeT claim creation time', empty],
  ['SafeT claim reimbursement amount', empty],
  ['Refunded Amount', ({ refundedAmount }) => refundedAmount],
]

const fbaColumns: Columns = [
  ['return-date', ({ one }) => isoOf(one.receivedMs ?? one.requestedMs)],
  ['order-id', ({ one }) => one.orderId],
  ['sku', ({ item }) => item.product.sellerSku ?? ''],
  ['asin', ({ item }) => item.product.asin ?? ''],
  ['fnsku', ({ item }) => `X00${(item.product.asin ?? '').slice(3)}`],
  ['product-name', ({ item }) => item.product.title ?? ''],
  ['quantity', ({ one }) => String(one.quantity)],
  ['fulfillment-center-id', () => 'LEJ1'],
  ['detailed-disposition', ({ one }) => one.disposition ?? 'SELLABLE'],
  ['reason', ({ one }) => one.reason],
  ['status', () => 'Unit returned to inventory'],
  ['license-plate-number', ({ one }) => `LPN${one.rmaId.slice(0, 10)}`],
  ['customer-comments', empty],
]

function xmlOf(rows: readonly Row[]): string {
  const tag = (name: string, text: string): string => `<${name}>${xmlText(text)}</${name}>`
  const details = rows.map((row) => {
    const { one, item, record } = row
    const itemDetails = [
      tag('item_name', item.product.title ?? ''),
      tag('asin', item.product.asin ?? ''),
      tag('return_reason_code', one.reason),
      tag('merchant_sku', item.product.sellerSku ?? ''),
      tag('in_policy', 'Y'),
      tag('return_quantity', String(one.quantity)),
      tag('resolution', resolution(row)),
      tag('refund_amount', row.refundedAmount),
    ]
    const labels = [
      tag('tracking_id', ''),
      tag('return_carrier', ''),
      tag('currency_code', currencyOf(item)),
      tag('label_cost', '0.00'),
      tag('label_type', 'AmazonUnPaidLabel'),
    ]
    const fields = [
      `<item_details>${itemDetails.join('')}</item_details>`,
      tag('order_id', one.orderId),
      tag('order_date', isoOf(record.createdMs)),
      tag('amazon_rma_id', one.rmaId),
      tag('return_request_date', isoOf(one.requestedMs)),
      tag('return_request_status', one.status),
      tag('a_to_z_claim', yesNo(row.isClaimed)),
      tag('is_prime', yesNo(isPrime(row))),
      `<label_details>${labels.join('')}</label_details>`,
      tag('label_to_be_paid_by', 'Customer'),
      tag('return_type', 'C-Returns'),
      tag('order_amount', orderAmount(row)),
      tag('order_quantity', String(item.quantityOrdered)),
    ]
    return `<return_details>${fields.join('')}</return_details>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<return_report>${details.join('\n')}</return_report>\n`
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString()
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** "22-Nov-2026", in UTC. */
function dayOf(ms: number): string {
  const day = new Date(ms)
  const date = String(day.getUTCDate()).padStart(2, '0')
  return `${date}-${months[day.getUTCMonth()] ?? ''}-${day.getUTCFullYear()}`
}
