/** The shop goes to a larger plan: what Shopify allows grows in the middle of the world. */
import { type Ground, hourMs } from './happening.ts'

export function changePlan({ shop, variation, random, startMs, later }: Ground): void {
  const { plan } = variation
  if (plan === 'standard') return
  later(startMs + random.int(6, 60) * hourMs, 'plan', () => shop.shopify.control.setPlan({ plan }))
}
