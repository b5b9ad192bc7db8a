/** `crossdock orders list`: newest first, with exact filters. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { OperationError } from '../operations/operation-error.ts'
import { describeOrder } from '../operations/orders/describe-order.ts'
import {
  type OrderListPage,
  type OrderSummary,
  outcomeNames,
  readOrderList,
} from '../store/read/order-list.ts'
import { type CommonOptions, withAccount, withCommonOptions } from './open-account.ts'
import { amountOf, say, sayJson, shortTime, table } from './print.ts'

type ListOptions = CommonOptions & {
  readonly outcome?: OrderSummary['outcome']
  readonly reason?: string
  readonly status?: string
  readonly fulfilledBy?: string
  readonly marketplace?: string
  readonly search?: string
  readonly limit: number
  readonly after?: string
}

const limitMax = 500

export function addOrdersList(orders: Command): void {
  withCommonOptions(orders.command('list'))
    .description('orders, newest first')
    .addOption(new Option('--outcome <outcome>', 'where they stand').choices([...outcomeNames]))
    .option('--reason <code>', 'a reason or hold code, such as SKU_UNMAPPED')
    .option('--status <status>', "Amazon's status, such as UNSHIPPED")
    .addOption(new Option('--fulfilled-by <who>', 'who ships').choices(['MERCHANT', 'AMAZON']))
    .option('--marketplace <id>', "Amazon's marketplace id")
    .option('--search <text>', 'an Amazon order id, a Shopify name or a SKU, exact')
    .option('--limit <count>', `at most ${limitMax}`, wholeUpTo(limitMax), 25)
    .option('--after <place>', 'the place that the page before ended with')
    .action((options: ListOptions) => withAccount(options, (opened) => list(options, opened)))
}

async function list(
  options: ListOptions,
  { deps, accountId }: Parameters<Parameters<typeof withAccount>[1]>[0],
): Promise<void> {
  const { outcome, reason, status, fulfilledBy, search, limit, after = null } = options
  const filter = {
    outcome,
    reason,
    status,
    fulfilledBy,
    search,
    marketplaceId: options.marketplace,
  }
  const page = await readPage(() => readOrderList(deps.db, accountId, { filter, after, limit }))
  if (options.json === true) {
    const orders = page.orders.map((order) => ({ ...order, ...describeOrder(order) }))
    sayJson({ orders, next: page.next })
    return
  }
  if (page.orders.length === 0) {
    say('No order fits.')
    return
  }
  const [newest] = page.orders
  const nowMs = newest?.decidedAtMs ?? newest?.firstSeenMs ?? 0
  say(
    table(
      columns,
      page.orders.map((order) => rowOf(order, nowMs)),
    ),
  )
  if (page.next !== null) say(`\nMore: crossdock orders list --after ${page.next}`)
}

const columns = [
  { title: 'ORDER' },
  { title: 'PLACED' },
  { title: 'BY' },
  { title: 'TOTAL', align: 'right' },
  { title: 'STANDS', flexible: true },
  { title: 'SHOPIFY' },
] as const

function rowOf(order: OrderSummary, nowMs: number): string[] {
  const { method, hold } = describeOrder(order)
  return [
    order.orderId,
    shortTime(order.placedAtMs, nowMs),
    method ?? '?',
    amountOf(order.totalMinor, order.currency),
    hold === null ? standsOf(order) : `HELD ${hold.code}`,
    order.shopifyName ?? '-',
  ]
}

function standsOf({ outcome, reason }: OrderSummary): string {
  if (outcome === 'imported' || outcome === 'adopted') return outcome
  return reason ?? outcome
}

async function readPage(read: () => Promise<OrderListPage>): Promise<OrderListPage> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const cause = 'The place in the list is not one that a page ended with.'
    throw new OperationError('CURSOR_UNSOUND', cause, 'Begin without --after.')
  }
}

export function wholeUpTo(max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (Number.isInteger(value) && value >= 1 && value <= max) return value
    throw new InvalidArgumentError(`A whole number from 1 to ${max}.`)
  }
}
