/** A parcel that the seller's application confirms: heard of at once, read later, and on its way where settings say so. */
import { type ChangeParts, changeOrder, statusEvent } from './change-order.ts'
import { confirmed, isSame, moved, type ParcelMove } from './parcels.ts'
import type { PackageDetail } from './shipment-detail.ts'

/** Whoever subscribed hears of a new parcel at once; readers see it later. An edit is heard of by nobody. */
export function confirmParcel(parts: ChangeParts, orderId: string, detail: PackageDetail): void {
  const { clock, store, settings } = parts
  const { writeLagMs, inTransitAfterMs, deliveredAfterMs } = settings()
  const { packageReferenceId } = detail
  const isThere = (): boolean =>
    (store.get(orderId)?.order.packages ?? []).some((one) => isSame(one, packageReferenceId))
  const isEdit = isThere()
  changeOrder(parts, orderId, (record, nowIso) => confirmed(record, detail, nowIso), {
    event: isEdit ? undefined : statusEvent('Shipment confirmed'),
    lagMs: writeLagMs,
  })
  if (isEdit) return
  const later = (afterMs: number, status: ParcelMove['status']): void => {
    if (afterMs === 0) return
    clock.at(clock.nowMs() + afterMs, () => {
      if (!isThere()) return
      const move = { status, detailedStatus: status, packageReferenceId }
      changeOrder(parts, orderId, (record) => moved(record, move))
    })
  }
  later(inTransitAfterMs, 'IN_TRANSIT')
  later(deliveredAfterMs, 'DELIVERED')
}
