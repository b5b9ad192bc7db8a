/** What people and Amazon did to a shop's orders after their import, for the checks at a world's end. */

export type AwayDeed = 'cancelled in Shopify' | 'cancelled on Amazon' | 'refunded in Shopify'

export type Deeds = {
  /** Amazon ids of orders to which something was done. */
  readonly touched: Set<string>
  /** Done while nobody watched: only a person may carry its money over. */
  readonly whileAway: Map<string, Set<AwayDeed>>
  /** How often each kind of deed was done. */
  readonly done: Map<string, number>
  /** Names of the shop's own orders that took the last unit of something. */
  readonly lastUnit: Set<string>
  /** The connection is away: what Shopify tells meanwhile reaches nobody. */
  isAway: boolean
}

export function createDeeds(): Deeds {
  return {
    ...{ touched: new Set(), whileAway: new Map(), done: new Map() },
    ...{ lastUnit: new Set(), isAway: false },
  }
}

export function noteDone({ done }: Deeds, kind: string): void {
  done.set(kind, (done.get(kind) ?? 0) + 1)
}

/** Remembers a deed that was done to an order. */
export function noteDeed(deeds: Deeds, orderId: string, kind: string, away?: AwayDeed): void {
  deeds.touched.add(orderId)
  noteDone(deeds, kind)
  if (!deeds.isAway || away === undefined) return
  const before = deeds.whileAway.get(orderId) ?? new Set()
  deeds.whileAway.set(orderId, before.add(away))
}
