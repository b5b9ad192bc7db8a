/**
 * A notice to the merchant: ids, codes and counts, never personal data. Its key (event family, subject,
 * occurrence) is unique in the database, so that it is told once however often it is seen.
 */
import type { NoticeEvent, Severity } from './events.ts'

/** Where it was seen. `source` of what is shown to people comes from it (B26). */
export type NoticeFamily = 'import' | 'hold' | 'life' | 'incident' | 'poll' | 'test'

/** What was found that may be worth a notice. */
export type Finding = {
  readonly family: NoticeFamily
  readonly event: NoticeEvent | 'test'
  /** The order's id, or empty. */
  readonly subject: string
  /** Tells two happenings of one event on one subject apart. */
  readonly occurrence: string
  readonly code: string
  readonly atMs: number
  readonly facts: NoticeFacts
}

export type NoticeFacts = {
  readonly shopifyGid?: string | null
  readonly shopifyName?: string | null
  readonly marketplaceId?: string | null
  /** A hold's own facts, as it stores them. */
  readonly detail?: unknown
}

export type Notice = Finding & {
  readonly noticeId: number
  readonly severity: Severity
}

/** What it came from, in a word that lists show: Amazon, or Crossdock itself. */
export function sourceOf({ family }: Pick<Finding, 'family'>): 'amazon' | 'crossdock' {
  return family === 'import' || family === 'hold' || family === 'life' ? 'amazon' : 'crossdock'
}
