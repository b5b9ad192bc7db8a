/**
 * Sends figures one by one, as many at once as the quota grants. Intents of a group are written together under
 * the desk's lease; each call ends by itself. A lost answer is no end: the figure is read back.
 */
import { id } from '../../core/ids.ts'
import { PlatformError } from '../../core/platform-error.ts'
import { recordAnswers, writeIntents } from '../../store/ledger.ts'
import {
  type FigureEnd,
  lockFigures,
  noteEnds,
  noteSending,
  type OpenEnd,
  type SentFigure,
  stockKey,
} from '../../store/stock-figures.ts'
import type { Held } from '../../work/held.ts'
import { type Mark, mark } from '../../work/mark.ts'
import type { Account } from '../account.ts'
import { notReached } from '../act/not-reached.ts'
import { allEnded } from '../all-ended.ts'
import type { OrderDeps } from '../decided.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import { skuKey } from '../keys.ts'
import type { Sendable } from './stock-run.ts'

export type StockSending = {
  readonly deps: OrderDeps
  readonly account: Account
  readonly held: Held
  readonly sellerId: string
}

export type Sending = Sendable & SentFigure

/** Calls that leave together. */
const atOnce = 5

/** Undefined when all are through. */
export async function sendOneByOne(
  parts: StockSending,
  wanted: readonly Sendable[],
): Promise<KeyOutcome | undefined> {
  const { deps, account, held } = parts
  const bucket = account.buckets.patchListingsItem
  for (let from = 0; from < wanted.length; ) {
    const count = Math.min(atOnce, wanted.length - from)
    const ask = { bucket, lane: held.lane, amount: 1, count, waited: held.waited }
    const grant = await deps.take(ask)
    if (grant.granted < 1) {
      return { held, is: 'parked', bucket, notBeforeMs: grant.notBeforeMs ?? 0, amount: 1 }
    }
    const ended = await sendGroup(parts, wanted.slice(from, from + grant.granted))
    if (ended !== undefined) return ended
    from += grant.granted
  }
  return undefined
}

async function sendGroup(
  parts: StockSending,
  group: readonly Sendable[],
): Promise<KeyOutcome | undefined> {
  const { deps, account, held, sellerId } = parts
  await deps.failpoint('before-intent', ['set-stock'])
  const startedMs = deps.monotonic.nowMs()
  const sending = group.map(
    (one): Sending => ({ ...one, attemptId: id('AttemptId', deps.newId()) }),
  )
  const valid = await deps.db.transaction().execute(async (trx) => {
    return intendFigures(trx, parts, sending, { path: 'patch', limits: account.timing })
  })
  if (!valid) return { held, is: 'lost' }
  await deps.failpoint('after-intent', ['set-stock'])
  const { sendBeforeMs, answerByMs } = account.timing
  const deadlines = { sendBeforeMs: startedMs + sendBeforeMs, answerByMs: startedMs + answerByMs }
  const stops: KeyOutcome[] = []
  const calls = sending.map(async (one) => {
    const end = await ask(() =>
      account.stock.amazon.setQuantity({ ...one, sellerId, sku: one.amazonSku }, deadlines),
    )
    await deps.failpoint('after-answer', ['set-stock'])
    await recordEnds(deps, account, [{ figure: one, end: end.is }])
    if (end.error !== undefined) {
      const outcome = notReached(held, end.error)
      if (outcome.is !== 'go-on') stops.push(outcome)
    }
  })
  await allEnded(calls)
  await deps.failpoint('after-record', ['set-stock'])
  return stops[0]
}

/**
 * The intents of figures and what is now on its way, in the caller's transaction. False without a valid lease
 * of the desk: nothing is written.
 */
export async function intendFigures(
  trx: OrderDeps['db'],
  { deps, account, held }: StockSending,
  sending: readonly Sending[],
  how: {
    readonly path: 'patch' | 'feed'
    readonly limits: Parameters<typeof writeIntents>[3]
  },
): Promise<boolean> {
  const { accountId, stock } = account
  const { path, limits } = how
  await lockFigures(trx, accountId, sending)
  if (!(await deps.lockLeases(trx, [held])).has(held.token)) return false
  const intents = sending.map((one) => ({
    attemptId: one.attemptId,
    key: stockKey(one),
    orderId: null,
    kind: 'set-stock',
    leaseToken: held.token,
    disproves: null,
    repeats: true,
    inventory: null,
    uses: null,
    body: { quantity: one.quantity, from: one.from, path },
  }))
  await writeIntents(trx, accountId, intents, limits)
  const checkAfterMs = stock.policy.readBackMs[0] ?? null
  await noteSending(trx, accountId, sending, { path, checkAfterMs })
  return true
}

type Ended = { readonly is: FigureEnd; readonly error?: PlatformError }

async function ask(
  send: () => ReturnType<Account['stock']['amazon']['setQuantity']>,
): Promise<Ended> {
  try {
    const answer = await send()
    if (answer.kind === 'done') return { is: { is: 'accepted', submissionId: answer.submissionId } }
    const { code, text } = answer
    return { is: { is: 'refused', code, text } }
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    return { is: { is: isSure(error) ? 'not-sent' : 'unclear' }, error }
  }
}

export function isSure(error: PlatformError): boolean {
  return error.facts.kind !== 'unclear' && error.facts.kind !== 'contract'
}

/** Tells the ledger and the figures, and marks the SKUs: at once, or when they are to be read back. */
export async function recordEnds(
  deps: OrderDeps,
  account: Account,
  ends: readonly { readonly figure: SentFigure; readonly end: FigureEnd }[],
): Promise<void> {
  const { accountId } = account
  await deps.db.transaction().execute(async (trx) => {
    await lockFigures(
      trx,
      accountId,
      ends.map(({ figure }) => figure),
    )
    await recordAnswers(trx, accountId, ends.map(effectOf))
    const open = await noteEnds(trx, accountId, ends, account.stock.policy.readBackMs[0] ?? 0)
    await mark(trx, looksAfter(accountId, ends, open))
  })
}

/** At once, or when Amazon is to be asked; not at all for what it shows already. */
function looksAfter(
  accountId: Account['accountId'],
  ends: readonly { readonly figure: SentFigure }[],
  open: readonly OpenEnd[],
): Mark[] {
  const bySku = Map.groupBy(open, ({ amazonSku }) => amazonSku)
  const skus = new Set(ends.map(({ figure }) => figure.amazonSku))
  return [...skus].flatMap((sku): Mark[] => {
    const rows = bySku.get(sku) ?? []
    const key = skuKey(accountId, sku)
    if (rows.length === 0 || rows.some(({ rests }) => !rests)) return [key]
    const times = rows.flatMap(({ checkAtMs }) => checkAtMs ?? [])
    return times.length === 0 ? [] : [{ ...key, dueAtMs: Math.min(...times) }]
  })
}

function effectOf({ figure, end }: { readonly figure: SentFigure; readonly end: FigureEnd }) {
  const key = stockKey(figure)
  const base = { attemptId: figure.attemptId, key }
  switch (end.is) {
    case 'accepted':
      // Amazon gives a figure no id of its own: it is known by its key.
      return { ...base, is: 'done' as const, platformId: key, how: null }
    case 'refused': {
      const refusal = { kind: 'other', code: end.code, field: '', text: end.text } as const
      return { ...base, is: 'refused' as const, refusal, code: end.code }
    }
    case 'not-sent':
      return { ...base, is: 'not-done' as const, code: 'NOT_SENT' }
    default:
      return { ...base, is: 'unclear' as const, code: 'NO_ANSWER' }
  }
}
