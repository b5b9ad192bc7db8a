/** What came of the messages of a feed, told to the ledger and to their orders in one transaction. */
import { type FeedMessage, feedEnded, putFeedRow } from '../../store/feeds.ts'
import { type Answer, recordAnswers } from '../../store/ledger.ts'
import { openIncident } from '../../store/outcomes.ts'
import type { Database } from '../../store/pool.ts'
import { appendTraces } from '../../store/traces.ts'
import { mark } from '../../work/mark.ts'
import type { Account } from '../account.ts'
import { orderKey } from '../keys.ts'
import type { FeedType } from '../life-ports.ts'

export type MessageEnd =
  | { readonly is: 'done'; readonly platformId: string }
  | { readonly is: 'refused'; readonly code: string; readonly text: string }
  | { readonly is: 'unclear'; readonly code: string }
  | { readonly is: 'not-done'; readonly code: string }

export async function endMessages(
  trx: Database,
  account: Pick<Account, 'accountId'>,
  messages: readonly FeedMessage[],
  endOf: (message: FeedMessage) => MessageEnd,
): Promise<void> {
  const { accountId } = account
  const ended = messages.map((message) => ({ message, end: endOf(message) }))
  const answers = ended.map(({ message, end }) => answerOf(message, end))
  const { doubled } = await recordAnswers(trx, accountId, answers)
  for (const key of doubled) {
    const orderId = messages.find((message) => message.key === key)?.orderId ?? null
    await openIncident(trx, accountId, { orderId, code: 'DOUBLED_EFFECT', detail: { key } })
  }
  const traces = ended.map(({ message, end }) => ({
    orderId: message.orderId,
    kind: 'answered' as const,
    body: { effect: message.key, ...end },
  }))
  await appendTraces(trx, accountId, traces)
  const marks = messages.map(({ orderId }) => orderKey(accountId, orderId, 'money'))
  await mark(trx, marks)
}

function answerOf({ attemptId, key, orderId }: FeedMessage, end: MessageEnd): Answer {
  const base = { attemptId, key, orderId }
  switch (end.is) {
    case 'done':
      return { ...base, is: 'done', platformId: end.platformId, how: null }
    case 'refused': {
      const { code, text } = end
      const refusal = { kind: 'other', code, field: '', text } as const
      return { ...base, is: 'refused', refusal, code }
    }
    default:
      return { ...base, is: end.is, code: end.code }
  }
}

/** The feed was surely not made: its attempts are void and its rows wait again. */
export async function putBack(
  db: Database,
  account: Account,
  feedNo: number,
  type: FeedType,
  messages: readonly FeedMessage[],
  code: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await feedEnded(trx, feedNo, 'void')
    await endMessages(trx, account, messages, () => ({ is: 'not-done', code }))
    for (const message of messages) await putFeedRow(trx, account.accountId, type, message)
  })
}
