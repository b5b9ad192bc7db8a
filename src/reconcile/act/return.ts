/** Opens a return in Shopify (docs/rules/writes.md); it is read back at once. */
import type { Write } from '../../core/step.ts'
import type { Account } from '../account.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import type { Progress } from '../key-outcome.ts'
import { atShop } from './at-shop.ts'
import { readShopLife } from './read-life.ts'
import { sendEffect } from './send-effect.ts'

export async function actOnReturn(
  deps: OrderDeps,
  account: Account,
  one: Decided,
  write: Extract<Write, { kind: 'return' }>,
): Promise<Progress> {
  const { orderGid, lines } = write.act
  const sending = atShop(
    account,
    'returnCreate',
    (deadlines) => account.shopifyLife.createReturn({ orderGid, lines }, deadlines),
    ({ returnGid }) => returnGid,
  )
  const progress = await sendEffect(deps, account, one, write, sending)
  return progress.is === 'go-on' ? readShopLife(deps, account, one, orderGid) : progress
}
