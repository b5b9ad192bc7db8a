/** The life of an order at the control door: shipping, refunds, edits, returns, and what has really happened. */
import { z } from 'zod'
import type { ControlVerb } from '../../kit/control.ts'
import { exact, get, post } from './control-routes.ts'
import type { ShopifyControl } from './control-types.ts'

const text = z.string().min(1)
const decimal = z.string().regex(/^\d+(\.\d+)?$/)
const notify = z.boolean().optional()
const orderId = z.strictObject({ orderId: text })
const returnId = z.strictObject({ returnId: text })
const units = z.array(
  z.strictObject({
    sku: text.optional(),
    lineItemId: text.optional(),
    quantity: z.int().nonnegative(),
  }),
)
const restock = z.enum(['CANCEL', 'NO_RESTOCK', 'RETURN'])
const disposition = z.enum(['RESTOCKED', 'NOT_RESTOCKED', 'PROCESSING_REQUIRED', 'MISSING'])

const fulfilInput = z.strictObject({
  orderId: text,
  lines: units.optional(),
  location: text.optional(),
  trackingCompany: text.optional(),
  trackingNumber: text.optional(),
  trackingNumbers: z.array(text).optional(),
  notify,
})

const shipment = { orderId: text, fulfillmentId: text.optional() }
const trackInput = z.strictObject({
  ...shipment,
  trackingCompany: text.optional(),
  trackingNumbers: z.array(text),
  notify,
})
const eventInput = z.strictObject({
  ...shipment,
  status: text,
  happenedAt: z.iso.datetime().optional(),
  message: text.optional(),
})

const fulfillmentOrder = { orderId: text, fulfillmentOrderId: text.optional() }
const holdInput = z.strictObject({
  ...fulfillmentOrder,
  reason: text.optional(),
  notes: text.optional(),
})

const refundInput = z.strictObject({
  orderId: text,
  lines: units.optional(),
  restock: restock.optional(),
  location: text.optional(),
  shipping: z.union([decimal, z.literal('all')]).optional(),
  amount: decimal.optional(),
  restockingFee: decimal.optional(),
  tip: z.boolean().optional(),
  note: text.optional(),
  notify,
})

const editInput = z.strictObject({
  orderId: text,
  set: units.optional(),
  add: z
    .array(
      z.strictObject({
        sku: text.optional(),
        title: text.optional(),
        quantity: z.int().positive(),
        price: decimal.optional(),
        tip: z.boolean().optional(),
      }),
    )
    .optional(),
  restock: z.boolean().optional(),
  notify,
})

const addressInput = z.strictObject({
  firstName: text.optional(),
  lastName: text.optional(),
  address1: text.optional(),
  address2: text.optional(),
  city: text.optional(),
  zip: text.optional(),
  provinceCode: text.optional(),
  countryCode: text.optional(),
  phone: text.optional(),
})

const returnInput = z.strictObject({
  orderId: text,
  lines: units,
  reason: text.optional(),
  note: text.optional(),
})

const receiveInput = z.strictObject({
  returnId: text,
  lines: units.optional(),
  disposition: disposition.optional(),
  amount: decimal.optional(),
  notify,
})

const ms = z.int().nonnegative().optional()
const behaviour = z.strictObject({
  archiveWhenDone: z.boolean().optional(),
  partlyFulfilledStatus: z.enum(['IN_PROGRESS', 'OPEN']).optional(),
  restockUnclaimed: z.boolean().optional(),
  cancelTakesMs: ms,
  cancelNoteOnRefund: z.boolean().optional(),
  returnSettlesMs: ms,
  idempotencyKeptMs: ms,
  idempotencyRefusal: z.enum(['user-error', 'top-level']).optional(),
  taxRateOnAddressChange: z.number().min(0).max(1).nullable().optional(),
  idempotentInventoryRepeat: z.enum(['replayed', 'checked-again']).optional(),
  moveBelowZero: z.enum(['allowed', 'refused']).optional(),
  bulkStartsMs: ms,
  bulkTakesMs: ms,
  bulkMsPerThousand: ms,
  bulkConcurrent: z.int().positive().optional(),
})

