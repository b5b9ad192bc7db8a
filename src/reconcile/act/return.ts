/** Opens a return in Shopify (docs/rules/writes.md); it is read back at once. */
import type { Write } from '../../core/step.ts'
import type { Account } from '../account.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import type { Progress } from '../key-outcome.ts'
import { readShopLife } from './read-life.ts'
import { sendEffect } from './send-effect.ts'

export async function actOnReturn(
  deps: OrderDeps,
  account: Account,
  one: Decided,
  write: Extract<Write, { kind: 'return' }>,
): Promise<Progress> {
  const { orderGid, lines } = write.act
  const progress = await sendEffect(deps, account, one, write, {
    bucket: account.buckets.shopify,
    amount: account.shopifyCost('returnCreate'),
    call: 'returnCreate',
    ready: () => account.shopify.ready(),
    send: async (deadlines) => {
      const answer = await account.shopifyLife.createReturn({ orderGid, lines }, deadlines)
      return answer.kind === 'done' ? { ...answer, platformId: answer.returnGid } : answer
    },
  })
  return progress.is === 'go-on' ? readShopLife(deps, account, one, orderGid) : progress
}
