/**
 * Dividing a refund by hand (R-REFUND-21): shows what is left of each item and part, judges a division to the
 * cent, says what would go to Amazon, and takes it as a person's word. The look that follows reads both
 * sides anew and judges again; nothing is sent from here.
 */
import { type AccountId, type AmazonOrderId, id } from '../../core/ids.ts'
import { refundEventId } from '../../core/life/life-events.ts'
import type { LifePolicy } from '../../core/life/life-policy.ts'
import type { LifeView } from '../../core/life/life-view.ts'
import type { AmazonOrder } from '../../core/orders/amazon-order.ts'
import type { LifeRefund } from '../../core/orders/shop-life.ts'
import type { RefundLine } from '../../core/refunds/components.ts'
import type { FinanceTransaction } from '../../core/refunds/finance-transaction.ts'
import { ledgerOf } from '../../core/refunds/ledger.ts'
import {
  judgeSplit,
  type SplitBook,
  type SplitContext,
  type SplitIssue,
  splitBookOf,
  splitMessage,
  totalOf,
} from '../../core/refunds/split-refund.ts'
import { seen, unknown } from '../../core/seen.ts'
import { type LifeRow, loadLife } from '../../store/life.ts'
import { appNowMs, type Database } from '../../store/pool.ts'
import { listConcerns } from '../../store/read/concerns.ts'
import { readOrderPage } from '../../store/read/order-page.ts'
import { type Actor, requireRole } from '../actor.ts'
import type { OperationDeps, OrderRequest } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { notFound, type PersonDecision, readOrderId } from '../orders/decide-by-person.ts'
import { meant, sayAboutOrder, subjectOf } from './say-about-order.ts'

export type SplitRequest = OrderRequest & { readonly subject: string | null }

export type OpenSplit = {
  readonly orderId: AmazonOrderId
  readonly subject: string
  /** The hold. */
  readonly code: string
  readonly refund: LifeRefund
  readonly context: SplitContext
  readonly book: SplitBook
  readonly financesAsOfMs: number | null
}

/** Throws NOTHING_TO_SAY_THAT_ABOUT when no refund of the order waits to be divided. */
export async function openSplit(
  { db }: Pick<OperationDeps, 'db'>,
  actor: Actor,
  request: SplitRequest,
  policy: LifePolicy,
): Promise<OpenSplit> {
  requireRole(actor, 'operator')
  const { accountId } = request
  const orderId = readOrderId(request.orderId)
  const page = await readOrderPage(db, accountId, orderId)
  if (page === null) throw notFound(orderId)
  const filter = { orderId, concern: 'refund', show: 'held', limit: 50 } as const
  const word = { verb: 'split', subject: request.subject } as const
  const hold = meant(await listConcerns(db, accountId, filter), word, orderId)
  const subject = subjectOf(hold)
  const { observed, observedAtMs, summary } = page
  const row = await lifeRow(db, accountId, orderId, summary.shopifyGid)
  const refund = row?.shopLife?.life.refunds.find((one) => refundEventId(one) === subject)
  if (observed === null || row === null || row.shopLife === null || refund === undefined) {
    throw notReadYet(orderId)
  }
  const nowMs = await appNowMs(db)
  const life = lifeOf(row)
  const { life: shop, asOfMs: shopAsOfMs } = row.shopLife
  const amazonAsOfMs = observedAtMs ?? 0
  const ledger = ledgerOf(observed, life)
  const base = { order: observed, amazonAsOfMs, shop, shopAsOfMs, life }
  const context: SplitContext = { ...base, policy, nowMs, ledger }
  const book = splitBookOf(refund, context)
  const financesAsOfMs = row.finance?.asOfMs ?? null
  return { orderId, subject, code: hold.reason, refund, context, book, financesAsOfMs }
}

export type SplitPreview = {
  readonly totalMinor: number
  readonly issues: readonly SplitIssue[]
  readonly message: ReturnType<typeof splitMessage>
  readonly order: AmazonOrder
  /** In a sentence. */
  readonly effect: string
}

/** What would go to Amazon with these amounts; nothing is changed. */
export function previewSplit(
  { refund, context, book }: OpenSplit,
  lines: readonly RefundLine[],
): SplitPreview {
  const issues = judgeSplit(lines, book)
  const effect =
    context.policy.refund.lane === 'live'
      ? 'Both sides are read once more, then this goes to Amazon and the buyer gets it. It cannot be taken back.'
      : 'The refund lane watches: this is kept and told, and nothing goes to Amazon until the lane is live.'
  const message = splitMessage(refund, lines, context)
  return { totalMinor: totalOf(lines), issues, message, order: context.order, effect }
}

/** What is wrong with a division, each by its place in the list. */
export class SplitUnsound extends OperationError {
  readonly issues: readonly SplitIssue[]
  constructor(issues: readonly SplitIssue[]) {
    super(
      'REFUND_SPLIT_UNSOUND',
      'The amounts cannot be sent as they are divided.',
      'Stay within what is left of each part and of the refund, and name each part once.',
    )
    this.issues = issues
  }
}

export async function splitRefund(
  deps: OperationDeps,
  actor: Actor,
  request: SplitRequest & { readonly lines: readonly RefundLine[]; readonly confirm: boolean },
  policy: LifePolicy,
): Promise<PersonDecision> {
  const open = await openSplit(deps, actor, request, policy)
  const issues = judgeSplit(request.lines, open.book)
  if (issues.length > 0) throw new SplitUnsound(issues)
  const { accountId, confirm } = request
  const { orderId, subject } = open
  const detail = request.lines.filter(({ amountMinor }) => amountMinor > 0)
  const said = await sayAboutOrder(deps, actor, {
    ...{ accountId, orderId, verb: 'split', subject, detail, confirm },
  })
  return { orderId, inputId: said.inputId, isNew: said.isNew }
}

async function lifeRow(
  db: Database,
  accountId: AccountId,
  orderId: AmazonOrderId,
  gid: string | null,
): Promise<LifeRow | null> {
  if (gid === null) return null
  const order = { orderId, gid: id('ShopifyOrderGid', gid) }
  const [row] = await loadLife(db, accountId, [order], { settleMs: 0 })
  return row ?? null
}

function lifeOf(row: LifeRow): LifeView {
  const { shopLife, finance, epoch, madeInEpoch, openOnAmazonInEpoch } = row
  return {
    ...{ epoch, madeInEpoch, openOnAmazonInEpoch, touched: true },
    ...{ events: row.events, effects: row.effects, queued: row.queued, inputs: row.inputs },
    shop: shopLife === null ? unknown : seen(shopLife.life, shopLife.asOfMs),
    finances:
      finance === null
        ? unknown
        : seen(finance.transactions as readonly FinanceTransaction[], finance.asOfMs),
  }
}

function notReadYet(orderId: AmazonOrderId): OperationError {
  return new OperationError(
    'NOTHING_TO_SAY_THAT_ABOUT',
    `What moved in Shopify for order ${orderId} is being read just now.`,
    'Look again in a moment.',
  )
}
