/** What happens while the demo runs: 20 steps, each heard of by a notification; most are new orders. */
import type { AmazonControl } from '../amazon/control.ts'
import { marketplaceIds } from '../amazon/marketplaces.ts'
import type { OrderSpec } from '../amazon/order-spec.ts'
import type { DemoItems } from './demo-items.ts'

const { us, uk, germany, france, sweden, japan } = marketplaceIds

export type DemoStep = (control: AmazonControl) => void

/** The steps in order; `orderIds` are the orders of the last day by story. */
export function demoArrivals(
  items: DemoItems,
  orderIds: ReadonlyMap<string, string>,
): readonly DemoStep[] {
  const known = (name: string): string => orderIds.get(name) ?? ''
  const placed =
    (spec: OrderSpec): DemoStep =>
    (control) =>
      void control.placeOrder({ ...spec, notify: true })
  const plain = (at: number, marketplaceId: string, more: object = {}): DemoStep =>
    placed({ marketplaceId, lines: [{ sku: items.plain(at), ...more }] })
  let wanted = ''
  return [
    plain(30, germany),
    plain(31, uk),
    plain(32, us),
    (control) => control.payOrder(known('pending')),
    plain(33, sweden, { quantity: 2 }),
    plain(34, japan),
    placed({ marketplaceId: germany, lines: [{ sku: items.of('FJO-TSH-M') }] }),
    placed({ marketplaceId: germany, lines: [{ sku: items.of('MEA-NOT') }] }),
    plain(35, france, { shipping: '3.90' }),
    placed({ marketplaceId: uk, lines: [{ sku: items.of('FJO-BLA-GRE', 'AMAZON') }] }),
    plain(36, germany, { giftWrap: '2.50', giftWrapLevel: 'PREMIUM' }),
    (control) => {
      const lines = [{ sku: items.plain(37) }]
      wanted = control.placeOrder({ marketplaceId: germany, lines, notify: true })
    },
    plain(38, uk, { quantity: 3, itemDiscount: '1.00', promotionIds: ['THREE-FOR-LESS'] }),
    (control) => control.requestCancel(wanted),
    plain(39, us),
    (control) => control.cancelOrder(known('prime')),
    plain(40, sweden),
    placed({
      marketplaceId: germany,
      lines: [{ sku: items.plain(41) }, { sku: items.plain(42), quantity: 2 }],
      business: { companyName: 'Beispiel Büro AG' },
    }),
    plain(43, france),
    plain(44, germany),
  ]
}
