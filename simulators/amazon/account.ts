/**
 * The seller's account: orders come in and change, and whoever subscribed hears of it. The verbs of a buyer, a
 * merchant or Amazon; the control door and the worlds call them.
 */
import type { SeededRandom } from '../kit/seeded-random.ts'
import type { CatalogueItem } from '../worlds/catalogue.ts'
import { autoCancelAt } from './auto-cancel.ts'
import { buildOrder } from './build-order.ts'
import {
  type ChangeOptions,
  type ChangeParts,
  changeOrder,
  type Step,
  statusEvent,
} from './change-order.ts'
import { confirmParcel } from './confirm-parcel.ts'
import {
  cancelRequested,
  delivered,
  paid,
  readdressed,
  type Shipment,
  shipped,
  tipped,
} from './order-changes.ts'
import type { CustomerAddress, OrderRecord } from './order-shape.ts'
import type { OrderSpec } from './order-spec.ts'
import { moved, type ParcelMove } from './parcels.ts'
import { createSellerActs, type SellerActs } from './seller-acts.ts'
import type { PackageDetail } from './shipment-detail.ts'

export type Account = SellerActs & {
  /** Places an order and gives back its id. */
  place(spec: OrderSpec): string
  /** Puts a finished record in, as `place` would. */
  adopt(record: OrderRecord): string
  pay(orderId: string): void
  /** Cancels all that is not shipped. */
  cancel(orderId: string, by?: 'BUYER' | 'MERCHANT' | 'AMAZON', reason?: string): void
  /** What Amazon does when an order was not confirmed in time. */
  autoCancel(orderId: string): void
  ship(orderId: string, shipment?: Shipment): void
  /** The seller's application confirms a parcel, or edits the one of that reference. */
  confirm(orderId: string, detail: PackageDetail): void
  deliver(orderId: string): void
  moveParcel(orderId: string, move: ParcelMove): void
  requestCancel(orderId: string, reason?: string, itemIds?: readonly string[]): void
  changeAddress(orderId: string, address: CustomerAddress): void
  addTip(orderId: string, amount: string, status?: 'PENDING' | 'FINALIZED'): void
  /** Nothing changes but lastUpdatedTime. */
  touch(orderId: string): void
}

export type AccountParts = ChangeParts & {
  readonly random: SeededRandom
  readonly refundIds: SeededRandom
  readonly catalogue: readonly CatalogueItem[]
}

const recentMs = 120_000

export function createAccount(parts: AccountParts): Account {
  const { settings } = parts
  const acts = createSellerActs(parts)
  const change = (orderId: string, step: Step, event?: ChangeOptions['event']): void =>
    changeOrder(parts, orderId, step, { event })
  const autoCancel = (orderId: string): void =>
    acts.cancelUnits(orderId, { by: 'AMAZON', reason: 'Not confirmed in time' })
  return {
    ...acts,
    autoCancel,
    place: (spec) => placeOrder(parts, spec, autoCancel),
    adopt: (record) => keepOrder(parts, record, autoCancel),
    pay: (orderId) => change(orderId, paid, statusEvent('Payment authorized')),
    cancel: (orderId, by = 'BUYER', reason = 'BUYER_CANCELED') =>
      acts.cancelUnits(orderId, { by: by === 'MERCHANT' ? 'SELLER_CENTRAL' : by, reason }),
    ship: (orderId, shipment = {}) =>
      change(
        orderId,
        (record, nowIso) => shipped(record, shipment, nowIso),
        statusEvent('Shipment confirmed'),
      ),
    confirm: (orderId, detail) => confirmParcel(parts, orderId, detail),
    deliver: (orderId) => change(orderId, delivered),
    moveParcel: (orderId, move) => change(orderId, (record) => moved(record, move)),
    requestCancel: (orderId, reason = 'Ordered by mistake', itemIds) =>
      change(orderId, (record) => cancelRequested(record, reason, itemIds), {
        type: 'BuyerRequestedChange',
        reason: 'Buyer Requested Cancel',
        ...(itemIds === undefined ? {} : { itemIds }),
      }),
    changeAddress: (orderId, address) =>
      change(orderId, (record) => readdressed(record, address), {
        type: 'BuyerRequestedChange',
        reason: 'Buyer Requested Address Change',
      }),
    addTip: (orderId, amount, status = 'FINALIZED') =>
      change(orderId, (record) => tipped(record, amount, status, settings().tipInGrandTotal), {
        type: 'DeliveryTipChange',
        reason: 'Delivery Tip Change',
      }),
    touch: (orderId) => change(orderId, (record) => record),
  }
}

type AutoCancel = (orderId: string) => void

function placeOrder(parts: AccountParts, spec: OrderSpec, autoCancel: AutoCancel): string {
  const { clock, store, settings, publish } = parts
  const nowMs = clock.nowMs()
  const inCatalogue = (sku: string): boolean =>
    parts.catalogue.some((item) => item.amazonSku === sku)
  const whole = parts.stock.completed(spec, inCatalogue)
  const record = buildOrder(whole, { ...parts, settings: settings(), nowMs })
  const { orderId } = record.order
  if (store.get(orderId) !== undefined) throw new Error(`order ${orderId} exists already`)
  keepOrder(parts, record, autoCancel)
  const notify = spec.notify ?? record.updatedMs > nowMs - recentMs
  if (notify) publish(record, statusEvent('New order'))
  return orderId
}

/** Stores a first version; personal data that comes later changes the order when it comes. */
function keepOrder(parts: AccountParts, record: OrderRecord, autoCancel: AutoCancel): string {
  const { clock, store, settings, books } = parts
  const { personalDataFromMs, order } = record
  store.put(record, record.updatedMs)
  if (order.orderItems.some((item) => (item.fulfillment?.quantityFulfilled ?? 0) > 0)) {
    books.of(record)
  }
  if (Number.isFinite(personalDataFromMs) && personalDataFromMs > clock.nowMs()) {
    clock.at(personalDataFromMs, () => {
      if (store.get(order.orderId) !== undefined) changeOrder(parts, order.orderId, (one) => one)
    })
  }
  parts.stock.placed(record)
  const dueMs = autoCancelAt(record, settings().autoCancelBusinessDays)
  if (dueMs !== undefined) {
    clock.at(dueMs, () => {
      const status = store.get(order.orderId)?.status
      if (status === 'UNSHIPPED' || status === 'PARTIALLY_SHIPPED') autoCancel(order.orderId)
    })
  }
  return order.orderId
}
