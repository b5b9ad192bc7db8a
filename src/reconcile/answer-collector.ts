/**
 * Records answers of calls by attempt id as they come. Answers that come while a record is on its
 * way to the database go together in the next one, so that many calls at once share their commits.
 * An answer outlives an outage of PostgreSQL as long as this process lives.
 */
import type { AccountId } from '../core/ids.ts'
import type { ShopifyOrder } from '../core/orders/shopify-order.ts'
import { type Answer, recordAnswers } from '../store/ledger.ts'
import { openIncident } from '../store/outcomes.ts'
import type { Database } from '../store/pool.ts'
import { saveCreatedOrders } from '../store/shop-orders.ts'
import { appendTraces, type Trace } from '../store/traces.ts'
import { isOutage } from '../work/outage.ts'

export type Answered = {
  readonly answer: Answer
  readonly order: ShopifyOrder | null
}

export type AnswerCollector = {
  /** Resolves when the answer stands in the ledger. */
  record(accountId: AccountId, answered: Answered): Promise<void>
}

type Waiting = {
  readonly accountId: AccountId
  readonly answered: Answered
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

export function createAnswerCollector(deps: {
  readonly db: Database
  /** Waits between tries while PostgreSQL is away. */
  readonly pause: (ms: number) => Promise<void>
  readonly triesMax: number
  readonly onDoubled: (key: string) => void
}): AnswerCollector {
  let waiting: Waiting[] = []
  let flushing = false

  async function flush(): Promise<void> {
    flushing = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      for (const accountId of new Set(batch.map((entry) => entry.accountId))) {
        const mine = batch.filter((entry) => entry.accountId === accountId)
        try {
          await recordWithPatience(accountId, mine)
          for (const entry of mine) entry.done()
        } catch (error) {
          for (const entry of mine) entry.failed(error)
        }
      }
    }
    flushing = false
  }

  async function recordWithPatience(accountId: AccountId, mine: Waiting[]): Promise<void> {
    for (let tried = 1; ; tried += 1) {
      try {
        const answers = mine.map((entry) => entry.answered)
        await recordBatch(deps.db, accountId, answers, deps.onDoubled)
        return
      } catch (error) {
        if (!isOutage(error) || tried >= deps.triesMax) throw error
        await deps.pause(Math.min(250 * tried, 2_000))
      }
    }
  }

  return {
    record(accountId, answered) {
      return new Promise<void>((resolve, reject) => {
        waiting.push({ accountId, answered, done: resolve, failed: reject })
        if (!flushing) void flush()
      })
    },
  }
}

async function recordBatch(
  db: Database,
  accountId: AccountId,
  batch: readonly Answered[],
  onDoubled: (key: string) => void,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { doubled } = await recordAnswers(
      trx,
      accountId,
      batch.map((entry) => entry.answer),
    )
    await saveCreatedOrders(
      trx,
      accountId,
      batch.flatMap((entry) => (entry.order === null ? [] : [entry.order])),
    )
    await appendTraces(trx, accountId, batch.map(traceOf))
    for (const key of doubled) {
      const entry = batch.find((other) => other.answer.key === key)
      const orderId = entry?.answer.orderId ?? null
      await openIncident(trx, accountId, { orderId, code: 'DOUBLED_EFFECT', detail: { key } })
      onDoubled(key)
    }
  })
}

function traceOf({ answer }: Answered): Trace {
  const base = { attempt: answer.attemptId, is: answer.is }
  const body =
    answer.is === 'done'
      ? { ...base, shopifyGid: answer.platformId }
      : {
          ...base,
          code: answer.code,
          ...(answer.is === 'refused' ? { refusal: answer.refusal } : {}),
        }
  return { orderId: answer.orderId, kind: 'answered', body }
}
