/**
 * One look of the notices of an account: finds what happened, stores what is new, and sends what is due.
 * A work key of its own runs it, so that one process at a time does.
 */
import type { AccountId } from '../core/ids.ts'
import { afterSending, type SendResult } from '../core/notices/delivery.ts'
import { type OutsideChannel, outsideChannels } from '../core/notices/events.ts'
import type { Finding } from '../core/notices/notice.ts'
import type { NoticePlaces } from '../core/notices/notice-text.ts'
import { eventsOn, type NoticePolicy, planNotice } from '../core/notices/policy.ts'
import {
  type DueDelivery,
  dueDeliveries,
  endSending,
  forgetOldNotices,
  lostSendings,
  startSending,
} from '../store/notice-deliveries.ts'
import { beginLook, endLook, findNotices, type NoticeWatch, saveNotices } from '../store/notices.ts'
import type { Database } from '../store/pool.ts'
import { readSilence } from '../store/read/health.ts'
import { type SendParts, send } from './send.ts'

export type NoticeParts = SendParts & {
  readonly db: Database
  readonly newId: () => string
  /** As the settings are now. */
  readonly policy: NoticePolicy
  readonly places: NoticePlaces
  readonly problem: (code: string, channel: OutsideChannel) => void
}

const everyMs = 15_000
const pageLimit = 1_000
const dueLimit = 500
/** More than so many at once for people go as one message. */
const aloneMax = 20
/** Messages of one way in one look, so that a key is not held for long. */
const messagesMax = 50
const keptDays = 90

/** Answers when to look again, in world time. */
export async function lookForNotices(
  parts: NoticeParts,
  accountId: AccountId,
): Promise<{ readonly againAtMs: number }> {
  const { db } = parts
  const watch = await beginLook(db, accountId)
  if (watch === null) return { againAtMs: Number.POSITIVE_INFINITY }
  const isWhole = await collect(parts, accountId, watch)
  await settleLost(parts, accountId)
  let isDrained = true
  for (const channel of outsideChannels) {
    isDrained = (await deliver(parts, accountId, channel)) && isDrained
  }
  await forgetOldNotices(db, accountId, keptDays)
  return { againAtMs: isWhole && isDrained ? watch.nowMs + everyMs : watch.nowMs }
}

/** True when nothing is left to be found. */
async function collect(
  { db, policy }: NoticeParts,
  accountId: AccountId,
  watch: NoticeWatch,
): Promise<boolean> {
  const events = eventsOn(policy)
  const question = { fromMs: watch.collectedToMs, events, limit: pageLimit }
  const found = events.length === 0 ? [] : await findNotices(db, accountId, question)
  const silence = events.includes('pollSilent') ? await findSilence(db, accountId, watch) : []
  const planned = [...found, ...silence].map((one) => planNotice(one, policy, watch.nowMs))
  const isWhole = found.length < pageLimit
  const toMs = isWhole ? watch.nowMs : (found.at(-1)?.atMs ?? watch.nowMs)
  await db.transaction().execute(async (trx) => {
    await saveNotices(trx, accountId, planned)
    await endLook(trx, accountId, toMs)
  })
  return isWhole
}

async function findSilence(
  db: Database,
  accountId: AccountId,
  { nowMs, lookingSinceMs }: NoticeWatch,
): Promise<Finding[]> {
  const { lastPollMs, silentAfterMs } = await readSilence(db, accountId)
  const sinceMs = Math.max(lastPollMs ?? 0, lookingSinceMs)
  if (nowMs - sinceMs <= silentAfterMs) return []
  const occurrence = `${lastPollMs ?? 'never'}`
  const base = { family: 'poll', event: 'pollSilent', subject: '', code: 'POLL_SILENT' } as const
  return [{ ...base, occurrence, atMs: sinceMs, facts: {} }]
}

async function settleLost({ db, problem }: NoticeParts, accountId: AccountId): Promise<void> {
  const result: SendResult = { is: 'unclear', code: 'PROCESS_ENDED' }
  for (const lost of await lostSendings(db, accountId)) {
    await endSending(db, lost, afterSending(result, lost))
    problem(result.code, lost.channel)
  }
}

/** True when nothing that is due is left, or the way does not work now. */
async function deliver(
  parts: NoticeParts,
  accountId: AccountId,
  channel: OutsideChannel,
): Promise<boolean> {
  let due = await dueDeliveries(parts.db, accountId, channel, dueLimit)
  for (let sent = 0; sent < messagesMax; sent += 1) {
    const group = nextGroup(due, channel, parts.policy)
    if (group.length === 0) return true
    due = due.filter((one) => !group.includes(one))
    if (!(await sendGroup(parts, channel, group))) return true
  }
  return due.length === 0
}

/** What goes as one message: a repeat as it went before; for people a digest, or many at once. */
function nextGroup(
  due: readonly DueDelivery[],
  channel: OutsideChannel,
  { digest }: NoticePolicy,
): readonly DueDelivery[] {
  const [first] = due
  if (first === undefined) return []
  if (first.messageId !== null) return due.filter(({ messageId }) => messageId === first.messageId)
  if (channel === 'webhook') return [first]
  const fresh = due.filter(({ messageId }) => messageId === null)
  const urgent = fresh.filter(({ notice }) => notice.severity === 'urgent')
  const [mostUrgent] = urgent
  if (mostUrgent !== undefined && urgent.length <= aloneMax) return [mostUrgent]
  return digest !== 'off' || fresh.length > aloneMax ? fresh : [first]
}

/** False when the way failed: the others that are due wait for the next look. */
async function sendGroup(
  parts: NoticeParts,
  channel: OutsideChannel,
  group: readonly DueDelivery[],
): Promise<boolean> {
  const messageId = group[0]?.messageId ?? parts.newId()
  const noticeIds = group.map(({ notice }) => notice.noticeId)
  const sending = { channel, messageId, noticeIds }
  // Another process has them: it is slow, and its lease ran out.
  if (!(await startSending(parts.db, sending))) return true
  const attempts = Math.max(...group.map((one) => one.attempts)) + 1
  const unclear = Math.max(...group.map((one) => one.unclear))
  const result = await send(parts, parts.policy, parts.places, {
    ...{ channel, messageId, isRepeat: unclear > 0 },
    notices: group.map(({ notice }) => notice),
  })
  await endSending(parts.db, sending, afterSending(result, { channel, attempts, unclear }))
  if (result.is === 'sent') return true
  parts.problem(result.code, channel)
  return false
}
