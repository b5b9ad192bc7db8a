/**
 * One change of an order with all that follows from it: stock, mails and webhooks come after the order itself.
 * Under the `silently-dropped` fault the change happens on a copy that nobody will see again.
 */
import type { GraphqlContext } from '../graphql/context.ts'
import type { MailKind, OrderRecord, StockLevel } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { announceChange, announceLevels } from '../webhooks/announce.ts'
import type { Told } from '../webhooks/told.ts'
import { canNotifyCustomer } from './buyer-contact.ts'

/** What a change wants to happen once it is in the shop. */
export type Consequences = {
  readonly stock: (() => StockLevel[])[]
  readonly mails: MailKind[]
  /** Beside orders/updated; without a payload the order itself is sent. */
  readonly told: Told[]
}

type Change = (order: OrderRecord, after: Consequences) => void

/** Changes an order in the shop. */
export function changeOrder(world: ShopWorld, order: OrderRecord, apply: Change): OrderRecord {
  const after = consequences()
  world.orders.change(order, (one) => apply(one, after))
  const levels = new Set(after.stock.flatMap((move) => move()))
  for (const kind of after.mails) askForMail(world, order, kind)
  announceChange(world, order, after.told)
  announceLevels(world, [...levels])
  return order
}

/** As `changeOrder`, for a mutation: the journal learns the effect, and a dropped one has none. */
export function changeByCall(
  context: GraphqlContext,
  order: OrderRecord,
  effect: string,
  apply: Change,
): OrderRecord {
  if (context.drop) {
    const copy = structuredClone(order)
    apply(copy, consequences())
    return copy
  }
  context.effects.push(effect)
  return changeOrder(context.world, order, apply)
}

/** Somebody wants the buyer written to; whether a mail goes out depends on an address. */
export function askForMail(world: ShopWorld, order: OrderRecord, kind: MailKind): void {
  const mail = { kind, orderId: order.id, atMs: world.clock.nowMs() }
  world.mailsAsked.push(mail)
  if (canNotifyCustomer(order)) world.mails.push(mail)
}

function consequences(): Consequences {
  return { stock: [], mails: [], told: [] }
}
