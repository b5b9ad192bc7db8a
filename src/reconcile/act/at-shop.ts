/** What every write on Shopify has in common: its bucket, its price, and the token before an intent is written. */
import type { FulfillmentOrderGid } from '../../core/ids.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { Account } from '../account.ts'
import type { Answered } from '../life-ports.ts'
import type { Sending } from './send-effect.ts'

/** A write whose answer names what was made by `idOf`. */
export function atShop<Value extends object>(
  account: Account,
  call: string,
  send: (deadlines: Deadlines) => Promise<Answered<Value>>,
  idOf: (value: Value) => string | null,
): Sending {
  return {
    bucket: account.buckets.shopify,
    amount: account.shopifyCost(call),
    call,
    ready: () => account.shopify.ready(),
    send: async (deadlines) => {
      const answer = await send(deadlines)
      return answer.kind === 'done' ? { kind: 'done', platformId: idOf(answer) } : answer
    },
  }
}

/** A write that Shopify gives no id of its own. */
export function changeAtShop(
  account: Account,
  call: string,
  send: (deadlines: Deadlines) => Promise<Answered>,
): Sending {
  return atShop(account, call, send, () => null)
}

export function holdAtShop(
  account: Account,
  hold: {
    readonly fulfillmentOrderGid: FulfillmentOrderGid
    readonly reason?: string
    readonly notes: string
    readonly handle: string
  },
): Sending {
  const { fulfillmentOrderGid: gid, reason = 'OTHER', notes, handle } = hold
  return changeAtShop(account, 'fulfillmentOrderHold', (deadlines) =>
    account.shopifyLife.holdFulfillmentOrder({ gid, reason, notes, handle }, deadlines),
  )
}

export function releaseAtShop(
  account: Account,
  release: {
    readonly fulfillmentOrderGid: FulfillmentOrderGid
    readonly holdGids: readonly string[]
  },
): Sending {
  return changeAtShop(account, 'fulfillmentOrderReleaseHold', (deadlines) =>
    account.shopifyLife.releaseHold(release.fulfillmentOrderGid, release.holdGids, deadlines),
  )
}
