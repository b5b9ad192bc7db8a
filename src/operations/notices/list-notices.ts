/** What the merchant was told, in words and with its source (B26): the same for API and command line. */
import type { AccountId } from '../../core/ids.ts'
import { type NoticeText, noticeText } from '../../core/notices/notice-text.ts'
import { readConnection } from '../../store/connections.ts'
import { type ListedNotice, listNotices } from '../../store/notices.ts'
import { type Actor, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'

export type ShownNotice = NoticeText &
  Pick<ListedNotice, 'noticeId' | 'event' | 'severity' | 'code' | 'atMs' | 'deliveries'> & {
    readonly orderId: string | null
  }

export type NoticeFilter = Parameters<typeof listNotices>[2]

export async function showNotices(
  deps: OperationDeps,
  actor: Actor,
  accountId: AccountId,
  filter: NoticeFilter,
): Promise<ShownNotice[]> {
  requireRole(actor, 'viewer')
  const connection = await readConnection(deps.db, accountId)
  const places = { shop: connection?.shopify.shop ?? '' }
  const all = await listNotices(deps.db, accountId, filter)
  return all.map((notice) => {
    const { noticeId, event, severity, code, atMs, deliveries, subject } = notice
    const orderId = subject === '' ? null : subject
    const facts = { noticeId, event, severity, code, atMs, deliveries, orderId }
    return { ...facts, ...noticeText(notice, places) }
  })
}
