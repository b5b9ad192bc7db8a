/** `crossdock orders`: list, show, explain, and what a person may decide about one. */
import type { Command } from 'commander'
import { approveAdoption } from '../operations/orders/approve-adoption.ts'
import { createSeparateOrder } from '../operations/orders/create-separate-order.ts'
import {
  notFound,
  type PersonDecision,
  readOrderId,
} from '../operations/orders/decide-by-person.ts'
import { dismissHold } from '../operations/orders/dismiss-hold.ts'
import { exportOrder } from '../operations/orders/export-order.ts'
import { forceExportOrder } from '../operations/orders/force-export-order.ts'
import { type OrderPage, readOrderPage } from '../store/read/order-page.ts'
import { explainOrder, explanationJson } from './explain/explain-order.ts'
import { type CommonOptions, type Opened, withAccount, withCommonOptions } from './open-account.ts'
import { addOrdersList } from './orders-list.ts'
import { showOrder } from './orders-show.ts'
import { say, sayJson } from './print.ts'

type VerbOptions = CommonOptions & {
  readonly force?: boolean
  readonly yes?: boolean
  readonly shopifyOrder?: string
}

export function addOrders(program: Command): void {
  const orders = program.command('orders').description('list, explain and export orders')
  addOrdersList(orders)
  withCommonOptions(orders.command('show <order-id>'))
    .description('one order: lines, money and what was done')
    .action((orderId: string, options: CommonOptions) =>
      withAccount(options, async (opened) => {
        const page = await pageOf(opened, orderId)
        if (options.json === true) sayJson(explanationJson(page))
        else say(showOrder(page))
      }),
    )
  withCommonOptions(orders.command('explain <order-id>'))
    .description('why is this order where it is?')
    .action((orderId: string, options: CommonOptions) =>
      withAccount(options, async (opened) => {
        const page = await pageOf(opened, orderId)
        if (options.json === true) sayJson(explanationJson(page))
        else say(explainOrder(page))
      }),
    )
  addVerbs(orders)
}

function addVerbs(orders: Command): void {
  withCommonOptions(orders.command('export <order-id>'))
    .description('try an order again now')
    .option('--force', 'create it once although stock is short')
    .option('--yes', 'yes to what cannot be taken back')
    .action((orderId: string, options: VerbOptions) =>
      decide(options, ({ deps, actor, accountId }) =>
        options.force === true
          ? forceExportOrder(deps, actor, { accountId, orderId, confirm: options.yes === true })
          : exportOrder(deps, actor, { accountId, orderId }),
      ),
    )
  withCommonOptions(orders.command('adopt <order-id>'))
    .description('the order found in Shopify is this one')
    .option('--shopify-order <name>', 'which one, when several were found: #1001 or a gid')
    .action((orderId: string, options: VerbOptions) =>
      decide(options, ({ deps, actor, accountId }) => {
        const { shopifyOrder = null } = options
        return approveAdoption(deps, actor, { accountId, orderId, shopifyOrder })
      }),
    )
  withCommonOptions(orders.command('separate <order-id>'))
    .description('the order found in Shopify is another one: create a separate order')
    .option('--yes', 'yes to what cannot be taken back')
    .action((orderId: string, options: VerbOptions) =>
      decide(options, ({ deps, actor, accountId }) =>
        createSeparateOrder(deps, actor, { accountId, orderId, confirm: options.yes === true }),
      ),
    )
  withCommonOptions(orders.command('dismiss <order-id>'))
    .description('leave a held order as it is')
    .action((orderId: string, options: VerbOptions) =>
      decide(options, ({ deps, actor, accountId }) =>
        dismissHold(deps, actor, { accountId, orderId }),
      ),
    )
}

async function decide(
  options: VerbOptions,
  run: (opened: Opened) => Promise<PersonDecision>,
): Promise<void> {
  await withAccount(options, async (opened) => {
    const decision = await run(opened)
    if (options.json === true) sayJson(decision)
    else {
      const taken = decision.isNew ? 'Taken' : 'That was already waiting'
      say(`${taken}: a worker looks at ${decision.orderId} again now.`)
      say(`See what comes of it: crossdock orders explain ${decision.orderId}`)
    }
  })
}

async function pageOf(opened: Opened, text: string): Promise<OrderPage> {
  const orderId = readOrderId(text)
  const page = await readOrderPage(opened.deps.db, opened.accountId, orderId)
  if (page === null) throw notFound(orderId)
  return page
}
