/** What people and Amazon did to a shop's orders after their import, for the checks at a world's end. */

export type AwayDeed = 'cancelled in Shopify' | 'cancelled on Amazon' | 'refunded in Shopify'

export type Deeds = {
  /** Amazon ids of orders to which something was done. */
  readonly touched: Set<string>
  /** Done while nobody watched: only a person may carry its money over. */
  readonly whileAway: Map<string, Set<AwayDeed>>
  /** How often each kind of deed was done. */
  readonly done: Map<string, number>
  /** The connection is away: what Shopify tells meanwhile reaches nobody. */
  isAway: boolean
}

export function createDeeds(): Deeds {
  return { touched: new Set(), whileAway: new Map(), done: new Map(), isAway: false }
}

/** Remembers a deed that was done to an order. */
export function noteDeed(deeds: Deeds, orderId: string, kind: string, away?: AwayDeed): void {
  deeds.touched.add(orderId)
  deeds.done.set(kind, (deeds.done.get(kind) ?? 0) + 1)
  if (!deeds.isAway || away === undefined) return
  const before = deeds.whileAway.get(orderId) ?? new Set()
  deeds.whileAway.set(orderId, before.add(away))
}
