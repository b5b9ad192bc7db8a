/** The verbs of `life-control.ts` over HTTP: cancel items, refund, return, claim, feeds, truth. */
import { z } from 'zod'
import { type ControlVerb, verb } from '../kit/control.ts'
import { claimStates } from './claims.ts'
import type { AmazonControl } from './control.ts'
import { refundSchema } from './refund-spec.ts'
import { returnMoveSchema, returnSchema } from './returns.ts'

const byId = z.strictObject({ orderId: z.string() })
const none = z.object({})

export function lifeVerbs(control: AmazonControl): ControlVerb[] {
  return [
    ...cancelVerbs(control),
    ...moneyVerbs(control),
    ...feedVerbs(control),
    ...truthVerbs(control),
  ]
}

function cancelVerbs(control: AmazonControl): ControlVerb[] {
  return [
    verb({
      method: 'POST',
      path: 'orders/cancel-items',
      summary: 'Some units are cancelled before they are shipped, in Seller Central or by another.',
      input: byId.extend({
        by: z.enum(['BUYER', 'SELLER_CENTRAL', 'AMAZON']).optional(),
        reason: z.string().optional(),
        items: z
          .array(z.strictObject({ orderItemId: z.string(), quantity: z.int().positive() }))
          .min(1),
      }),
      run: ({ orderId, ...spec }) => {
        control.cancelItems(orderId, spec)
        return { orderId, status: control.order(orderId)?.status }
      },
    }),
    verb({
      method: 'POST',
      path: 'orders/auto-cancel',
      summary: 'Amazon cancels what was not confirmed in time.',
      input: byId,
      run: ({ orderId }) => {
        control.autoCancel(orderId)
        return { orderId, status: control.order(orderId)?.status }
      },
    }),
    verb({
      method: 'POST',
      path: 'orders/change-quantity',
      summary: 'The quantity of an item changes before it is shipped.',
      input: byId.extend({ orderItemId: z.string(), quantity: z.int().positive() }),
      run: ({ orderId, orderItemId, quantity }) =>
        control.changeQuantity(orderId, orderItemId, quantity),
    }),
  ]
}

function moneyVerbs(control: AmazonControl): ControlVerb[] {
  return [
    verb({
      method: 'POST',
      path: 'orders/refund',
      summary:
        'A refund in Seller Central, by Amazon or by a claim; whole, or by item and component.',
      input: byId.extend(refundSchema.shape),
      run: ({ orderId, ...spec }) => ({ refundId: control.refundOrder(orderId, spec) }),
    }),
    verb({
      method: 'POST',
      path: 'orders/return',
      summary: 'The buyer returns units; for an FBA order Amazon receives and refunds them.',
      input: byId.extend(returnSchema.shape),
      run: ({ orderId, ...spec }) => ({ rmaIds: control.returnOrder(orderId, spec) }),
    }),
    verb({
      method: 'POST',
      path: 'returns/move',
      summary: 'A return is approved, received, completed, denied or closed.',
      input: returnMoveSchema.extend({ rmaId: z.string() }),
      run: ({ rmaId, ...move }) => control.moveReturn(rmaId, move),
    }),
    verb({
      method: 'POST',
      path: 'orders/claim',
      summary: 'An A-to-z claim is opened, granted or denied.',
      input: byId.extend({ state: z.enum(claimStates) }),
      run: ({ orderId, state }) => control.claimOrder(orderId, state),
    }),
  ]
}

function feedVerbs(control: AmazonControl): ControlVerb[] {
  return [
    verb({
      method: 'GET',
      path: 'feeds',
      summary: 'All feeds, newest first.',
      input: none,
      run: () => ({ feeds: control.feeds() }),
    }),
    verb({
      method: 'POST',
      path: 'feeds/release',
      summary: 'A feed that is stuck IN_PROGRESS is worked off now.',
      input: z.strictObject({ feedId: z.string() }),
      run: ({ feedId }) => control.releaseFeed(feedId),
    }),
  ]
}

function truthVerbs(control: AmazonControl): ControlVerb[] {
  return [
    verb({
      method: 'GET',
      path: 'orders/truth',
      summary: 'Units, parcels and money of one order as they really are, by item and component.',
      input: byId,
      run: ({ orderId }) => control.truth(orderId),
    }),
    verb({
      method: 'GET',
      path: 'doubles',
      summary: 'Effects that happened twice: parcels, refunds, refunds over the charge.',
      input: none,
      run: () => control.doubles(),
    }),
    verb({
      method: 'GET',
      path: 'back-on-sale',
      summary: 'Units that Amazon put back on sale after a cancel of the seller.',
      input: none,
      run: () => ({ units: control.backOnSale() }),
    }),
  ]
}
