/** What an audit calls a drift, and what most likely led to it, told from what we did and heard. */
import { unreachable } from '../unreachable.ts'

export type DriftCause =
  | 'WATCHED'
  | 'WAITING'
  | 'HELD_BY_GUARD'
  | 'REFUSED'
  | 'NOT_SHOWN_YET'
  | 'FOREIGN_CHANGE'
  | 'SHOP_CHANGE_UNHEARD'
  | 'CHANGED_UNHEARD'
  | 'NEVER_WRITTEN'

export type DriftFacts = {
  readonly amazon: number
  readonly formula: number
  /** The figure as decided before the audit read both sides anew; null: none. */
  readonly before: number | null
  /** What Amazon showed when it was last looked at before the audit. */
  readonly shownBefore: number | null
  readonly isWatched: boolean
  readonly isWaiting: boolean
  readonly isHeld: boolean
  readonly refusedQuantity: number | null
  /** What was last sent, and whether Amazon has not shown it yet. */
  readonly sent: { readonly quantity: number; readonly open: boolean } | null
  /** The newest change of Amazon's figure that was not ours is what Amazon shows. */
  readonly foreignQuantity: number | null
}

/** Undefined when both sides agree. */
export function causeOfDrift(facts: DriftFacts): DriftCause | undefined {
  const { amazon, formula, before, sent } = facts
  if (amazon === formula) return undefined
  if (facts.foreignQuantity === amazon) return 'FOREIGN_CHANGE'
  if (facts.refusedQuantity === formula) return 'REFUSED'
  if (before !== null && before !== formula) return 'SHOP_CHANGE_UNHEARD'
  if (facts.isHeld) return 'HELD_BY_GUARD'
  if (facts.isWaiting) return 'WAITING'
  if (facts.isWatched) return 'WATCHED'
  if (sent?.open === true && sent.quantity === formula) return 'NOT_SHOWN_YET'
  const wasRight = facts.shownBefore === formula || sent !== null
  return wasRight ? 'CHANGED_UNHEARD' : 'NEVER_WRITTEN'
}

export function driftText(cause: DriftCause): string {
  switch (cause) {
    case 'WATCHED':
      return 'The stock lane watches, so the figure was not sent.'
    case 'WAITING':
      return 'The figure waits to be sent.'
    case 'HELD_BY_GUARD':
      return 'The guard against mass changes stopped the run.'
    case 'REFUSED':
      return 'Amazon refused the figure.'
    case 'NOT_SHOWN_YET':
      return 'Amazon took the figure and does not show it yet.'
    case 'FOREIGN_CHANGE':
      return 'Somebody else changed the figure on Amazon.'
    case 'SHOP_CHANGE_UNHEARD':
      return 'The shop’s stock changed and no webhook told of it.'
    case 'CHANGED_UNHEARD':
      return 'Amazon’s figure changed after ours was shown, and Amazon did not tell.'
    case 'NEVER_WRITTEN':
      return 'No figure was ever sent for this SKU.'
    default:
      return unreachable(cause)
  }
}
