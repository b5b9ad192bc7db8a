/**
 * One verb said of many orders: each order is judged by its own, in its own transaction, as if said one by one. It
 * goes on while nobody looks, can be stopped after the order at hand, and is taken up again after a crash.
 */
import type { AccountId } from '../../core/ids.ts'
import {
  addBulkJob,
  type BulkJob,
  type BulkRefusal,
  type BulkVerb,
  endBulkJob,
  type HeldJob,
  leaveBulkJob,
  noteBulkProgress,
  readBulkJobs,
  stopBulkJob,
  takeBulkJob,
} from '../../store/bulk-jobs.ts'
import { listConcerns } from '../../store/read/concerns.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import { verbsOf } from '../life/life-verbs.ts'
import { sayAboutOrder } from '../life/say-about-order.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { readOrderId } from '../orders/decide-by-person.ts'
import { dismissHold } from '../orders/dismiss-hold.ts'
import { exportOrder } from '../orders/export-order.ts'

export type BulkWish = {
  readonly accountId: AccountId
  readonly verb: BulkVerb
  readonly code: string | null
  readonly orderIds: readonly string[]
}

export async function startBulk(
  deps: OperationDeps,
  actor: Actor,
  wish: BulkWish,
): Promise<string> {
  requireRole(actor, 'operator')
  const orderIds = [...new Set(wish.orderIds.map((text) => readOrderId(text)))]
  const jobId = deps.newId()
  await addBulkJob(deps.db, { ...wish, jobId, orderIds, actor, by: actorName(actor) })
  return jobId
}

/** Runs a job that nobody runs, to its end or until `stopping`. Throws when the database is away: the next look takes it up. */
export async function runBulk(
  deps: OperationDeps,
  accountId: AccountId,
  jobId: string,
  stopping: AbortSignal,
): Promise<void> {
  const job = await takeBulkJob(deps.db, accountId, jobId)
  if (job === null) return
  let { done, failed } = job
  let state = job.state
  const refusals = new Map(job.refusals.map((refusal) => [refusal.code, refusal]))
  for (const orderId of job.orderIds.slice(done)) {
    if (state !== 'running') break
    if (stopping.aborted) return leaveBulkJob(deps.db, jobId)
    const refused = await sayOnce(deps, job, orderId)
    done += 1
    if (refused !== null) {
      failed += 1
      refusals.set(refused.code, counted(refusals.get(refused.code), refused, orderId))
    }
    state = await noteBulkProgress(deps.db, jobId, {
      done,
      failed,
      refusals: [...refusals.values()],
    })
  }
  await endBulkJob(deps.db, jobId, done < job.total ? 'stopped' : 'done')
}

export async function stopBulk(
  deps: OperationDeps,
  actor: Actor,
  request: { readonly accountId: AccountId; readonly jobId: string },
): Promise<BulkJob> {
  requireRole(actor, 'operator')
  await stopBulkJob(deps.db, request.accountId, request.jobId)
  return showBulk(deps, actor, request)
}

export async function showBulk(
  deps: OperationDeps,
  actor: Actor,
  { accountId, jobId }: { readonly accountId: AccountId; readonly jobId: string },
): Promise<BulkJob> {
  requireRole(actor, 'viewer')
  const [job] = await readBulkJobs(deps.db, accountId, jobId)
  if (job !== undefined) return job
  throw new OperationError('JOB_NOT_FOUND', 'There is no such job.', 'See the newest ones.')
}

export function listBulk(
  deps: OperationDeps,
  actor: Actor,
  accountId: AccountId,
): Promise<BulkJob[]> {
  requireRole(actor, 'viewer')
  return readBulkJobs(deps.db, accountId, null)
}

/** Null when it was taken; a refusal of one order stops no other. */
async function sayOnce(
  deps: OperationDeps,
  job: HeldJob,
  orderId: string,
): Promise<OperationError | null> {
  const actor = job.actor as Actor
  const request = { accountId: job.accountId, orderId }
  try {
    if (job.verb === 'export') await exportOrder(deps, actor, request)
    else if (job.verb === 'dismiss') await dismissHold(deps, actor, request)
    else await dismissLife(deps, actor, job, orderId)
    return null
  } catch (error) {
    if (error instanceof OperationError) return error
    throw error
  }
}

async function dismissLife(
  deps: OperationDeps,
  actor: Actor,
  { accountId, code }: HeldJob,
  orderId: string,
): Promise<void> {
  const filter = { orderId: readOrderId(orderId), concern: null, show: 'held', limit: 20 } as const
  const held = (await listConcerns(deps.db, accountId, filter)).filter(
    ({ reason }) => (code === null || reason === code) && verbsOf(reason).includes('dismiss'),
  )
  if (held.length === 0) {
    throw new OperationError(
      'NOT_HELD',
      'The order has no such hold any more.',
      'Nothing is left to do.',
    )
  }
  for (const { detail, reason } of held) {
    const named = typeof detail === 'object' && detail !== null && 'subject' in detail
    const subject = named ? String(detail.subject) : reason
    const word = {
      accountId,
      orderId,
      verb: 'dismiss',
      subject,
      detail: null,
      confirm: false,
    } as const
    await sayAboutOrder(deps, actor, word)
  }
}

const namedMax = 20

function counted(
  before: BulkRefusal | undefined,
  { code, message }: OperationError,
  orderId: string,
): BulkRefusal {
  const orders = [...(before?.orders ?? []), orderId].slice(0, namedMax)
  return { code, cause: message, count: (before?.count ?? 0) + 1, orders }
}
