/**
 * Creates Shopify orders: the one write of the import. Intent before effect (design rule 3): points
 * are taken, then one transaction locks the work rows, checks the leases and writes the attempts; only
 * then the calls leave, each with the deadlines that its attempt states. Answers are recorded by
 * attempt id, whoever holds the lease by then.
 */
import { type AttemptId, id } from '../../core/ids.ts'
import type { ShopifyOrder } from '../../core/orders/shopify-order.ts'
import { PlatformError } from '../../core/platform-error.ts'
import { type Intent, writeIntents } from '../../store/ledger.ts'
import { openIncident } from '../../store/outcomes.ts'
import { loadPersonal } from '../../store/personal.ts'
import { appendTraces, type Trace } from '../../store/traces.ts'
import type { Held } from '../../work/held.ts'
import type { Account, CreateAnswer } from '../account.ts'
import { allEnded } from '../all-ended.ts'
import type { CreateTask, OrderDeps } from '../decided.ts'
import { goOn, type Progress } from '../key-outcome.ts'
import { decidedTrace, decisionOf } from '../outcome-of.ts'
import { notReached } from './not-reached.ts'
import { shortagesOf } from './shortages.ts'
import { viewAfterCreate } from './view-after-create.ts'

type Intended = CreateTask & { readonly attemptId: AttemptId }

/**
 * Each task ends with `go-on` (its answer stands in the ledger), parked, released, or lost.
 * `recordUnsent` is told of those for which nothing was intended.
 */
export async function createShopifyOrders(
  deps: OrderDeps,
  account: Account,
  tasks: readonly CreateTask[],
  recordUnsent: (unsent: readonly CreateTask[]) => Promise<void>,
): Promise<Progress[]> {
  const first = tasks[0]
  if (first === undefined) return []
  const amount = account.shopifyCost('orderCreate')
  const grant = await deps.take({
    bucket: account.buckets.shopify,
    lane: first.held.lane,
    amount,
    count: tasks.length,
    waited: first.held.waited,
  })
  const granted = tasks.slice(0, grant.granted)
  const parked: Progress[] = tasks.slice(grant.granted).map(({ held }) => ({
    held,
    is: 'parked',
    bucket: account.buckets.shopify,
    notBeforeMs: grant.notBeforeMs ?? 0,
    amount,
  }))
  const unready = await readyOrNot(account, granted)
  await recordUnsent(unready === null ? tasks.slice(grant.granted) : tasks)
  if (unready !== null) return [...parked, ...unready]
  return [...parked, ...(await createInGroups(deps, account, granted))]
}

/** As many at once as there are places: no intent is written for what cannot leave at once. */
async function createInGroups(
  deps: OrderDeps,
  account: Account,
  tasks: readonly CreateTask[],
): Promise<Progress[]> {
  const groups: Promise<Progress[]>[] = []
  for (let begun = 0; begun < tasks.length; ) {
    const places = await deps.creating.take(tasks.length - begun)
    const group = createGroup(deps, account, tasks.slice(begun, begun + places))
    // It may fail while the next one waits for its places; all are asked below how they ended.
    group.catch(() => undefined)
    groups.push(group)
    begun += places
  }
  return (await allEnded(groups)).flat()
}

/** Gives back a place for each task, when its call has ended or when there is none. */
async function createGroup(
  deps: OrderDeps,
  account: Account,
  tasks: readonly CreateTask[],
): Promise<Progress[]> {
  let places = tasks.length
  const giveBack = (count: number): void => {
    places -= count
    deps.creating.give(count)
  }
  try {
    await deps.failpoint('before-intent')
    // Both deadlines run from before the transaction, so a slow commit can only shorten them.
    const startedMs = deps.monotonic.nowMs()
    const { intended, lost } = await intend(deps, account, tasks)
    giveBack(lost.length)
    await deps.failpoint('after-intent')
    const personal = await loadPersonal(
      deps.db,
      account.accountId,
      intended.map((task) => task.orderId),
    )
    const deadlines = {
      sendBeforeMs: startedMs + account.timing.sendBeforeMs,
      answerByMs: startedMs + account.timing.answerByMs,
    }
    const sent = intended.map(async (task) => {
      const sealed = personal.get(task.orderId)
      const facts = sealed === undefined ? null : account.sealing.openPersonal(task.orderId, sealed)
      const create = () => account.shopify.createOrder(task.write.draft, facts, deadlines)
      const answer = await ask(create)
      giveBack(1)
      await deps.failpoint('after-answer')
      return finish(deps, account, task, answer)
    })
    return [...lost, ...(await allEnded(sent))]
  } finally {
    giveBack(places)
  }
}

/** Without a token nothing is intended: the deadlines of an attempt are not spent on asking for one. */
async function readyOrNot(
  account: Account,
  tasks: readonly CreateTask[],
): Promise<Progress[] | null> {
  if (tasks.length === 0) return null
  try {
    await account.shopify.ready()
    return null
  } catch (error) {
    return tasks.map(({ held }) => notReached(held, error))
  }
}

