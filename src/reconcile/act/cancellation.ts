/** What is done for each write of the cancellation concern (docs/rules/writes.md). */
import type { Write } from '../../core/step.ts'
import { unreachable } from '../../core/unreachable.ts'
import type { Account } from '../account.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import type { Progress } from '../key-outcome.ts'
import { atShop, holdAtShop, releaseAtShop } from './at-shop.ts'
import { putOnFeed } from './put-on-feed.ts'
import { readShopLife } from './read-life.ts'
import { type Sending, sendEffect } from './send-effect.ts'

type CancellationStep = Extract<Write, { kind: 'cancellation' }>

export async function actOnCancellation(
  deps: OrderDeps,
  account: Account,
  one: Decided,
  write: CancellationStep,
): Promise<Progress> {
  const { act } = write
  switch (act.do) {
    case 'acknowledge-failure':
      return putOnFeed(deps, account, one, write, {
        type: 'POST_ORDER_ACKNOWLEDGEMENT_DATA',
        message: act.message,
      })
    case 'cancel-units':
      return putOnFeed(deps, account, one, write, {
        type: 'POST_PAYMENT_ADJUSTMENT_DATA',
        message: act.message,
      })
    case 'cancel-order':
      return sendEffect(deps, account, one, write, {
        bucket: account.buckets.cancelOrder,
        amount: 1,
        call: 'cancelOrder',
        send: async (deadlines) => {
          const answer = await account.amazonLife.cancelOrder(act, deadlines)
          return answer.kind === 'done' ? { kind: 'done', platformId: null } : answer
        },
      })
    case 'cancel-in-shop':
    case 'hold-for-buyer':
    case 'release-for-buyer': {
      const progress = await sendEffect(deps, account, one, write, sendingOf(account, act))
      const gid = one.view.effect.platformId
      if (progress.is !== 'go-on' || gid === null) return progress
      return readShopLife(deps, account, one, gid)
    }
    default:
      return unreachable(act)
  }
}

type InShop = Extract<
  CancellationStep['act'],
  { do: 'cancel-in-shop' | 'hold-for-buyer' | 'release-for-buyer' }
>

function sendingOf(account: Account, act: InShop): Sending {
  switch (act.do) {
    case 'cancel-in-shop':
      return atShop(
        account,
        'orderCancel',
        (deadlines) => account.shopifyLife.cancelOrder(act.draft, deadlines),
        // As a reading knows it: the answer may come after one.
        () => act.draft.orderGid,
      )
    case 'hold-for-buyer':
      return holdAtShop(account, act)
    case 'release-for-buyer':
      return releaseAtShop(account, act)
    default:
      return unreachable(act)
  }
}
