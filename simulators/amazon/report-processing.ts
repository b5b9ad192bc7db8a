/**
 * What Amazon does with a report on world time: IN_QUEUE, IN_PROGRESS, DONE; CANCELLED also means that there is nothing to
 * report. A span over 60 days ends FATAL. Faults on `amazon.report`: slow, stuck, fatal.
 */
import type { FeedStatus } from './feeds.ts'
import { stockReport, stockReportTypes } from './listings/stock-reports.ts'
import type { ReportRecord } from './reports.ts'
import { returnsReport } from './return-rows.ts'
import type { AmazonWorld } from './world.ts'

const on = 'amazon.report'
const longestMs = 60 * 86_400_000

/** Lets a new report run its course. */
export function startReport(world: AmazonWorld, report: ReportRecord): void {
  const { clock, reports } = world
  const { reportQueueMs, reportProcessMs } = world.settings()
  clock.at(clock.nowMs() + reportQueueMs, () => {
    if (reports.find(report.reportId) !== report || report.status !== 'IN_QUEUE') return
    report.status = 'IN_PROGRESS'
    report.startMs = clock.nowMs()
    const { reportType, reportId } = report
    const fault = world.faults.take(on, { reportType, reportId }, ['slow', 'stuck', 'fatal'])
    if (fault?.fault === 'stuck' && fault.delayMs === undefined) return
    const extraMs = fault?.fault === 'fatal' ? 0 : (fault?.delayMs ?? 0)
    clock.at(clock.nowMs() + reportProcessMs + extraMs, () => {
      if (reports.find(reportId) !== report || report.status !== 'IN_PROGRESS') return
      finish(world, report, fault?.fault === 'fatal')
    })
  })
}

/** The end of a report, and whoever subscribed hears of it. */
export function endReport(world: AmazonWorld, report: ReportRecord, status: FeedStatus): void {
  report.status = status
  report.endMs = world.clock.nowMs()
  const { reportId, reportType, documentId } = report
  world.delivery.announce({
    type: 'REPORT_PROCESSING_FINISHED',
    subject: reportId,
    envelope: (ids) => ({
      notificationVersion: '2020-09-04',
      notificationType: 'REPORT_PROCESSING_FINISHED',
      payloadVersion: '2020-09-04',
      eventTime: ids.publishTime,
      payload: {
        reportProcessingFinishedNotification: {
          sellerId: ids.sellerId,
          accountId: `amzn1.merchant.o.${ids.sellerId}`,
          reportId,
          reportType,
          processingStatus: status,
          ...(documentId === undefined ? {} : { reportDocumentId: documentId }),
        },
      },
      notificationMetadata: {
        applicationId: ids.applicationId,
        subscriptionId: ids.subscriptionId,
        publishTime: ids.publishTime,
        notificationId: ids.notificationId,
      },
    }),
  })
}

function finish(world: AmazonWorld, report: ReportRecord, isFatal: boolean): void {
  if (!isFatal && (stockReportTypes as readonly string[]).includes(report.reportType)) {
    finishStock(world, report)
    return
  }
  if (isFatal || report.dataEndMs - report.dataStartMs > longestMs) {
    endReport(world, report, 'FATAL')
    return
  }
  const content = returnsReport(world, report)
  if (content === undefined) {
    endReport(world, report, 'CANCELLED')
    return
  }
  report.documentId = world.documents.create(content.contentType, content.text).documentId
  endReport(world, report, 'DONE')
}

const freshMs = 30 * 60_000

/** An FBA report that is younger than half an hour is given out again. */
function finishStock(world: AmazonWorld, report: ReportRecord): void {
  const { reportType, marketplaceIds } = report
  const recent = world.reports
    .all()
    .find(
      (one) =>
        one !== report &&
        reportType.startsWith('GET_FBA') &&
        one.reportType === reportType &&
        one.marketplaceIds.join() === marketplaceIds.join() &&
        one.documentId !== undefined &&
        (one.endMs ?? 0) > world.clock.nowMs() - freshMs,
    )
  if (recent?.documentId !== undefined) report.documentId = recent.documentId
  else {
    const content = stockReport(world, report)
    if (content === undefined) {
      endReport(world, report, 'CANCELLED')
      return
    }
    const { contentType, parts } = content
    report.documentId = world.documents.createLarge(contentType, parts).documentId
  }
  endReport(world, report, 'DONE')
}
