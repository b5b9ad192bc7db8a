/** What is done for each write of the shipment concern (docs/rules/writes.md). */
import type { Deadlines } from '../../core/ports.ts'
import type { Write } from '../../core/step.ts'
import { unreachable } from '../../core/unreachable.ts'
import type { Account } from '../account.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import type { Progress } from '../key-outcome.ts'
import type { Answered } from '../life-ports.ts'
import { readShopLife } from './read-life.ts'
import { type Sending, sendEffect } from './send-effect.ts'

type ShipmentStep = Extract<Write, { kind: 'shipment' }>

export async function actOnShipment(
  deps: OrderDeps,
  account: Account,
  one: Decided,
  write: ShipmentStep,
): Promise<Progress> {
  const progress = await sendEffect(deps, account, one, write, sendingOf(account, write.act))
  const gid = one.view.effect.platformId
  const inShop = write.act.do !== 'confirm-parcel'
  // What Shopify took is read back at once; Amazon's packages are read when they can show it.
  if (progress.is !== 'go-on' || !inShop || gid === null) return progress
  return readShopLife(deps, account, one, gid)
}

function sendingOf(account: Account, act: ShipmentStep['act']): Sending {
  const shopify = account.shopifyLife
  const atShop = (call: string): Omit<Sending, 'send'> => ({
    bucket: account.buckets.shopify,
    amount: account.shopifyCost(call),
    call,
    ready: () => account.shopify.ready(),
  })
  const inShop = (call: string, send: (deadlines: Deadlines) => Promise<Answered>): Sending => ({
    ...atShop(call),
    send: async (deadlines) => withoutId(await send(deadlines)),
  })
  switch (act.do) {
    case 'confirm-parcel':
      return {
        bucket: account.buckets.confirmShipment,
        amount: 1,
        call: 'confirmShipment',
        send: async (deadlines) => {
          const answer = await account.amazonLife.confirmShipment(act.parcel, deadlines)
          return answer.kind === 'done' ? { ...answer, platformId: act.parcel.reference } : answer
        },
      }
    case 'fulfil-in-shop':
      return {
        ...atShop('fulfillmentCreate'),
        send: async (deadlines) => {
          const answer = await shopify.createFulfillment(act, deadlines)
          return answer.kind === 'done' ? { ...answer, platformId: answer.fulfillmentGid } : answer
        },
      }
    case 'update-tracking':
      return inShop('fulfillmentTrackingInfoUpdate', (deadlines) =>
        shopify.updateTracking(act.fulfillmentGid, act.tracking, deadlines),
      )
    case 'tell-delivered': {
      const event = { gid: act.fulfillmentGid, status: 'DELIVERED', atMs: act.atMs }
      return inShop('fulfillmentEventCreate', (deadlines) =>
        shopify.addFulfillmentEvent(event, deadlines),
      )
    }
    case 'hold-in-shop': {
      const { fulfillmentOrderGid: gid, reason, notes, handle } = act
      return inShop('fulfillmentOrderHold', (deadlines) =>
        shopify.holdFulfillmentOrder({ gid, reason, notes, handle }, deadlines),
      )
    }
    case 'release-in-shop':
      return inShop('fulfillmentOrderReleaseHold', (deadlines) =>
        shopify.releaseHold(act.fulfillmentOrderGid, act.holdGids, deadlines),
      )
    case 'set-fulfil-by':
      return inShop('fulfillmentOrdersSetFulfillmentDeadline', (deadlines) =>
        shopify.setFulfillBy(act.fulfillmentOrderGids, act.fulfillByMs, deadlines),
      )
    default:
      return unreachable(act)
  }
}

/** A write that Shopify gives no id of its own. */
function withoutId(answer: Answered): Awaited<ReturnType<Sending['send']>> {
  return answer.kind === 'done' ? { ...answer, platformId: null } : answer
}
