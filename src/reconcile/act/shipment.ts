/** What is done for each write of the shipment concern (docs/rules/writes.md). */
import type { PostalAddress } from '../../core/orders/amazon-order.ts'
import { PlatformError } from '../../core/platform-error.ts'
import type { Write } from '../../core/step.ts'
import { unreachable } from '../../core/unreachable.ts'
import { loadPersonal } from '../../store/personal.ts'
import type { Account } from '../account.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import type { Progress } from '../key-outcome.ts'
import type { Answered } from '../life-ports.ts'
import { atShop, changeAtShop, holdAtShop, releaseAtShop } from './at-shop.ts'
import { readShopLife } from './read-life.ts'
import { type Sending, sendEffect } from './send-effect.ts'

type ShipmentStep = Extract<Write, { kind: 'shipment' }>

export async function actOnShipment(
  deps: OrderDeps,
  account: Account,
  one: Decided,
  write: ShipmentStep,
): Promise<Progress> {
  const address = write.act.do === 'write-address' ? await addressOf(deps, account, one) : null
  const sending = sendingOf(account, write.act, address)
  const progress = await sendEffect(deps, account, one, write, sending)
  const gid = one.view.effect.platformId
  const inShop = write.act.do !== 'confirm-parcel' && write.act.do !== 'set-fulfil-by'
  // What Shopify took is read back at once; Amazon's packages are read when they can show it.
  if (progress.is !== 'go-on' || !inShop || gid === null) return progress
  return readShopLife(deps, account, one, gid)
}

/** As Amazon showed it last; it is opened here and handed to the call alone. */
async function addressOf(
  deps: OrderDeps,
  account: Account,
  { orderId }: Decided,
): Promise<PostalAddress | null> {
  const personal = await loadPersonal(deps.db, account.accountId, [orderId])
  const sealed = personal.get(orderId)
  return sealed === undefined ? null : account.sealing.openPersonal(orderId, sealed).address
}

function sendingOf(
  account: Account,
  act: ShipmentStep['act'],
  address: PostalAddress | null,
): Sending {
  const { shopifyLife: shopify } = account
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
      return atShop(
        account,
        'fulfillmentCreate',
        (deadlines) => shopify.createFulfillment(act, deadlines),
        ({ fulfillmentGid }) => fulfillmentGid,
      )
    case 'tell-delivered': {
      const event = { gid: act.fulfillmentGid, status: 'DELIVERED', atMs: act.atMs }
      return changeAtShop(account, 'fulfillmentEventCreate', (deadlines) =>
        shopify.addFulfillmentEvent(event, deadlines),
      )
    }
    case 'write-address':
      return changeAtShop(account, 'orderUpdate', (deadlines) =>
        shopify.updateAddress(act.gid, address, deadlines),
      )
    case 'set-fulfil-by':
      return changeAtShop(account, 'fulfillmentOrdersSetFulfillmentDeadline', (deadlines) =>
        shopify
          .setFulfillBy(act.fulfillmentOrderGid, act.fulfilByMs, deadlines)
          .catch(takenForRefusal),
      )
    case 'hold-in-shop':
      return holdAtShop(account, act)
    case 'release-in-shop':
      return releaseAtShop(account, act)
    default:
      return unreachable(act)
  }
}

/** A deadline is no reason to fail an order: whatever is no passing trouble of Shopify's is a no. */
function takenForRefusal(error: unknown): Answered {
  if (!(error instanceof PlatformError) || passing.has(error.facts.kind)) throw error
  return { kind: 'refused', code: error.facts.code, text: '' }
}

const passing: ReadonlySet<string> = new Set(['throttled', 'unavailable', 'unclear'])