/** The verbs of an order after it was made. */
export function lifeRoutes(control: ShopifyControl): ControlVerb[] {
  return [
    ...shippingRoutes(control),
    ...moneyRoutes(control),
    ...editRoutes(control),
    ...returnRoutes(control),
    ...truthRoutes(control),
  ]
}

function shippingRoutes(control: ShopifyControl): ControlVerb[] {
  const move = z.strictObject({ ...fulfillmentOrder, location: text })
  const split = z.strictObject({ orderId: text, lines: units })
  return [
    post('orders/fulfil', 'The merchant ships an order, or units of it.', fulfilInput, (input) =>
      control.merchantFulfil(exact(input)),
    ),
    post('orders/unfulfil', 'The merchant cancels a shipment.', z.strictObject(shipment), (input) =>
      control.merchantCancelFulfilment(exact(input)),
    ),
    post('orders/track', 'The merchant changes tracking numbers.', trackInput, (input) =>
      control.merchantTrack(exact(input)),
    ),
    post('orders/carrier-event', 'A carrier tells where a parcel is.', eventInput, (input) =>
      control.carrierEvent(exact(input)),
    ),
    post('orders/hold', 'The merchant puts shipping on hold.', holdInput, (input) =>
      control.merchantHold(exact(input)),
    ),
    post(
      'orders/release',
      'The merchant lifts all holds.',
      z.strictObject(fulfillmentOrder),
      (input) => control.merchantReleaseHold(exact(input)),
    ),
    post('orders/move', 'The merchant ships from another location.', move, (input) =>
      control.merchantMove(exact(input)),
    ),
    post('orders/split', 'The merchant splits a fulfilment order.', split, (input) =>
      control.merchantSplit(exact(input)),
    ),
  ]
}

function moneyRoutes(control: ShopifyControl): ControlVerb[] {
  const payment = z.strictObject({ orderId: text, amount: decimal, gateway: text })
  return [
    post('orders/refund', 'The merchant gives money back.', refundInput, (input) =>
      control.merchantRefund(exact(input)),
    ),
    post('orders/pay', 'A payment by another gateway.', payment, control.merchantTakePayment),
  ]
}

function editRoutes(control: ShopifyControl): ControlVerb[] {
  const address = z.strictObject({ orderId: text, address: addressInput })
  const note = z.strictObject({ orderId: text, note: z.string() })
  return [
    post('orders/edit', 'The merchant changes the lines.', editInput, (input) =>
      control.merchantEdit(exact(input)),
    ),
    post('orders/address', 'The merchant changes the address.', address, (input) =>
      control.merchantChangeAddress(exact(input)),
    ),
    post('orders/note', 'The merchant writes the note.', note, control.merchantNote),
    post('orders/archive', 'The merchant archives an order.', orderId, control.merchantArchive),
    post('orders/reopen', 'The merchant opens it again.', orderId, control.merchantReopen),
  ]
}

function returnRoutes(control: ShopifyControl): ControlVerb[] {
  const answer = z.strictObject({ returnId: text, accept: z.boolean() })
  return [
    post('returns', 'The merchant starts a return.', returnInput, (input) =>
      control.merchantReturn(exact(input)),
    ),
    post('returns/request', 'The buyer asks for a return.', returnInput, (input) =>
      control.buyerRequestReturn(exact(input)),
    ),
    post('returns/answer', 'The merchant says yes or no.', answer, control.merchantAnswerReturn),
    post('returns/receive', 'Goods come in.', receiveInput, (input) =>
      control.merchantReceiveReturn(exact(input)),
    ),
    post('returns/close', 'The merchant ends a return.', returnId, control.merchantCloseReturn),
  ]
}

function truthRoutes(control: ShopifyControl): ControlVerb[] {
  const filter = z.strictObject({ orderId: text.optional(), sourceIdentifier: text.optional() })
  return [
    get('truth', 'Effects of each order, mails to buyers, effects made twice.', filter, (input) =>
      control.truth(exact(input)),
    ),
    post('behaviour', 'Settings, and what the platform leaves open.', behaviour, (input) =>
      control.setBehaviour(exact(input)),
    ),
  ]
}
