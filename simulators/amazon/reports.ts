/** The reports of the seller's account: what was asked for and how far it is. `report-processing.ts` makes them. */
import type { SeededRandom } from '../kit/seeded-random.ts'
import type { WorldClock } from '../kit/world-clock.ts'
import type { FeedStatus } from './feeds.ts'

export type ReportSpec = {
  readonly reportType: string
  readonly marketplaceIds: readonly string[]
  readonly dataStartMs: number
  readonly dataEndMs: number
}

export type ReportRecord = ReportSpec & {
  readonly reportId: string
  readonly createdMs: number
  status: FeedStatus
  startMs?: number
  endMs?: number
  documentId?: string
}

export type Reports = {
  create(spec: ReportSpec): ReportRecord
  find(reportId: string): ReportRecord | undefined
  /** Newest first. */
  all(): readonly ReportRecord[]
  clear(): void
}

export function createReports(clock: WorldClock, random: SeededRandom): Reports {
  let reports: ReportRecord[] = []
  return {
    create(spec) {
      const report: ReportRecord = {
        reportId: random.digits(11),
        ...spec,
        createdMs: clock.nowMs(),
        status: 'IN_QUEUE',
      }
      reports.unshift(report)
      return report
    },
    find: (reportId) => reports.find((report) => report.reportId === reportId),
    all: () => reports,
    clear() {
      reports = []
    },
  }
}
