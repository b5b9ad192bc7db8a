/**
 * Why is this order where it is? First one plain sentence, then what that sentence rests on, in the order
 * of the loop: seen, decided, matched, called, answered; then what comes next, and what one can do.
 * Reads the trace alone; decides nothing.
 */
import {
  describeHold,
  describeOrder,
  reasonTextOf,
} from '../../operations/orders/describe-order.ts'
import { lineMatches } from '../../operations/orders/line-matches.ts'
import { problemPage } from '../../operations/problem-page.ts'
import type { OrderPage } from '../../store/read/order-page.ts'
import { methodWords } from '../orders-show.ts'
import { amountOf, fullTime, lengthOf, wrap } from '../print.ts'
import { type Told, tell } from './explain-events.ts'
import { lineSentences } from './explain-lines.ts'
import { whatComesNext, whatOneCanDo } from './explain-next.ts'
import { returnSentences } from './explain-returns.ts'

/** Rows of one part at most; the newest count. */
const rowsMax = 12

export function explainOrder(page: OrderPage): string {
  const told = tell(page)
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['The order', [orderSentence(page)]],
    ['What was seen', timed(told, ['heard', 'seen'])],
    ['How it was decided', timed(told, ['decided'])],
    ['After the import', concernSentences(page)],
    ['Returns and replacements', returnSentences(page)],
    ['Its lines', lineSentences(page)],
    ['What was called, and the answer', timed(told, ['called', 'answered', 'looked'])],
    ['What people did', timed(told, ['person'])],
    ['What went wrong', incidentSentences(page)],
    ['What comes next', whatComesNext(page)],
    ['What you can do', whatOneCanDo(page)],
  ]
  const sections = parts
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [title, ...lines.map(indented)].join('\n'))
  return [wrap(stateSentence(page)), ...sections].join('\n\n')
}

/** A command stays on its line, so that it can be copied. */
function indented(line: string): string {
  if (line.startsWith('crossdock ')) return `  ${line}`
  return wrap(line, '    ').replace(/^ {4}/, '  ')
}

function stateSentence(page: OrderPage): string {
  const { summary } = page
  const { orderId, outcome, shopifyName, shopifyGid, importedAtMs } = summary
  const { hold, reasonText } = describeOrder(summary)
  if (hold !== null) {
    const text = hold.text.startsWith(hold.title) ? hold.text : `${hold.title}. ${hold.text}`
    return `Order ${orderId} is held: ${text}`
  }
  const name = shopifyName ?? shopifyGid ?? 'an order'
  const since = importedAtMs === null ? '' : ` since ${fullTime(importedAtMs)}`
  switch (outcome) {
    case 'imported':
      return `Order ${orderId} is in Shopify as ${name}${since}.`
    case 'adopted':
      return `Order ${orderId} is in Shopify as ${name}: ${appOf(page)} had created it, and Crossdock has taken it over${since}.`
    case 'waiting':
      return `Order ${orderId} waits: ${reasonText}`
    case 'new':
    case 'working':
      return `Order ${orderId} is being worked on: ${reasonText}`
    default:
      return `Order ${orderId} is not in Shopify, and need not be: ${reasonText}`
  }
}

function appOf({ summary, shopifyOrders }: OrderPage): string {
  const found = shopifyOrders.find(({ order }) => order.gid === summary.shopifyGid)
  return found?.order.appTitle ?? 'another app'
}

/** What shipments, cancellations, refunds and clocks want with it. */
function concernSentences({ concerns }: OrderPage): string[] {
  return concerns.map(({ concern, outcome, reason, detail }) => {
    const name = `${concern[0]?.toUpperCase() ?? ''}${concern.slice(1)}`
    if (outcome === 'held') {
      const { title, text, fix } = describeHold(reason, detail)
      return `${name} waits for you: ${title}. ${text} ${fix}`
    }
    const would = typeof detail === 'object' && detail !== null && 'would' in detail
    if (would) return `${name} only watches. It would: ${reasonTextOf(String(detail.would))}`
    return `${name}: ${reasonTextOf(reason)}`
  })
}

function orderSentence({ summary, personalState }: OrderPage): string {
  const { method } = describeOrder(summary)
  if (summary.placedAtMs === null) return 'Amazon has not shown it yet; only its id is known.'
  const units = summary.units === 1 ? '1 unit' : `${summary.units ?? 0} units`
  const shipBy = summary.shipByMs === null ? '' : `, ship by ${fullTime(summary.shipByMs)}`
  const where = summary.marketplaceName ?? summary.marketplaceId ?? 'Amazon'
  const total = amountOf(summary.totalMinor, summary.currency)
  const address = personalState === 'complete' ? '' : ' No address is known.'
  return `Placed ${fullTime(summary.placedAtMs)} on ${where}: ${units}, ${total}, ${summary.status ?? 'no status'}, fulfilled ${methodWords(method)}${shipBy}.${address}`
}

function timed(told: readonly Told[], kinds: readonly Told['kind'][]): string[] {
  const rows = withoutRepeats(told.filter(({ kind }) => kinds.includes(kind)))
  const shown = rows.slice(-rowsMax)
  const left = rows.length - shown.length
  const lines = shown.map(({ atMs, text }) => `${fullTime(atMs)}  ${text}`)
  return left === 0 ? lines : [`(${left} earlier ones are left out; --json has all.)`, ...lines]
}

/** Each with the page that explains it, in words as `incidents list` has them. */
function incidentSentences({ incidents }: OrderPage): string[] {
  return incidents.map(({ code, atMs, closedAtMs }) => {
    const state = closedAtMs === null ? 'open' : `closed ${fullTime(closedAtMs)}`
    return `${fullTime(atMs)}  Incident ${code}, ${state}. See ${problemPage(code)}`
  })
}

/** The same sentence several times in a row is told once, at its first time. */
function withoutRepeats(rows: readonly Told[]): Told[] {
  return rows.filter((row, index) => rows[index - 1]?.text !== row.text)
}

/** The decision trace for programs. */
export function explanationJson(page: OrderPage): object {
  const described = describeOrder(page.summary)
  const { summary, work, effects, personInputs, shopifyOrders, incidents, traces } = page
  const lag =
    summary.importedAtMs === null ? null : lengthOf(summary.importedAtMs - summary.firstSeenMs)
  return {
    ...summary,
    ...described,
    importedAfter: lag,
    next: whatComesNext(page),
    lines: [...lineMatches(page)].map(([itemId, match]) => ({ itemId, ...match })),
    people: personInputs,
    work,
    effects,
    shopifyOrders: shopifyOrders.map(({ order, ...rest }) => ({
      gid: order.gid,
      name: order.name,
      app: order.appTitle,
      ...rest,
    })),
    incidents,
    trace: traces.map(({ atMs, kind, body }) => ({ atMs, kind, body })),
  }
}
