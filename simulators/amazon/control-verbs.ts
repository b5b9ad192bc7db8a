/** The control verbs of the simulated Amazon over HTTP, `/_control/*`; the functions behind them are in `control.ts`. */
import { z } from 'zod'
import { type ControlVerb, verb } from '../kit/control.ts'
import type { AmazonControl } from './control.ts'
import { lifeVerbs } from './life-verbs.ts'
import { stockVerbs } from './listings/stock-verbs.ts'
import { manyOrdersSchema } from './many-orders.ts'
import { shipmentSchema } from './order-changes.ts'
import { orderSpecSchema } from './order-spec.ts'
import { parcelMoveSchema } from './parcels.ts'
import { settingsSchema } from './settings.ts'
import type { AmazonWorld } from './world.ts'

const orderId = z.string()
const byId = z.strictObject({ orderId })
const none = z.object({})

export function amazonVerbs(control: AmazonControl, world: AmazonWorld): ControlVerb[] {
  return [
    ...placingVerbs(control),
    ...changingVerbs(control),
    ...lifeVerbs(control),
    ...stockVerbs(control),
    ...accountVerbs(control, world),
  ]
}

function placingVerbs(control: AmazonControl): ControlVerb[] {
  return [
    verb({
      method: 'POST',
      path: 'orders/place',
      summary: 'Places one order; what is left out gets a believable value.',
      input: orderSpecSchema,
      run: (spec) => ({ orderId: control.placeOrder(spec) }),
    }),
    verb({
      method: 'POST',
      path: 'orders/place-many',
      summary: 'Places many plain orders fast, without notifications unless asked for.',
      input: manyOrdersSchema,
      run: (many) => ({ placed: control.placeMany(many).length }),
    }),
    verb({
      method: 'POST',
      path: 'orders/place-every-kind',
      summary: 'Places one order of every kind; answers kind → order id.',
      input: orderSpecSchema,
      run: (base) => control.placeEveryKind(base),
    }),
    verb({
      method: 'POST',
      path: 'orders/place-samples',
      summary: "Places orders with the figures of Amazon's own sandbox examples.",
      input: none,
      run: () => ({ orderIds: control.placeSamples() }),
    }),
    verb({
      method: 'GET',
      path: 'orders',
      summary: 'One order with all that callers may not see, or how many there are.',
      input: z.strictObject({ orderId: orderId.optional() }),
      run: (input) => {
        if (input.orderId === undefined) return { count: control.orderCount() }
        const record = control.order(input.orderId)
        if (record === undefined) throw new Error(`no order ${input.orderId}`)
        return record
      },
    }),
  ]
}

/** A verb about one order: `orders/<name>`, which answers the status after it. */
function changing<S extends z.ZodType<{ orderId: string }>>(
  control: AmazonControl,
  name: string,
  summary: string,
  input: S,
  run: (input: z.infer<S>) => void,
): ControlVerb {
  return verb({
    method: 'POST',
    path: `orders/${name}`,
    summary,
    input,
    run: (given) => {
      run(given)
      return { orderId: given.orderId, status: control.order(given.orderId)?.status }
    },
  })
}

function changingVerbs(control: AmazonControl): ControlVerb[] {
  const cancelInput = byId.extend({
    by: z.enum(['BUYER', 'MERCHANT', 'AMAZON']).optional(),
    reason: z.string().optional(),
  })
  const requestInput = byId.extend({
    reason: z.string().optional(),
    itemIds: z.array(z.string()).optional(),
  })
  const tipInput = byId.extend({
    amount: z.string(),
    status: z.enum(['PENDING', 'FINALIZED']).optional(),
  })
  const addressInput = byId.extend({ address: z.record(z.string(), z.string()) })
  const moveInput = byId.extend(parcelMoveSchema.shape)
  const shipInput = byId.extend(shipmentSchema.shape)
  return [
    changing(control, 'pay', 'Payment goes through: PENDING becomes UNSHIPPED.', byId, (input) =>
      control.payOrder(input.orderId),
    ),
    changing(control, 'cancel', 'Cancels the whole order.', cancelInput, (input) =>
      control.cancelOrder(input.orderId, input.by, input.reason),
    ),
    changing(control, 'ship', 'A parcel leaves, with all or some items.', shipInput, (input) => {
      const { orderId: id, ...shipment } = input
      control.shipOrder(id, shipment)
    }),
    changing(control, 'move-package', 'A parcel, or all, gets a status.', moveInput, (input) => {
      const { orderId: id, ...move } = input
      control.movePackage(id, move)
    }),
    changing(control, 'deliver', 'All parcels arrive.', byId, (input) =>
      control.deliverOrder(input.orderId),
    ),
    changing(control, 'request-cancel', 'The buyer asks to cancel.', requestInput, (input) =>
      control.requestCancel(input.orderId, input.reason, input.itemIds),
    ),
    changing(control, 'change-address', 'The delivery address changes.', addressInput, (input) =>
      control.changeAddress(input.orderId, input.address),
    ),
    changing(control, 'add-tip', 'A delivery tip is set or changed.', tipInput, (input) =>
      control.addTip(input.orderId, input.amount, input.status),
    ),
    changing(control, 'touch', 'Only lastUpdatedTime changes.', byId, (input) =>
      control.touchOrder(input.orderId),
    ),
  ]
}

const planSchema = z.record(
  z.string(),
  z.strictObject({ ratePerSecond: z.number().positive(), burst: z.number().positive() }),
)

function accountVerbs(control: AmazonControl, world: AmazonWorld): ControlVerb[] {
  return [
    verb({
      method: 'GET',
      path: 'settings',
      summary: 'Roles, plan, lags and the switches for what Amazon does not document.',
      input: none,
      run: () => control.settings(),
    }),
    verb({
      method: 'POST',
      path: 'settings',
      summary: 'Changes some of the settings.',
      input: settingsSchema.partial(),
      run: (patch) => control.changeSettings(patch as Partial<typeof settingsSchema._output>),
    }),
    verb({
      method: 'GET',
      path: 'quotas',
      summary: 'Tokens left in each bucket that was used.',
      input: none,
      run: () => control.quotaLevels(),
    }),
    verb({
      method: 'POST',
      path: 'quotas',
      summary: "Amazon's default plans, none at all, or own ones by operation.",
      input: z.strictObject({ mode: z.union([z.enum(['default', 'off']), planSchema]) }),
      run: ({ mode }) => control.setQuotas(mode),
    }),
    verb({
      method: 'POST',
      path: 'subscribe',
      summary:
        'A destination and a subscription for the queue that is there; ORDER_CHANGE by default.',
      input: z.strictObject({ notificationType: z.string().optional() }),
      run: ({ notificationType }) => control.subscribe(notificationType),
    }),
    verb({
      method: 'GET',
      path: 'queue',
      summary: 'Messages in the queue that is there, and notifications held back by faults.',
      input: none,
      run: () => ({ ...control.queueDepth(), heldBack: world.delivery.heldBack() }),
    }),
  ]
}
