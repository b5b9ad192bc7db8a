/** Refunds of a Shopify order: which of them people made, what money they moved, and for which units. */
import { type AmazonItemId, type EffectKey, id } from '../ids.ts'
import { tailOf } from '../life/life-events.ts'
import type { LifeView } from '../life/life-view.ts'
import type { LifeRefund, ShopLife } from '../orders/shop-life.ts'

/** A cancellation makes its refund in the same moment; both times are Shopify's. */
const sameMomentMs = 60_000

export function refundKey(refund: Pick<LifeRefund, 'gid'>): EffectKey {
  return id('EffectKey', `refund:${tailOf(refund.gid)}`)
}

/** Made by people, the oldest first. Our own carry our mark or stand in our ledger. */
export function refundsOfPeople(shop: ShopLife, life: Pick<LifeView, 'effects'>): LifeRefund[] {
  const own = life.effects.flatMap(({ kind, platformId }) =>
    kind === 'refund-in-shop' ? (platformId ?? []) : [],
  )
  const cancelledByUs =
    shop.cancelKey !== null || life.effects.some(({ kind }) => kind === 'cancel-in-shop')
  return shop.refunds
    .filter((refund) => refund.key === null && !own.includes(refund.gid))
    .filter((refund) => !(cancelledByUs && isOfCancellation(refund, shop)))
    .toSorted((a, b) => a.createdAtMs - b.createdAtMs || (a.gid < b.gid ? -1 : 1))
}

export function isOfCancellation(
  { createdAtMs }: Pick<LifeRefund, 'createdAtMs'>,
  { cancelledAtMs }: Pick<ShopLife, 'cancelledAtMs'>,
): boolean {
  return cancelledAtMs !== null && Math.abs(createdAtMs - cancelledAtMs) <= sameMomentMs
}

/** Money is what moved, never what the lines come to. */
export function movedMinor({ transactions }: LifeRefund): number {
  return transactions
    .filter(({ kind, status }) => kind === 'REFUND' && status === 'SUCCESS')
    .reduce((all, { amount }) => all + amount.amountMinor, 0)
}

export function isPending({ transactions }: LifeRefund): boolean {
  return transactions.some(({ status }) => status === 'PENDING')
}

/**
 * Amazon units of each item that these lines name; undefined when they are no whole units (a part of a
 * kit) or belong to no item. `everUnits`: units of an item that were ordered at first.
 */
export function unitsRefunded(
  lines: LifeRefund['lines'],
  shop: Pick<ShopLife, 'lines'>,
  everUnits: (itemId: AmazonItemId) => number,
): ReadonlyMap<AmazonItemId, number> | undefined {
  const goods = shop.lines.filter(({ requiresShipping }) => requiresShipping)
  const named = lines.map(({ lineGid }) => shop.lines.find((one) => one.lineGid === lineGid))
  if (named.some((line) => line?.itemId == null)) return undefined
  const units = new Map<AmazonItemId, number>()
  for (const itemId of new Set(named.flatMap((line) => line?.itemId ?? []))) {
    const own = goods.filter((line) => line.itemId === itemId)
    const counts = [...Map.groupBy(own, ({ variantGid, title }) => variantGid ?? title).values()]
      .map((same) => {
        const ordered = same.reduce((all, { quantity }) => all + quantity, 0)
        const back = lines
          .filter(({ lineGid }) => same.some((line) => line.lineGid === lineGid))
          .reduce((all, { quantity }) => all + quantity, 0)
        return (back * everUnits(itemId)) / ordered
      })
      .filter((count, _at, all) => count > 0 || all.every((other) => other === 0))
    const [first = 0] = counts
    if (!counts.every((count) => count === first) || !Number.isSafeInteger(first)) return undefined
    if (first > 0) units.set(itemId, first)
  }
  return units
}
