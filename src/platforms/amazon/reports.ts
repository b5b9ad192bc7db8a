/**
 * Reports: asked for, waited for, read. A document is text in whatever charset Amazon names; it may hold
 * personal data, so it is handed on and kept nowhere here.
 * Source: Reports API 2021-06-30 (model commit 34dc93fe, 2026-08-05).
 */
import type { MarketplaceId } from '../../core/ids.ts'
import type { Deadlines } from '../../core/ports.ts'
import { decodeText } from './charset.ts'
import type { Documents } from './documents.ts'
import { get, type JsonCall, post, readJson } from './json-call.ts'
import { wireDocument, wireNewReport, wireReport } from './wire/feeds.ts'

export type NewReport = {
  readonly type: string
  readonly fromMs: number
  readonly toMs: number
  readonly marketplaceIds: readonly MarketplaceId[]
}

export type AmazonReports = {
  /** A second report costs quota and nothing else, so it may be asked for again. */
  requestReport(report: NewReport, deadlines: Deadlines): Promise<{ readonly reportId: string }>
  /** `CANCELLED` also means that there is nothing to report. */
  getReport(
    reportId: string,
    deadlines: Deadlines,
  ): Promise<{ readonly status: string; readonly documentId: string | null }>
  readReport(documentId: string, deadlines: Deadlines): Promise<string>
}

const base = '/reports/2021-06-30'

export function createAmazonReports(call: JsonCall, documents: Documents): AmazonReports {
  return {
    async requestReport({ type, fromMs, toMs, marketplaceIds }, deadlines) {
      const body = {
        reportType: type,
        dataStartTime: new Date(fromMs).toISOString(),
        dataEndTime: new Date(toMs).toISOString(),
        marketplaceIds,
      }
      const request = post('createReport', `${base}/reports`, body, false)
      const { reportId } = readJson(wireNewReport, request, await call(request, deadlines))
      return { reportId }
    },
    async getReport(reportId, deadlines) {
      const request = get('getReport', `${base}/reports/${encodeURIComponent(reportId)}`)
      const wire = readJson(wireReport, request, await call(request, deadlines))
      return { status: wire.processingStatus, documentId: wire.reportDocumentId || null }
    },
    async readReport(documentId, deadlines) {
      const path = `${base}/documents/${encodeURIComponent(documentId)}`
      const request = get('getReportDocument', path)
      const { url } = readJson(wireDocument, request, await call(request, deadlines))
      const link = { operation: 'downloadReportDocument', url }
      const { bytes, contentType } = await documents.download(link, deadlines)
      return decodeText(bytes, contentType)
    },
  }
}
