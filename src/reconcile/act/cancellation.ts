/** What is done for each write of the cancellation concern (docs/rules/writes.md). */
import type { Write } from '../../core/step.ts'
import { unreachable } from '../../core/unreachable.ts'
import type { Account } from '../account.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import type { Progress } from '../key-outcome.ts'
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
  const { shopifyLife } = account
  const at = (call: string): Omit<Sending, 'send'> => ({
    bucket: account.buckets.shopify,
    amount: account.shopifyCost(call),
    call,
    ready: () => account.shopify.ready(),
  })
  switch (act.do) {
    case 'cancel-in-shop':
      return {
        ...at('orderCancel'),
        send: async (deadlines) => {
          const answer = await shopifyLife.cancelOrder(act.draft, deadlines)
          return answer.kind === 'done' ? { ...answer, platformId: answer.jobGid } : answer
        },
      }
    case 'hold-for-buyer': {
      const { fulfillmentOrderGid: gid, handle, notes } = act
      return {
        ...at('fulfillmentOrderHold'),
        send: async (deadlines) => {
          const hold = { gid, reason: 'OTHER', notes, handle }
          const answer = await shopifyLife.holdFulfillmentOrder(hold, deadlines)
          return answer.kind === 'done' ? { ...answer, platformId: null } : answer
        },
      }
    }
    case 'release-for-buyer':
      return {
        ...at('fulfillmentOrderReleaseHold'),
        send: async (deadlines) => {
          const { fulfillmentOrderGid, holdGids } = act
          const answer = await shopifyLife.releaseHold(fulfillmentOrderGid, holdGids, deadlines)
          return answer.kind === 'done' ? { ...answer, platformId: null } : answer
        },
      }
    default:
      return unreachable(act)
  }
}