async function intend(
  deps: OrderDeps,
  account: Account,
  tasks: readonly CreateTask[],
): Promise<{ intended: Intended[]; lost: Progress[] }> {
  if (tasks.length === 0) return { intended: [], lost: [] }
  const ready: Intended[] = tasks.map((task) => ({
    ...task,
    attemptId: id('AttemptId', deps.newId()),
  }))
  const valid = await deps.db.transaction().execute(async (trx) => {
    const tokens = await deps.lockLeases(
      trx,
      ready.map((task) => task.held),
    )
    const held = ready.filter((task) => tokens.has(task.held.token))
    if (held.length === 0) return tokens
    await writeIntents(trx, account.accountId, held.map(intentOf), account.timing)
    const told = held.flatMap((task) => [decidedTrace(decisionOf(task)), calledTrace(task)])
    await appendTraces(trx, account.accountId, told)
    return tokens
  })
  return {
    intended: ready.filter((task) => valid.has(task.held.token)),
    lost: ready.filter((task) => !valid.has(task.held.token)).map(lostOf),
  }
}

function calledTrace(task: Intended): Trace {
  const body = {
    call: 'orderCreate',
    attempt: task.attemptId,
    why: task.step.do === 'write' ? task.step.reason : null,
    inventory: task.write.draft.inventory,
    matched: task.write.matched,
  }
  return { orderId: task.orderId, kind: 'called', body }
}

function lostOf(task: { readonly held: Held }): Progress {
  return { held: task.held, is: 'lost' }
}

function intentOf(task: Intended): Intent {
  return {
    attemptId: task.attemptId,
    key: task.write.key,
    orderId: task.orderId,
    kind: 'create-shopify-order',
    leaseToken: task.held.token,
    disproves: task.write.disproves,
    repeats: false,
    inventory: task.write.draft.inventory,
    uses: task.write.uses,
  }
}

type Asked =
  | CreateAnswer
  /** `againInMs` null: it counts as a failure of the key, which backs off and gives up in the end. */
  | { readonly kind: 'not-done'; readonly code: string; readonly againInMs: number | null }

/** Turns what a client throws into a value: only `unclear` leaves the effect in doubt. */
async function ask(create: () => Promise<CreateAnswer>): Promise<Asked> {
  try {
    return await create()
  } catch (error) {
    if (!(error instanceof PlatformError)) return { kind: 'unclear', code: 'UNEXPECTED' }
    const { kind, code, retryAfterMs } = error.facts
    switch (kind) {
      case 'unclear':
      case 'contract':
        return { kind: 'unclear', code }
      case 'throttled':
      case 'unavailable':
      case 'unauthorized':
        return { kind: 'not-done', code, againInMs: retryAfterMs ?? pauseOf(kind) }
      case 'rejected':
        // No word about this order (the client tells those apart): a wrong address, a dear query.
        return { kind: 'not-done', code, againInMs: null }
      default:
        return { kind: 'unclear', code: 'UNEXPECTED' }
    }
  }
}

function pauseOf(kind: 'throttled' | 'unavailable' | 'unauthorized'): number {
  return kind === 'throttled' ? 2_000 : kind === 'unavailable' ? 10_000 : 60_000
}

async function finish(
  deps: OrderDeps,
  account: Account,
  task: Intended,
  asked: Asked,
): Promise<Progress> {
  const base = { attemptId: task.attemptId, key: task.write.key, orderId: task.orderId }
  const record = (answered: Parameters<typeof deps.answers.record>[1]) =>
    deps.answers.record(account.accountId, answered)
  switch (asked.kind) {
    case 'done':
      await record({
        answer: { ...base, is: 'done', platformId: asked.order.gid, how: 'created' },
        order: asked.order,
      })
      await deps.failpoint('after-record')
      await checkTotal(deps, account, task, asked.order)
      return goOn(task.held, viewAfterCreate(task, asked.order, account))
    case 'refused': {
      const refusal =
        asked.refusal.kind === 'stock'
          ? { ...asked.refusal, shortages: await shortagesOf(deps, account, task) }
          : asked.refusal
      await record({
        answer: { ...base, is: 'refused', refusal, code: codeOf(refusal) },
        order: null,
      })
      break
    }
    case 'unclear':
      await record({ answer: { ...base, is: 'unclear', code: asked.code }, order: null })
      break
    case 'not-done':
      // Surely not done: the attempt ends so that the next may follow at once.
      await record({ answer: { ...base, is: 'not-done', code: asked.code }, order: null })
      await deps.failpoint('after-record')
      return asked.againInMs === null
        ? { held: task.held, is: 'failed', code: asked.code }
        : { held: task.held, is: 'released', againInMs: asked.againInMs }
  }
  await deps.failpoint('after-record')
  return goOn(task.held)
}

/**
 * Shopify counts the total itself, and how it rounds included tax is not documented. The order stands, so
 * nothing is undone; a person is told before anybody is paid or refunded by it.
 */
async function checkTotal(
  deps: OrderDeps,
  account: Account,
  { orderId, write }: Intended,
  { gid, total }: ShopifyOrder,
): Promise<void> {
  const asked = write.draft.total
  if (total.amountMinor === asked.amountMinor && total.currency === asked.currency) return
  const detail = { gid, asked, total }
  await openIncident(deps.db, account.accountId, { orderId, code: 'TOTAL_DIFFERS', detail })
  deps.report.incident('TOTAL_DIFFERS', orderId)
}

function codeOf(refusal: { readonly kind: string; readonly code?: string }): string {
  return refusal.code ?? refusal.kind
}
