/** Removes the buyer from a Shopify order of ours (docs/rules/writes.md); it is read back at once. */
import type { Write } from '../../core/step.ts'
import type { Account } from '../account.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import type { Progress } from '../key-outcome.ts'
import { changeAtShop } from './at-shop.ts'
import { readShopPersonal } from './read-shop-personal.ts'
import { sendEffect } from './send-effect.ts'

export async function actOnPurge(
  deps: OrderDeps,
  account: Account,
  one: Decided,
  write: Extract<Write, { kind: 'purge' }>,
): Promise<Progress> {
  const { orderGid } = write.act
  const sending = changeAtShop(account, 'orderPurge', (deadlines) =>
    account.shopifyLife.purgePersonal(orderGid, deadlines),
  )
  const progress = await sendEffect(deps, account, one, write, sending)
  return progress.is === 'go-on' ? readShopPersonal(deps, account, one, orderGid) : progress
}
