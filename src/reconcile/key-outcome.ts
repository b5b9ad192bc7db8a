/** What became of one key in one run: what the work table is to do with it. */
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

/** What became of one step: an end, or another look. */
export type Progress = KeyOutcome | { readonly held: Held; readonly is: 'go-on' }

export function goOn(held: Held): Progress {
  return { held, is: 'go-on' }
}
