/** What every decision about a cancellation in Shopify looks at. */
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeView } from '../life/life-view.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import type { ShopLife } from '../orders/shop-life.ts'

export type CancelContext = {
  readonly order: AmazonOrder
  readonly amazonAsOfMs: number
  readonly life: LifeView
  readonly shop: ShopLife
  readonly shopAsOfMs: number
  readonly policy: LifePolicy
  readonly nowMs: number
}
