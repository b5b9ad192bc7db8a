/** What is done for each write of the refund concern (docs/rules/writes.md). */
import type { Write } from '../../core/step.ts'
import { unreachable } from '../../core/unreachable.ts'
import type { Account } from '../account.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import type { Progress } from '../key-outcome.ts'
import { atShop } from './at-shop.ts'
import { putOnFeed } from './put-on-feed.ts'
import { readShopLife } from './read-life.ts'
import { sendEffect } from './send-effect.ts'

export async function actOnRefund(
  deps: OrderDeps,
  account: Account,
  one: Decided,
  write: Extract<Write, { kind: 'refund' }>,
): Promise<Progress> {
  const { act } = write
  switch (act.do) {
    case 'refund-on-amazon':
      return putOnFeed(deps, account, one, write, {
        type: 'POST_PAYMENT_ADJUSTMENT_DATA',
        message: act.message,
      })
    case 'refund-in-shop': {
      const sending = atShop(
        account,
        'refundCreate',
        (deadlines) => account.shopifyLife.createRefund(act.draft, deadlines),
        ({ refundGid }) => refundGid,
      )
      const progress = await sendEffect(deps, account, one, write, sending)
      if (progress.is !== 'go-on') return progress
      return readShopLife(deps, account, one, act.draft.orderGid)
    }
    default:
      return unreachable(act)
  }
}
