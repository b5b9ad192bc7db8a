/**
 * Quantities as a JSON_LISTINGS_FEED, and its report. Each message merges one quantity into the merchant's
 * channel; a message of which the report says nothing was accepted, if the report counts it so.
 * Source: schemas listings-feed-v2 and listings-feed-processing-report-v2 (commit 34dc93fe, 2026-08-05).
 */
import { plainWords } from '../plain-words.ts'
import { parseJson } from '../wire/answers.ts'
import { wireListingsReport } from '../wire/stock.ts'

export type StockMessage = {
  readonly messageNo: number
  readonly sku: string
  readonly productType: string
  readonly quantity: number
}

export type StockReport = {
  readonly processed: number
  readonly accepted: number
  readonly invalid: number
  /** Messages that Amazon refused, with its words. */
  readonly refused: ReadonlyMap<number, { readonly code: string; readonly text: string }>
}

/** Merge keeps the siblings of the quantity; replace would drop them. */
export function quantityPatch(quantity: number) {
  return {
    op: 'merge' as const,
    path: '/attributes/fulfillment_availability',
    value: [{ fulfillment_channel_code: 'DEFAULT', quantity }],
  }
}

export function stockFeed(sellerId: string, messages: readonly StockMessage[]): string {
  return JSON.stringify({
    header: { sellerId, version: '2.0', issueLocale: 'en_US' },
    messages: messages.map(({ messageNo, sku, productType, quantity }) => ({
      messageId: messageNo,
      sku,
      operationType: 'PATCH',
      productType,
      patches: [quantityPatch(quantity)],
    })),
  })
}

/** Undefined when it cannot be read. */
export function readStockReport(text: string): StockReport | undefined {
  const parsed = wireListingsReport.safeParse(parseJson(text))
  if (!parsed.success) return undefined
  const { summary, issues } = parsed.data
  const refused = new Map<number, { code: string; text: string }>()
  for (const { messageId, severity, code, message } of issues ?? []) {
    if (messageId == null || severity !== 'ERROR' || refused.has(messageId)) continue
    refused.set(messageId, { code, text: plainWords(message) })
  }
  return {
    processed: summary.messagesProcessed,
    accepted: summary.messagesAccepted,
    invalid: summary.messagesInvalid,
    refused,
  }
}
