/**
 * When what waits on a feed desk goes. Amazon makes one feed in two minutes, and one carries a thousand messages: a
 * message waits while others of its type keep coming, but never longer than a person would, and never up
 * to a ship-by.
 */
import type { FeedRow } from '../../store/feeds.ts'

/** Longer than this after the first nobody waits for more. Rows are recalled after 15 minutes. */
const gatherMaxMs = 10 * 60_000
/** What is to be known to Amazon before the order's ship-by does not wait within so long of it. */
const shipByLeadMs = 30 * 60_000

/** World time at which these rows go; null when none waits. `gatherMs`: so long after the newest. */
export function sendAtMs(
  rows: readonly Pick<FeedRow, 'sinceMs' | 'shipByMs'>[],
  { gatherMs, messagesMax }: { readonly gatherMs: number; readonly messagesMax: number },
): number | null {
  const since = rows.map(({ sinceMs }) => sinceMs ?? 0)
  if (since.length === 0) return null
  const oldest = Math.min(...since)
  if (since.length >= messagesMax) return oldest
  const shipBy = rows.flatMap(({ shipByMs }) => shipByMs ?? [])
  return Math.min(
    Math.max(...since) + gatherMs,
    oldest + gatherMaxMs,
    ...shipBy.map((atMs) => atMs - shipByLeadMs),
  )
}
