/**
 * What a person says about a hold of order life. It is stored as input of the next look with who and
 * when; the look itself is reconcile's. What moves money needs a yes.
 */
import type { AmazonOrderId } from '../../core/ids.ts'
import { sentComponents } from '../../core/refunds/components.ts'
import { readLines } from '../../core/refunds/refund-body.ts'
import { writeAudit } from '../../store/audit.ts'
import { addLifeInput } from '../../store/life-inputs.ts'
import { lockOrderState } from '../../store/person-inputs.ts'
import { type ConcernSummary, listConcerns } from '../../store/read/concerns.ts'
import { appendTraces } from '../../store/traces.ts'
import { revive } from '../../work/dead-letters.ts'
import { mark } from '../../work/mark.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps, OrderRequest } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { notFound, type PersonDecision, readOrderId } from '../orders/decide-by-person.ts'
import { orderMark } from '../work-keys.ts'
import { type LifeVerb, needsYes, verbsOf } from './life-verbs.ts'

export type LifeWord = OrderRequest & {
  readonly verb: LifeVerb
  /** What is meant, as the hold names it; may be left out when only one hold takes this verb. */
  readonly subject: string | null
  readonly detail: unknown
  readonly confirm: boolean
}

export async function sayAboutOrder(
  deps: OperationDeps,
  actor: Actor,
  word: LifeWord,
): Promise<PersonDecision & { readonly subject: string }> {
  requireRole(actor, 'operator')
  const { accountId, verb } = word
  const orderId = readOrderId(word.orderId)
  if (needsYes(verb) && !word.confirm) throw unconfirmed(verb)
  if (verb === 'split' && readLines(word.detail) === undefined) throw unreadableSplit()
  const by = actorName(actor)
  return deps.db.transaction().execute(async (trx) => {
    if ((await lockOrderState(trx, accountId, orderId)) === null) throw notFound(orderId)
    const filter = { orderId, concern: null, show: 'held', limit: 50 } as const
    const hold = meant(await listConcerns(trx, accountId, filter), word, orderId)
    const subject = subjectOf(hold)
    const { concern, reason } = hold
    const said = { kind: verb, subject, about: reason, detail: word.detail, by }
    const input = { inputId: deps.newId(), orderId, ...said }
    const { inputId, isNew } = await addLifeInput(trx, accountId, input)
    const detail = { inputId, isNew, concern, reason, subject }
    await writeAudit(trx, accountId, { actor: by, action: verb, subject: orderId, detail })
    const body = { decision: verb, by, concern, about: reason }
    await appendTraces(trx, accountId, [{ orderId, kind: 'person', body }])
    const key = orderMark(accountId, orderId)
    await revive(trx, [key])
    await mark(trx, [key])
    return { orderId, inputId, isNew, subject }
  })
}

/** The one hold that a word is about; throws when none takes it, or several do. */
export function meant(
  held: readonly ConcernSummary[],
  { verb, subject }: Pick<LifeWord, 'verb' | 'subject'>,
  orderId: AmazonOrderId,
): ConcernSummary {
  const takes = held.filter(({ reason }) => verbsOf(reason).includes(verb))
  const fits = takes.filter((one) => subject === null || subjectOf(one) === subject)
  const [only, another] = fits
  if (only !== undefined && another === undefined) return only
  if (only === undefined) {
    throw new OperationError(
      'NOTHING_TO_SAY_THAT_ABOUT',
      `No hold of order ${orderId} takes "${verb}".`,
      `See what it waits for: crossdock orders explain ${orderId}`,
    )
  }
  const subjects = fits.map((one) => subjectOf(one)).join(', ')
  throw new OperationError(
    'SUBJECT_NOT_CHOSEN',
    `Several holds of order ${orderId} take "${verb}": ${subjects}.`,
    'Name the one that you mean with --subject.',
  )
}

/** Every hold names what a word about it is about; one without a name is named by its code. */
export function subjectOf({ detail, reason }: ConcernSummary): string {
  const named = typeof detail === 'object' && detail !== null && 'subject' in detail
  return named ? String(detail.subject) : reason
}

function unconfirmed(verb: LifeVerb): OperationError {
  return new OperationError(
    'CONFIRMATION_MISSING',
    `"${verb}" tells the other platform something that cannot be taken back.`,
    'Look at both sides, then say it again with a yes (--yes, or "confirm": true).',
  )
}

/** Taken as it is, it would be a yes to whatever Crossdock suggests. */
export function unreadableSplit(): OperationError {
  return new OperationError(
    'DETAIL_MALFORMED',
    'How the refund is divided (--detail, or "detail") is not a list of items, parts and amounts.',
    `Give a list such as [{"itemId":"123","component":"Principal","amountMinor":1000}], with amounts in minor units. Parts: ${sentComponents.join(', ')}.`,
  )
}
