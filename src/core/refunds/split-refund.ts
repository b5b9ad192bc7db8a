/**
 * Dividing a refund by hand: what a person has to choose from, a division to begin with, and whether hers may
 * go. The same ledger, the same bounds and the same message as where the refund is sent. Pure.
 */
import type { AmazonItemId } from '../ids.ts'
import type { LifeRefund } from '../orders/shop-life.ts'
import { type Asked, allocate } from './allocate.ts'
import { cancelRefundedUnits } from './cancel-refunded-units.ts'
import {
  chargeOf,
  isTax,
  type RefundLine,
  type SentComponent,
  sentComponents,
} from './components.ts'
import { leftIn } from './ledger.ts'
import type { RefundContext } from './refund-context.ts'
import { messageItems } from './refund-message.ts'
import { movedMinor } from './shop-refunds.ts'
import { spreadWithin } from './spread.ts'
import type { RefundWrite } from './writes.ts'

export type SplitContext = Omit<RefundContext, 'view' | 'pairs'>

/** All amounts in minor units of the ledger's currency. */
export type SplitRow = {
  readonly itemId: AmazonItemId
  readonly component: SentComponent
  readonly chargedMinor: number
  readonly oursMinor: number
  readonly theirsMinor: number
  readonly leftMinor: number
  readonly suggestedMinor: number
}

export type SplitBook = {
  readonly currency: string
  /** What moved in Shopify, less what belongs to units that never left. */
  readonly askedMinor: number
  readonly rows: readonly SplitRow[]
}

export function splitBookOf(refund: LifeRefund, context: SplitContext): SplitBook {
  const { ledger } = context
  const asked = askedOf(refund, context)
  const bare = context.order.items.flatMap((item) =>
    sentComponents
      .filter((component) => !(isTax(component) && isGivenByAmazon(item.itemId, context)))
      .map((component) => rowOf(item.itemId, component, context))
      .filter((row) => row.chargedMinor > 0),
  )
  const suggested = suggestionFor(asked, bare, context)
  const rows = bare.map((row, at) => ({ ...row, suggestedMinor: suggested[at] ?? 0 }))
  return { currency: ledger.currency, askedMinor: asked.amountMinor, rows }
}

export type SplitIssue = {
  readonly code: 'OVER_LEFT' | 'OVER_ASKED' | 'UNKNOWN_PART' | 'TWICE' | 'NOTHING'
  /** Which of the lines is meant; null for all together. */
  readonly at: number | null
  readonly leftMinor: number | null
}

/** Nothing when the division may be sent as it stands. */
export function judgeSplit(lines: readonly RefundLine[], book: SplitBook): SplitIssue[] {
  const total = totalOf(lines)
  const each = lines.flatMap((line, at): SplitIssue[] => {
    const row = book.rows.find((one) => isOf(one, line))
    if (row === undefined) return [{ code: 'UNKNOWN_PART', at, leftMinor: null }]
    const { leftMinor } = row
    if (lines.findIndex((one) => isOf(row, one)) !== at) return [{ code: 'TWICE', at, leftMinor }]
    return line.amountMinor > leftMinor ? [{ code: 'OVER_LEFT', at, leftMinor }] : []
  })
  if (total === 0) return [...each, { code: 'NOTHING', at: null, leftMinor: null }]
  if (total <= book.askedMinor) return each
  return [...each, { code: 'OVER_ASKED', at: null, leftMinor: book.askedMinor }]
}

export function totalOf(lines: readonly RefundLine[]): number {
  return lines.reduce((all, { amountMinor }) => all + amountMinor, 0)
}

/** What would go to Amazon, as it would go. */
export function splitMessage(
  refund: LifeRefund,
  lines: readonly RefundLine[],
  { shop, ledger }: SplitContext,
): Extract<RefundWrite, { do: 'refund-on-amazon' }>['message']['items'] {
  const sent = lines.filter(({ amountMinor }) => amountMinor > 0)
  return messageItems(refund, sent, ledger.currency, shop.cancelReason)
}

function askedOf(refund: LifeRefund, context: SplitContext): Asked {
  const whole = {
    lines: refund.lines,
    shipping: refund.shipping,
    amountMinor: movedMinor(refund),
  }
  const cancelled = cancelRefundedUnits(refund, whole, context)
  // Its units are still on their way to Amazon: then the whole is what waits.
  return 'rest' in cancelled ? cancelled.rest : whole
}

function isGivenByAmazon(itemId: AmazonItemId, { order, policy }: SplitContext): boolean {
  const item = order.items.find((one) => one.itemId === itemId)
  return item?.taxByMarketplace === true && !policy.refund.marketplaceTax
}

function rowOf(
  itemId: AmazonItemId,
  component: SentComponent,
  { ledger }: SplitContext,
): Omit<SplitRow, 'suggestedMinor'> {
  const own = ledger.rows.filter(
    (row) => row.itemId === itemId && chargeOf(row.component) === component,
  )
  const sum = (name: 'chargedMinor' | 'oursMinor' | 'theirsMinor') =>
    own.reduce((all, row) => all + row[name], 0)
  return {
    ...{ itemId, component, chargedMinor: sum('chargedMinor'), oursMinor: sum('oursMinor') },
    ...{ theirsMinor: sum('theirsMinor'), leftMinor: leftIn(ledger, itemId, component) },
  }
}

type Room = { readonly itemId: AmazonItemId; readonly component: SentComponent } & {
  readonly leftMinor: number
}

/** As it would be sent by itself where that fits; else all that may go, by the sizes of what is left. */
function suggestionFor(asked: Asked, rooms: readonly Room[], context: SplitContext): number[] {
  const { ledger, order, shop, policy } = context
  const { marketplaceTax } = policy.refund
  const found = allocate(asked, { order, shop, ledger, marketplaceTax })
  const lines = found.is === 'exact' ? found.lines : found.suggested
  const own = rooms.map((room) => totalOf(lines.filter((line) => isOf(room, line))))
  const fits = own.every((minor, at) => minor >= 0 && minor <= (rooms[at]?.leftMinor ?? 0))
  const whole = own.reduce((all, minor) => all + minor, 0)
  if (fits && whole > 0 && whole <= asked.amountMinor && whole === totalOf(lines)) return own
  const left = rooms.map(({ leftMinor }) => leftMinor)
  const most = Math.min(
    asked.amountMinor,
    left.reduce((all, one) => all + one, 0),
  )
  return spreadWithin(most, left, ledger.currency) ?? left.map(() => 0)
}

function isOf(
  { itemId, component }: Pick<Room, 'itemId' | 'component'>,
  line: RefundLine,
): boolean {
  return line.itemId === itemId && line.component === component
}
