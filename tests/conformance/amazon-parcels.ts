/** One German order of two lines, and the calls that confirm its parcels: for the tests of parcels. */
import type { OrderRecord } from '../../simulators/amazon/order-shape.ts'
import type { OrderSpec } from '../../simulators/amazon/order-spec.ts'
import type { AmazonHost, Answer } from './amazon-host.ts'

export const germany = 'A1PA6795UKMFR9'
export const confirmOn = 'amazon.confirmShipment'

export type Detail = Record<string, unknown>

export type Parcels = {
  readonly orderId: string
  record(): OrderRecord
  itemIds(): string[]
  /** Fulfilled and unfulfilled of each line. */
  quantities(): (number | undefined)[][]
  detail(quantitiesByItem?: readonly number[], more?: Detail): Detail
  confirm(packageDetail: Detail, marketplaceId?: string): Promise<Answer>
  /** What getOrder shows of it. */
  read(): Promise<Record<string, unknown>>
}

/** Places an order of 3 and 1 units ten minutes ago. */
export function placeParcels(amazon: AmazonHost, spec: OrderSpec = {}): Parcels {
  const lines = [
    { quantity: 3, unitPrice: '10.00' },
    { quantity: 1, unitPrice: '5.00' },
  ]
  const orderId = amazon.simulator.control.placeOrder({ createdAgoMs: 600_000, lines, ...spec })
  const record = (): OrderRecord => {
    const found = amazon.simulator.control.order(orderId)
    if (found === undefined) throw new Error('no order')
    return found
  }
  const itemIds = () => record().order.orderItems.map((item) => item.orderItemId)
  return {
    orderId,
    record,
    itemIds,
    quantities: () =>
      record().order.orderItems.map(({ fulfillment }) => [
        fulfillment?.quantityFulfilled,
        fulfillment?.quantityUnfulfilled,
      ]),
    detail: (quantitiesByItem = [3, 1], more = {}) => ({
      packageReferenceId: '1',
      carrierCode: 'DHL',
      trackingNumber: '00340434161094042557',
      shipDate: '2026-11-22T09:55:00Z',
      orderItems: quantitiesByItem.flatMap((quantity, at) =>
        quantity === 0 ? [] : [{ orderItemId: itemIds()[at], quantity }],
      ),
      ...more,
    }),
    confirm: (packageDetail, marketplaceId = germany) =>
      amazon.send('POST', `/orders/v0/orders/${orderId}/shipmentConfirmation`, {
        marketplaceId,
        packageDetail,
      }),
    async read() {
      const path = `/orders/2026-01-01/orders/${orderId}?includedData=PACKAGES,FULFILLMENT`
      return (await amazon.get(path)).body.order as Record<string, unknown>
    },
  }
}
