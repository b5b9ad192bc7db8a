/**
 * What Amazon made of a feed: how many messages went well, and a row for each that did not. A feed that
 * is DONE says nothing of success; only this does.
 * Source: facts section 3.2. All stays text (a document id may begin with zeros), and a document type
 * is refused unread, since the parser would expand what it defines.
 */
import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import { type AmazonOrderId, parseAmazonOrderId } from '../../../core/ids.ts'
import { plainWords } from '../plain-words.ts'
import { wireName, wireText } from '../wire/values.ts'

export type ReportRow = {
  readonly messageId: string
  readonly code: string
  readonly messageCode: string
  readonly text: string
  readonly orderId: AmazonOrderId | null
}

export type ProcessingReport = {
  readonly processed: number
  readonly successful: number
  readonly withError: number
  readonly withWarning: number
  readonly results: readonly ReportRow[]
}

/** `problem` is a code of ours, never a part of the text. */
export type ReadReport =
  | { readonly ok: true; readonly report: ProcessingReport }
  | { readonly ok: false; readonly problem: string }

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true,
  isArray: (name) => name === 'Message' || name === 'Result',
})

const countText = wireText.pipe(z.string().regex(/^\d{1,9}$/)).transform(Number)

const reportShape = z.object({
  StatusCode: wireText.nullish(),
  ProcessingSummary: z.object({
    MessagesProcessed: countText,
    MessagesSuccessful: countText,
    MessagesWithError: countText,
    MessagesWithWarning: countText,
  }),
  Result: z
    .array(
      z.object({
        MessageID: wireName,
        ResultCode: wireName,
        ResultMessageCode: wireText.nullish(),
        ResultDescription: wireText.nullish(),
        // An empty element is read as an empty text.
        AdditionalInfo: z
          .union([z.object({ AmazonOrderID: wireText.nullish() }), z.literal('')])
          .nullish(),
      }),
    )
    .nullish(),
})

const envelopeShape = z.object({
  AmazonEnvelope: z.object({
    Message: z.array(z.object({ ProcessingReport: reportShape })).length(1),
  }),
})

/** Never throws, whatever the text is. */
export function readProcessingReport(text: string): ReadReport {
  if (/<!DOCTYPE/i.test(text)) return { ok: false, problem: 'REPORT_WITH_DOCTYPE' }
  const parsed = envelopeShape.safeParse(parsedXml(text))
  const wire = parsed.data?.AmazonEnvelope.Message[0]?.ProcessingReport
  if (wire === undefined) return { ok: false, problem: 'REPORT_UNREADABLE' }
  const report = reportOf(wire)
  return addsUp(report, wire.StatusCode ?? '')
    ? { ok: true, report }
    : { ok: false, problem: 'REPORT_DOES_NOT_ADD_UP' }
}

function parsedXml(text: string): unknown {
  try {
    return parser.parse(text, true)
  } catch {
    return undefined
  }
}

function reportOf(wire: z.infer<typeof reportShape>): ProcessingReport {
  const summary = wire.ProcessingSummary
  return {
    processed: summary.MessagesProcessed,
    successful: summary.MessagesSuccessful,
    withError: summary.MessagesWithError,
    withWarning: summary.MessagesWithWarning,
    results: (wire.Result ?? []).map((row) => ({
      messageId: row.MessageID,
      code: row.ResultCode,
      messageCode: row.ResultMessageCode ?? '',
      text: plainWords(row.ResultDescription ?? ''),
      orderId: row.AdditionalInfo
        ? (parseAmazonOrderId(row.AdditionalInfo.AmazonOrderID ?? '') ?? null)
        : null,
    })),
  }
}

/**
 * A message without a row went well, so a report that lacks rows must not be believed: it counts more
 * errors than it names, or was not completed and names none. Message 0 is the feed as a whole.
 */
function addsUp(report: ProcessingReport, status: string): boolean {
  const errors = report.results.filter(({ code }) => code === 'Error')
  const named = new Set(errors.map(({ messageId }) => messageId))
  if (named.has('0')) return true
  if (named.size < report.withError) return false
  return named.size > 0 || status === 'Complete' || status === ''
}
