/** Bugs of order life that a soak can plant: each changes what the concerns see or say, by the seam of the decision. */
import type { LifeView } from '../../src/core/life/life-view.ts'
import { decideAll } from '../../src/core/orders/next.ts'
import type { OrderView } from '../../src/core/orders/view.ts'
import type { Step } from '../../src/core/step.ts'
import type { OrderDeps } from '../../src/reconcile/decided.ts'

type Decide = OrderDeps['decide']

export const lifeBugs = {
  /** A message of which nobody knows whether Amazon has it is put on a feed again. */
  'feed-repeated': {
    decide: (view, policy, nowMs) => {
      const unclear = (view.life?.effects ?? []).flatMap(({ kind, attempts }) =>
        feedKinds.has(kind) && attempts[0]?.state === 'unclear' && attempts[0].code !== null
          ? [attempts[0].attemptId]
          : [],
      )
      const [first, ...others] = decideAll(
        changed(view, (life) => ({
          ...life,
          effects: life.effects.map((one) =>
            one.attempts.some(({ attemptId }) => unclear.includes(attemptId))
              ? { ...one, attempts: [] }
              : one,
          ),
        })),
        policy,
        nowMs,
      )
      const blind = (step: Step): Step => {
        if (step.do !== 'write' || !('effect' in step.write)) return step
        const [disproves] = unclear
        const { write } = step
        const again = 'disproves' in write && feedKinds.has(write.effect)
        return again && disproves !== undefined
          ? { ...step, write: { ...write, disproves } as typeof write }
          : step
      }
      return [blind(first), ...others.map(blind)]
    },
  },
  /** What Amazon accepted counts as done; nobody looks whether it shows. */
  'read-back-off': {
    decide: (view, policy, nowMs) => {
      const accepted = (view.life?.effects ?? []).some(
        ({ kind, doneAtMs }) => kind === 'confirm-parcel' && doneAtMs !== null,
      )
      const [first, ...others] = decideAll(view, policy, nowMs)
      const believing = (step: Step): Step =>
        accepted && step.concern === 'shipment' && isReadBack(step)
          ? {
              ...{ do: 'rest', concern: 'shipment', reason: 'SHIPPED_ON_BOTH_SIDES' },
              ...{ againAtMs: null, would: null },
            }
          : step
      return [believing(first), ...others.map(believing)]
    },
  },
  /** What was there before this connection began counts as seen by us. */
  'epoch-ignored': {
    decide: (view, policy, nowMs) =>
      decideAll(
        changed(view, (life) => ({
          ...life,
          openOnAmazonInEpoch: true,
          events: life.events.map((event) => ({ ...event, provenance: 'seen' as const })),
        })),
        policy,
        nowMs,
      ),
  },
  /** Our own refund in Shopify is taken for one of a merchant. */
  'echo-off': {
    decide: (view, policy, nowMs) => decideAll(changed(view, withoutMarks), policy, nowMs),
  },
} as const satisfies Record<string, { readonly decide: Decide }>

const feedKinds: ReadonlySet<string> = new Set([
  'acknowledge-failure',
  'cancel-units',
  'refund-on-amazon',
])

function isReadBack(step: Step): boolean {
  const reasons = ['READ_BACK', 'REPEAT_DROPPED_CONFIRMATION']
  return step.do === 'hold' ? step.code === 'SHIPMENT_NOT_TAKEN' : reasons.includes(step.reason)
}

function changed(view: OrderView, change: (life: LifeView) => LifeView): OrderView {
  return view.life ? { ...view, life: change(view.life) } : view
}

/** Neither the mark in the shop nor the ledger says that it was us. */
function withoutMarks(life: LifeView): LifeView {
  if (life.shop.is !== 'seen') return life
  const { value } = life.shop
  const ours = value.refunds.filter(({ key }) => key !== null)
  const kind = 'shopify-refund' as const
  const events = ours.map(({ gid, createdAtMs }) => ({
    ...{ kind, provenance: 'seen' as const, firstSeenMs: createdAtMs },
    eventId: `shopify-refund:${gid.slice(gid.lastIndexOf('/') + 1)}`,
  }))
  const refunds = value.refunds.map((refund) => ({ ...refund, key: null }))
  return {
    ...life,
    events: [...life.events, ...events],
    effects: life.effects.map((effect) =>
      effect.kind === 'refund-in-shop' ? { ...effect, platformId: null } : effect,
    ),
    shop: { ...life.shop, value: { ...value, refunds } },
  }
}
