/**
 * Whether a money event may go to the other side (design rules 4 and 5): only what two of our own
 * observations of one epoch show, or what a person approved; never while an effect of ours on the same
 * order is unsettled.
 */
import type { EffectRecord, LifeEvent, LifeView } from './life-view.ts'

export type Clearance =
  | { readonly is: 'clear' }
  | { readonly is: 'approved'; readonly by: string }
  | { readonly is: 'dismissed'; readonly by: string }
  | { readonly is: 'quarantined'; readonly why: 'baseline' | 'late' | 'burst' | 'unknown' }

/**
 * The last word of a person about the event counts, whatever she was asked: a later question is put only
 * about what may move. Without a word, how we came to know of the event.
 */
export function clearanceOf(life: LifeView, eventId: string): Clearance {
  const said = life.inputs
    .filter(
      ({ subject, kind }) => subject === eventId && (kind === 'approve' || kind === 'dismiss'),
    )
    .reduce<LifeView['inputs'][number] | undefined>(
      (last, input) => (last === undefined || input.atMs >= last.atMs ? input : last),
      undefined,
    )
  if (said?.kind === 'approve') return { is: 'approved', by: said.by }
  if (said?.kind === 'dismiss') return { is: 'dismissed', by: said.by }
  const event = life.events.find((one: LifeEvent) => one.eventId === eventId)
  if (event === undefined) return { is: 'quarantined', why: 'unknown' }
  return event.provenance === 'seen'
    ? { is: 'clear' }
    : { is: 'quarantined', why: event.provenance }
}

/** Kinds of our effects whose webhooks would look like a merchant's act. */
const echoing: ReadonlySet<string> = new Set(['refund-in-shop', 'cancel-in-shop'])

/** Our own refund or cancellation in Shopify whose outcome is open: until it is known, no money step. */
export function unsettledEcho(life: LifeView): EffectRecord | undefined {
  return life.effects.find(
    (effect) => echoing.has(effect.kind) && effect.attempts[0]?.state === 'unclear',
  )
}
