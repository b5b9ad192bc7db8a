/** The last questions before a refund is sent: is it within what is left, and is what is left sure? */
import { stepsOf } from '../life/steps.ts'
import type { Money } from '../money.ts'
import { inWords } from '../orders/read-proceeds.ts'
import type { Step } from '../step.ts'
import { chargeOf, type RefundLine, type SentComponent } from './components.ts'
import { leftIn } from './ledger.ts'
import { ourRefunds } from './money-back.ts'
import { linesInWords, type RefundContext, saidYes } from './refund-context.ts'

const { hold, rest } = stepsOf('refund')

/** Undefined: it may go. */
export function maySend(
  lines: readonly RefundLine[],
  asked: Money,
  eventId: string,
  context: RefundContext,
): Step | undefined {
  const { ledger } = context
  const { currency } = ledger
  const total = lines.reduce((all, { amountMinor }) => all + amountMinor, 0)
  if (total === 0) return rest('REFUND_ABSORBED')
  const over = overOf(lines, context)
  const money = inWords(asked)
  if (over.length > 0 || total > asked.amountMinor || asked.currency !== currencyIn(context)) {
    const before = ledger.money.theirs.filter((one) =>
      one.lines.some((line) => over.some(({ itemId }) => itemId === line.itemId)),
    )
    const [first] = before
    if (first !== undefined) {
      const date = new Date(first.postedAtMs).toISOString().slice(0, 10)
      return hold('ALREADY_REFUNDED', { date, money, subject: eventId })
    }
    const left = linesInWords(
      lines.map((line) => ({ ...line, amountMinor: leftOf(line, context) })),
      currency,
    )
    return hold('REFUND_OVER_CHARGE', { money, left, subject: eventId })
  }
  // Who approved a suggestion saw this very money.
  const isApproved = ['REFUND_PARTIAL_UNSURE', 'REFUND_WITHOUT_LINES'].some((code) =>
    saidYes(eventId, context, code),
  )
  if (isApproved || isFull(lines, context) || isSureOfRest(context)) return undefined
  return hold('REFUND_PARTIAL_UNSURE', {
    money,
    lines: linesInWords(lines, currency),
    subject: eventId,
  })
}

function leftOf({ itemId, component }: RefundLine, { ledger }: RefundContext): number {
  return leftIn(ledger, itemId, chargeOf(component))
}

/** By item and component, all lines of one together. */
function overOf(lines: readonly RefundLine[], context: RefundContext): RefundLine[] {
  return [...summed(lines)].filter((line) => line.amountMinor > leftOf(line, context))
}

function summed(lines: readonly RefundLine[]): RefundLine[] {
  const byName = Map.groupBy(lines, ({ itemId, component }) => `${itemId} ${chargeOf(component)}`)
  return [...byName.values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    const component: SentComponent = chargeOf(first.component)
    const amountMinor = same.reduce((all, one) => all + one.amountMinor, 0)
    return [{ itemId: first.itemId, component, amountMinor }]
  })
}

/** All that is left of each component it names: Amazon refuses it if more was given back unseen. */
function isFull(lines: readonly RefundLine[], context: RefundContext): boolean {
  return summed(lines).every((line) => line.amountMinor === leftOf(line, context))
}

/**
 * Finances lags two days behind, so a part is safe only where Amazon tells us of each booking and has told
 * of no refund that the books do not show.
 */
function isSureOfRest({ policy, life, ledger }: RefundContext): boolean {
  return policy.refund.hearsAmazon && unexplainedRefunds(life, ledger) === 0
}

/** Refunds that Amazon told of and neither our effects nor Finances explain. */
export function unexplainedRefunds(
  life: RefundContext['life'],
  ledger: RefundContext['ledger'],
): number {
  const heard = life.events.filter(({ kind }) => kind === 'amazon-money').length
  const { ours, theirs } = ledger.money
  const own = [...ourRefunds(life.effects, 'done'), ...ourRefunds(life.effects, 'unclear')]
  const unlisted = own.filter(({ key }) => !ours.has(key)).length
  return Math.max(0, heard - ours.size - theirs.length - unlisted)
}

function currencyIn({ shop }: RefundContext): string {
  return shop.total.currency
}
