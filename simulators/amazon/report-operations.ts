/** Reports 2021-06-30 as operations (model of 2026-08-05), for reports of returns, listings and FBA stock; other types answer 501 by name. */
import { z } from 'zod'
import { invalidInput, notFound, notSimulated, quotaExceeded, Refusal } from './answers.ts'
import { feedStatuses } from './feeds.ts'
import { pageOf, readListQuery } from './list-query.ts'
import { stockReportTypes } from './listings/stock-reports.ts'
import type { Call, Operation } from './operation.ts'
import { endReport, startReport } from './report-processing.ts'
import type { ReportRecord } from './reports.ts'
import { returnReportTypes } from './return-rows.ts'

const root = '/reports/2021-06-30'
const listPlan = { ratePerSecond: 0.0222, burst: 10 }
const rarePlan = { ratePerSecond: 0.0167, burst: 15 }
const retentionMs = 90 * 86_400_000

export const reportOperations: readonly Operation[] = [
  operation('getReports', 'GET', '/reports', listPlan, getReports, { ownFaults: ['half-page'] }),
  operation('createReport', 'POST', '/reports', rarePlan, createReport, {
    status: 202,
    dropped: ({ world }) => ({ reportId: world.requestIds.digits(11) }),
  }),
  operation('getReport', 'GET', '/reports/([^/]+)', { ratePerSecond: 2, burst: 15 }, (call) =>
    shown(reportOf(call)),
  ),
  operation('cancelReport', 'DELETE', '/reports/([^/]+)', listPlan, cancelReport),
  operation('getReportDocument', 'GET', '/documents/([^/]+)', rarePlan, getReportDocument),
]

function operation(
  name: string,
  method: string,
  path: string,
  plan: Operation['plan'],
  run: Operation['run'],
  more: Partial<Operation> = {},
): Operation {
  const pattern = new RegExp(`^${root}${path}$`)
  return { name, method, path: pattern, plan, token: 'seller', run, refusal: badInput, ...more }
}

function badInput(): Refusal {
  return invalidInput('Invalid input', 'Invalid input')
}

const specSchema = z.object({
  reportType: z.string(),
  marketplaceIds: z.array(z.string()).min(1).max(25),
  dataStartTime: z.iso.datetime({ offset: true }).optional(),
  dataEndTime: z.iso.datetime({ offset: true }).optional(),
  reportOptions: z.record(z.string(), z.string()).optional(),
})

function createReport({ world, request, note }: Call): unknown {
  const { reportType, marketplaceIds, dataStartTime, dataEndTime } = readSpec(request.body)
  // It can only be listed; who asks for it is told of a quota instead (docs#1033).
  if (reportType.startsWith('GET_V2_SETTLEMENT_REPORT_DATA')) throw new Refusal(quotaExceeded)
  const served: readonly string[] = [...returnReportTypes, ...stockReportTypes]
  if (!served.includes(reportType)) {
    throw notSimulated(`reports of type ${reportType}`)
  }
  const nowMs = world.clock.nowMs()
  const dataStartMs = dataStartTime === undefined ? nowMs : Date.parse(dataStartTime)
  const dataEndMs = dataEndTime === undefined ? nowMs : Date.parse(dataEndTime)
  if (dataStartMs > dataEndMs) throw badInput()
  const report = world.reports.create({ reportType, marketplaceIds, dataStartMs, dataEndMs })
  startReport(world, report)
  note(`created report ${report.reportId} of ${reportType}`)
  return { reportId: report.reportId }
}

function readSpec(text: string): z.infer<typeof specSchema> {
  try {
    return specSchema.parse(JSON.parse(text))
  } catch {
    throw badInput()
  }
}

function getReports({ world, request, fault }: Call): unknown {
  const query = readListQuery(request.query, 'reportTypes', feedStatuses, world.clock.nowMs())
  const look = ({ reportType, status, marketplaceIds, createdMs }: ReportRecord) => ({
    type: reportType,
    status,
    marketplaceIds,
    createdMs,
  })
  const { page, nextToken } = pageOf(world.reports.all(), look, query, fault?.fault === 'half-page')
  return { reports: page.map(shown), ...(nextToken === undefined ? {} : { nextToken }) }
}

function cancelReport(call: Call): unknown {
  const report = reportOf(call)
  if (report.status !== 'IN_QUEUE') {
    throw invalidInput('Invalid input', `The report is ${report.status} and cannot be cancelled.`)
  }
  endReport(call.world, report, 'CANCELLED')
  return {}
}

function getReportDocument({ world, request, parameters }: Call): unknown {
  const { documents, clock } = world
  const stored = documents.find(parameters[0] ?? '')
  if (stored === undefined || stored.createdMs + retentionMs < clock.nowMs()) {
    throw notFound('The report document was not found.')
  }
  const { gzipDocuments } = world.settings()
  const url = documents.link(stored.documentId, 'GET', request, gzipDocuments)
  const compression = gzipDocuments ? { compressionAlgorithm: 'GZIP' } : {}
  return { reportDocumentId: stored.documentId, url, ...compression }
}

function reportOf({ world, parameters }: Call): ReportRecord {
  const report = world.reports.find(parameters[0] ?? '')
  if (report === undefined || report.createdMs + retentionMs < world.clock.nowMs()) {
    throw notFound('The report was not found.')
  }
  return report
}

function shown(report: ReportRecord): unknown {
  const iso = (ms: number) => new Date(ms).toISOString()
  const { startMs, endMs, documentId } = report
  return {
    reportId: report.reportId,
    reportType: report.reportType,
    marketplaceIds: report.marketplaceIds,
    dataStartTime: iso(report.dataStartMs),
    dataEndTime: iso(report.dataEndMs),
    createdTime: iso(report.createdMs),
    processingStatus: report.status,
    ...(startMs === undefined ? {} : { processingStartTime: iso(startMs) }),
    ...(endMs === undefined ? {} : { processingEndTime: iso(endMs) }),
    ...(documentId === undefined ? {} : { reportDocumentId: documentId }),
  }
}
