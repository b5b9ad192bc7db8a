/** Bugs of stock that a soak can plant, by the seam of the decision of a SKU. */
import { decideSku } from '../../src/core/inventory/decide-sku.ts'
import type { OrderDeps } from '../../src/reconcile/decided.ts'

export const stockBugs = {
  /** A figure that is sent once more has lost its buffer. */
  'buffer-lost-on-retry': {
    decideSku: (view, policy, nowMs) => {
      const rules = policy.rules.map((rule) => ({ ...rule, buffer: 0 }))
      const bare = { ...policy, base: { ...policy.base, buffer: 0 }, rules }
      return decideSku(view, view.sent?.open === true ? bare : policy, nowMs)
    },
  },
  /** What an order claims is let go although the shop does not show it as sold yet. */
  'released-before-reading': {
    decideSku: (view, policy, nowMs) => {
      const components = view.components.map((part) => ({ ...part, reserved: 0 }))
      return decideSku({ ...view, components }, policy, nowMs)
    },
  },
} as const satisfies Record<string, { readonly decideSku: NonNullable<OrderDeps['decideSku']> }>
