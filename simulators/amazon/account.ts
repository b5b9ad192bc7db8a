/**
 * The seller's account: orders come in and change, and whoever subscribed hears of it. The verbs of a buyer, a
 * merchant or Amazon; the control door and the worlds call them.
 */
import type { SeededRandom } from '../kit/seeded-random.ts'
import type { WorldClock } from '../kit/world-clock.ts'
import type { CatalogueItem } from '../worlds/catalogue.ts'
import { buildOrder } from './build-order.ts'
import {
  cancelled,
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
import type { OrderStore } from './order-store.ts'
import { confirmed, isSame, moved, type ParcelMove } from './parcels.ts'
import type { AmazonSettings } from './settings.ts'
import type { PackageDetail } from './shipment-detail.ts'

export type OrderEvent = {
  readonly type: 'OrderStatusChange' | 'BuyerRequestedChange' | 'DeliveryTipChange'
  readonly reason: string
  /** Only some of the items: the notification is on item level, one each. */
  readonly itemIds?: readonly string[]
}

export type Account = {
  /** Places an order and gives back its id. */
  place(spec: OrderSpec): string
  /** Puts a finished record in, as `place` would. */
  adopt(record: OrderRecord): string
  pay(orderId: string): void
  cancel(orderId: string, by?: 'BUYER' | 'MERCHANT' | 'AMAZON', reason?: string): void
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

export type AccountParts = {
  readonly clock: WorldClock
  readonly random: SeededRandom
  readonly catalogue: readonly CatalogueItem[]
  readonly store: OrderStore
  readonly settings: () => AmazonSettings
  readonly publish: (record: OrderRecord, event: OrderEvent) => void
}

const recentMs = 120_000

export function createAccount(parts: AccountParts): Account {
  const { settings } = parts
  const change: Changer = (orderId, step, event) => changeOrder(parts, orderId, step, { event })
  return {
    place: (spec) => placeOrder(parts, spec),
    adopt: (record) => keepOrder(parts, record),
    pay: (orderId) => change(orderId, paid, statusEvent('Payment authorized')),
    cancel: (orderId, by = 'BUYER', reason = 'BUYER_CANCELED') =>
      change(
        orderId,
        (record) => cancelled(record, by, reason, settings().cancelledKeepsQuantity),
        statusEvent('Order canceled'),
      ),
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

type Step = (record: OrderRecord, nowIso: string) => Pick<OrderRecord, 'order' | 'status'>
type Changer = (orderId: string, step: Step, event?: OrderEvent) => void

function placeOrder(parts: AccountParts, spec: OrderSpec): string {
  const { clock, store, settings, publish } = parts
  const nowMs = clock.nowMs()
  const record = buildOrder(spec, { ...parts, settings: settings(), nowMs })
  const { orderId } = record.order
  if (store.get(orderId) !== undefined) throw new Error(`order ${orderId} exists already`)
  keepOrder(parts, record)
  const notify = spec.notify ?? record.updatedMs > nowMs - recentMs
  if (notify) publish(record, statusEvent('New order'))
  return orderId
}

/** Stores a first version; personal data that comes later changes the order when it comes. */
function keepOrder(parts: AccountParts, record: OrderRecord): string {
  const { clock, store } = parts
  const { personalDataFromMs, order } = record
  store.put(record, record.updatedMs)
  if (Number.isFinite(personalDataFromMs) && personalDataFromMs > clock.nowMs()) {
    clock.at(personalDataFromMs, () => {
      if (store.get(order.orderId) !== undefined) changeOrder(parts, order.orderId, (one) => one)
    })
  }
  return order.orderId
}

type ChangeOptions = {
  readonly event?: OrderEvent | undefined
  /** How long getOrder does not show it. */
  readonly lagMs?: number
}

function changeOrder(
  parts: AccountParts,
  orderId: string,
  step: Step,
  { event, lagMs = 0 }: ChangeOptions = {},
): void {
  const { clock, store, publish } = parts
  const record = store.get(orderId)
  if (record === undefined) throw new Error(`no order ${orderId}`)
  const updatedMs = Math.max(clock.nowMs(), record.updatedMs + 1)
  const nowIso = new Date(updatedMs).toISOString()
  const { order, status } = step(record, nowIso)
  const visibleFromMs = Math.max(updatedMs + lagMs, record.visibleFromMs ?? 0)
  const next: OrderRecord = {
    ...record,
    status,
    updatedMs,
    order: { ...order, lastUpdatedTime: nowIso },
    ...(visibleFromMs > updatedMs ? { visibleFromMs } : {}),
  }
  store.put(next, Math.max(updatedMs, visibleFromMs - parts.settings().searchLagMs))
  if (event !== undefined) publish(next, event)
}

/** Whoever subscribed hears of a new parcel at once; readers see it later. An edit is heard of by nobody. */
function confirmParcel(parts: AccountParts, orderId: string, detail: PackageDetail): void {
  const { clock, store, settings } = parts
  const { writeLagMs, inTransitAfterMs, deliveredAfterMs } = settings()
  const { packageReferenceId } = detail
  const isEdit = (store.get(orderId)?.order.packages ?? []).some((one) =>
    isSame(one, packageReferenceId),
  )
  changeOrder(parts, orderId, (record, nowIso) => confirmed(record, detail, nowIso), {
    event: isEdit ? undefined : statusEvent('Shipment confirmed'),
    lagMs: writeLagMs,
  })
  if (isEdit) return
  const later = (afterMs: number, status: ParcelMove['status']): void => {
    if (afterMs === 0) return
    clock.at(clock.nowMs() + afterMs, () => {
      const packages = store.get(orderId)?.order.packages ?? []
      if (!packages.some((one) => isSame(one, packageReferenceId))) return
      const move = { status, detailedStatus: status, packageReferenceId }
      changeOrder(parts, orderId, (record) => moved(record, move))
    })
  }
  later(inTransitAfterMs, 'IN_TRANSIT')
  later(deliveredAfterMs, 'DELIVERED')
}

function statusEvent(reason: string): OrderEvent {
  return { type: 'OrderStatusChange', reason }
}
