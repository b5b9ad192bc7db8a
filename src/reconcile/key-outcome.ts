/** What became of one key in one run: what the work table is to do with it. */
import type { OrderView } from '../core/orders/view.ts'
import type { Held, Next } from '../work/held.ts'

export type KeyOutcome =
  | { readonly held: Held; readonly is: 'done'; readonly next: Next | null }
  | { readonly held: Held; readonly is: 'failed'; readonly code: string }
  | {
      readonly held: Held
      readonly is: 'parked'
      readonly bucket: string
      readonly notBeforeMs: number
      readonly amount: number
    }
  /** The platform or the network was away: tried again at a time, counted as nobody's failure. */
  | { readonly held: Held; readonly is: 'released'; readonly againInMs: number }
  /** The lease is another's now; nothing more to do here. */
  | { readonly held: Held; readonly is: 'lost' }

/** The view that a step left behind, as of a world time, where it is known without a look. */
export type ViewAfter = (nowMs: number) => OrderView

/** What became of one step: an end, or another look. */
export type Progress =
  | KeyOutcome
  | { readonly held: Held; readonly is: 'go-on'; readonly viewAfter?: ViewAfter }

export function goOn(held: Held, viewAfter?: ViewAfter): Progress {
  return viewAfter === undefined ? { held, is: 'go-on' } : { held, is: 'go-on', viewAfter }
}
