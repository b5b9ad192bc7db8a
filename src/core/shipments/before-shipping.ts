/**
 * "Check messages before shipping" (B44): what Amazon's API can tell of a buyer's wishes holds the order
 * in Shopify until a person has read them in Seller Central. Buyer messages themselves are not in the API.
 */
import { id } from '../ids.ts'
import { tailOf } from '../life/life-events.ts'
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeView } from '../life/life-view.ts'
import { placeHold, releaseHolds } from '../life/place-hold.ts'
import { stepsOf } from '../life/steps.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import type { ShopifyOrder } from '../orders/shopify-order.ts'
import type { Step } from '../step.ts'
import { said } from './shipment-context.ts'

const { write, hold } = stepsOf('shipment')

export const messagesSubject = 'messages'
const handle = 'crossdock-messages'

type Part = ShopifyOrder['fulfillmentOrders'][number]

export function decideBeforeShipping(
  order: AmazonOrder,
  shopify: ShopifyOrder,
  life: LifeView,
  policy: LifePolicy,
  nowMs: number,
): Step | undefined {
  const flags = flagsOf(order, policy)
  const open = shopify.fulfillmentOrders.filter(({ status }) => status === 'OPEN')
  // Taken, or nobody knows: its answer was lost.
  const heldKeys = life.effects.filter(
    ({ kind, doneAtMs, attempts }) =>
      kind === 'hold-in-shop' && (doneAtMs !== null || attempts[0]?.state === 'unclear'),
  )
  const released = said({ life }, 'release', messagesSubject)
  if (flags.length > 0 && !released) {
    const place = (gid: Part['gid']) => holdInShop(gid, flags)
    const terms = { concern: 'shipment', handle, keyOf: holdKey, place } as const
    const placed = placeHold(shopify, terms, life, nowMs)
    if (placed !== undefined) return placed
    const detail = { flags, subject: messagesSubject }
    return open.length > 0 || heldKeys.length > 0 ? hold('CHECK_MESSAGES', detail) : undefined
  }
  return heldKeys.length === 0 ? undefined : release(shopify, life, nowMs)
}

function flagsOf(order: AmazonOrder, policy: LifePolicy): string[] {
  const { askBeforeShipping } = policy.ship
  if (askBeforeShipping === 'never') return []
  const flags = [
    order.items.some(({ hasGiftMessage }) => hasGiftMessage) ? 'a gift message' : null,
    order.items.some(({ hasCustomisation }) => hasCustomisation) ? 'a customisation' : null,
    askBeforeShipping === 'always' ? 'the setting to ask always' : null,
  ]
  return flags.filter((flag) => flag !== null)
}

function holdKey(gid: string) {
  return id('EffectKey', `hold:${tailOf(gid)}/${messagesSubject}#1`)
}

function holdInShop(gid: Part['gid'], flags: string[]): Step {
  const act = {
    do: 'hold-in-shop',
    fulfillmentOrderGid: gid,
    reason: 'OTHER',
    notes: `Crossdock: check messages in Seller Central (${flags.join(', ')})`,
    handle,
  } as const
  const base = { kind: 'shipment', key: holdKey(gid), effect: 'hold-in-shop' } as const
  const more = { repeats: true, disproves: null, uses: null, body: { gid } } as const
  return write({ ...base, ...more, act }, 'HOLD_UNTIL_CHECKED')
}

function release(shopify: ShopifyOrder, life: LifeView, nowMs: number): Step | undefined {
  const terms = {
    ...({ concern: 'shipment', handle } as const),
    keyOf: holdKey,
    releaseKeyOf: (gid: Part['gid']) =>
      id('EffectKey', `release:${tailOf(gid)}/${messagesSubject}#1`),
    release: (gid: Part['gid'], holdGids: readonly string[]) => {
      const act = { do: 'release-in-shop', fulfillmentOrderGid: gid, holdGids } as const
      const key = terms.releaseKeyOf(gid)
      const base = { kind: 'shipment', key, effect: 'release-in-shop', repeats: true } as const
      return write({ ...base, disproves: null, uses: null, body: null, act }, 'RELEASE_CHECKED')
    },
  }
  return releaseHolds(shopify, terms, life, nowMs)
}
