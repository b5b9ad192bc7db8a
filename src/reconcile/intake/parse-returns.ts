/**
 * Rows of Amazon's returns reports in our words: GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE (merchant) and
 * GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA (Amazon). Columns are found by name, unknown ones are left
 * alone, and nothing of what a buyer wrote is kept. Developer docs "Returns reports attributes", 2026-11.
 */
import { parse } from 'csv-parse/sync'
import { type AmazonOrderId, id, type SellerSku } from '../../core/ids.ts'
import type { OrderReturn, ReturnSide } from '../../core/returns/order-return.ts'

export type ReturnRow = OrderReturn & { readonly orderId: AmazonOrderId }

export type ParsedReturns = {
  readonly rows: readonly ReturnRow[]
  /** Rows without an order, an id or a number of units: counted, never shown. */
  readonly unreadable: number
}

export function parseReturns(side: ReturnSide, text: string): ParsedReturns {
  const [header, ...lines] = parse(text, {
    ...{ delimiter: '\t', bom: true, quote: false, relaxColumnCount: true, skipEmptyLines: true },
  }) as string[][]
  if (header === undefined) return { rows: [], unreadable: 0 }
  const names = header.map(nameOf)
  const read = side === 'merchant' ? merchantRow : amazonRow
  const rows = lines.map((cells) => read((name) => cells[names.indexOf(name)]?.trim() || null))
  const good = numbered(rows.filter((row) => row !== undefined))
  return { rows: good, unreadable: rows.length - good.length }
}

/** Rows of one id and one item are as many returns: units without a plate that came back at one time. */
function numbered(rows: readonly ReturnRow[]): ReturnRow[] {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    if (row.side !== 'amazon') return row
    const same = JSON.stringify([row.orderId, row.returnId, row.sku, row.asin])
    const number = (seen.get(same) ?? 0) + 1
    seen.set(same, number)
    return number === 1 ? row : { ...row, returnId: `${row.returnId}#${number}` }
  })
}

type Cell = (name: string) => string | null

function merchantRow(cell: Cell): ReturnRow | undefined {
  const returnId = cell('amazon-rma-id') ?? cell('merchant-rma-id')
  return rowOf('merchant', cell, {
    returnId,
    quantity: cell('return-quantity'),
    status: cell('return-request-status'),
    reason: cell('return-reason') ?? cell('return-reason-code'),
    sku: cell('merchant-sku'),
    resolution: cell('resolution'),
    atMs: timeOf(cell('return-request-date')),
    receivedAtMs: timeOf(cell('return-delivery-date')),
  })
}

function amazonRow(cell: Cell): ReturnRow | undefined {
  const arrivedMs = timeOf(cell('return-date'))
  const plate = cell('license-plate-number')
  return rowOf('amazon', cell, {
    // A unit that has no plate is known by its SKU and day.
    returnId: plate ?? (arrivedMs === null ? null : `${cell('sku') ?? ''}@${arrivedMs}`),
    quantity: cell('quantity'),
    status: cell('status'),
    reason: cell('reason'),
    sku: cell('sku'),
    resolution: cell('detailed-disposition'),
    atMs: arrivedMs,
    receivedAtMs: arrivedMs,
  })
}

type Read = Pick<OrderReturn, 'reason' | 'resolution' | 'atMs' | 'receivedAtMs'> & {
  readonly returnId: string | null
  readonly quantity: string | null
  readonly status: string | null
  readonly sku: string | null
}

const idLengthMax = 100

function rowOf(side: ReturnSide, cell: Cell, read: Read): ReturnRow | undefined {
  const orderId = cell('order-id')
  const quantity = Number(read.quantity)
  if (orderId === null || !/^\d{3}-\d{7}-\d{7}$/.test(orderId)) return undefined
  if (read.returnId === null || read.returnId.length > idLengthMax) return undefined
  if (!Number.isInteger(quantity) || quantity < 1) return undefined
  const { reason, resolution, atMs, receivedAtMs, sku, returnId } = read
  return {
    orderId: id('AmazonOrderId', orderId),
    ...{ returnId, side, quantity, reason, resolution, atMs, receivedAtMs },
    status: read.status ?? 'unknown',
    sku: sku === null ? null : (id('SellerSku', sku) as SellerSku),
    asin: cell('asin'),
    claimed: /^(y|yes|true)$/i.test(cell('a-to-z-claim') ?? ''),
  }
}

/** `Amazon RMA ID`, `amazon_rma_id` and `amazon-rma-id` alike. */
function nameOf(header: string): string {
  return header
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `22-Nov-2026` as a day in UTC, or an ISO time; else it is not known. */
function timeOf(text: string | null): number | null {
  if (text === null) return null
  const day = /^(\d{1,2})-([a-z]{3})-(\d{4})$/i.exec(text)
  if (day !== null) {
    const month = months.indexOf((day[2] ?? '').toLowerCase())
    return month < 0 ? null : Date.UTC(Number(day[3]), month, Number(day[1]))
  }
  const ms = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? null : ms
}
