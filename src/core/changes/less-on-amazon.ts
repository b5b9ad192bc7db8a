/**
 * Amazon's order comes to less than the Shopify order that was made of it, and nothing was cancelled: units were
 * taken away, or a price was lowered. Amazon keeps no figure of before, so the totals tell; a person compares.
 */
import type { LifeView } from '../life/life-view.ts'
import { stepsOf } from '../life/steps.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import { inWords } from '../orders/read-proceeds.ts'
import type { ShopifyOrder } from '../orders/shopify-order.ts'
import type { OrderView } from '../orders/view.ts'
import { said } from '../shipments/shipment-context.ts'
import type { Step } from '../step.ts'

const { hold } = stepsOf('change')

const code = 'LESS_ON_AMAZON'

/** Undefined when both come to the same, or something else explains it. */
export function decideLess(
  view: OrderView,
  order: AmazonOrder,
  shopify: ShopifyOrder,
  life: LifeView,
): Step | undefined {
  const { grandTotal } = order
  const { total } = shopify
  if (grandTotal === null || view.effect.how !== 'created') return undefined
  const isLess =
    grandTotal.currency === total.currency && grandTotal.amountMinor < total.amountMinor
  if (!isLess || isExplained(order, shopify, life)) return undefined
  const subject = `less:${grandTotal.amountMinor}`
  if (said({ life }, 'dismiss', subject, code)) return undefined
  const detail = { amazon: inWords(grandTotal), shopify: inWords(total), subject }
  return hold(code, detail)
}

/** Units cancelled on Amazon are told as such, those that we cut are ours, and an edit is the merchant's answer. */
function isExplained({ items }: AmazonOrder, { touched }: ShopifyOrder, life: LifeView): boolean {
  const cancelled = items.some(
    ({ quantityOrdered, quantityCancelled = 0 }) => quantityOrdered === 0 || quantityCancelled > 0,
  )
  const cut =
    life.effects.some(({ kind }) => kind === 'cancel-units') ||
    life.queued.some((key) => key.startsWith('cancel:'))
  return cancelled || cut || touched?.edited === true
}
