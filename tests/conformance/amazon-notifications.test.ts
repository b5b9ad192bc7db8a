/** Notifications v1, driven by the generated client: destinations, subscriptions, and ORDER_CHANGE in the queue. */
import type { NotificationsApi } from '@sp-api-sdk/notifications-api-v1'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { drain, envelopeFaults, type OrderChange } from './amazon-envelope.ts'
import { type AmazonHost, openAmazon, worldStartMs } from './amazon-host.ts'

let amazon: AmazonHost
let grantless: NotificationsApi
let seller: NotificationsApi
beforeEach(async () => {
  amazon = await openAmazon({ quotas: 'off' })
  grantless = await amazon.notifications('grantless')
  seller = await amazon.notifications('seller')
})
afterEach(() => amazon.close())

async function createDestination(name = 'queue') {
  return grantless.createDestination({
    body: { name, resourceSpecification: { sqs: { arn: amazon.simulator.queueArn } } },
  })
}
async function subscribe(processingDirective?: object) {
  const { data } = await createDestination()
  const destinationId = data.payload?.destinationId ?? ''
  return seller.createSubscription({
    notificationType: 'ORDER_CHANGE',
    body: {
      payloadVersion: '1.0',
      destinationId,
      ...(processingDirective ? { processingDirective } : {}),
    },
  })
}
const received = (): Promise<OrderChange[]> => drain(amazon)
const changeOf = (message: OrderChange) => message.Payload.OrderChangeNotification

describe('destinations', () => {
  it('are made, found and removed by grantless calls', async () => {
    const made = await createDestination()
    expect(made.status).toBe(200)
    const destination = made.data.payload
    expect(destination).toMatchObject({ name: 'queue' })
    expect((await grantless.getDestinations()).data.payload).toEqual([destination])
    const destinationId = destination?.destinationId ?? ''
    expect((await grantless.getDestination({ destinationId })).data.payload).toEqual(destination)
    expect((await grantless.deleteDestination({ destinationId })).status).toBe(200)
    expect((await grantless.getDestination({ destinationId })).status).toBe(404)
  })

  it('refuse a second one of the queue, an unknown queue and a wrong body', async () => {
    await createDestination()
    expect((await createDestination('other')).status).toBe(409)
    const body = (arn: string) => ({ name: 'n', resourceSpecification: { sqs: { arn } } })
    const unknown = 'arn:aws:sqs:eu-west-1:123456789012:nowhere'
    expect((await grantless.createDestination({ body: body(unknown) })).status).toBe(400)
    expect((await grantless.createDestination({ body: body('nonsense') })).status).toBe(400)
  })
})

describe('subscriptions', () => {
  it('are made and found with the seller, and removed without', async () => {
    const made = await subscribe()
    expect(made.status).toBe(200)
    const subscription = made.data.payload
    expect(Object.keys(subscription ?? {}).sort()).toEqual([
      'destinationId',
      'payloadVersion',
      'subscriptionId',
    ])
    const notificationType = 'ORDER_CHANGE'
    const found = await seller.getSubscription({ notificationType })
    expect(found.data.payload).toEqual(subscription)
    const subscriptionId = subscription?.subscriptionId ?? ''
    const byId = { notificationType, subscriptionId }
    expect((await grantless.getSubscriptionById(byId)).data.payload).toEqual(subscription)
    expect((await grantless.deleteSubscriptionById(byId)).status).toBe(200)
    expect((await seller.getSubscription({ notificationType })).status).toBe(404)
  })

  it('refuse a second one, an unknown destination and a removed destination in use', async () => {
    const made = await subscribe()
    const { destinationId = '' } = made.data.payload ?? {}
    const again = (id: string) =>
      seller.createSubscription({
        notificationType: 'ORDER_CHANGE',
        body: { payloadVersion: '1.0', destinationId: id },
      })
    expect((await again(destinationId)).status).toBe(409)
    expect((await again('nowhere')).status).toBe(404)
    expect((await grantless.deleteDestination({ destinationId })).status).toBe(409)
  })

  it('are limited to five at once, then one a second', async () => {
    amazon.simulator.control.setQuotas('default')
    const statuses: number[] = []
    for (let at = 0; at < 6; at += 1) statuses.push((await grantless.getDestinations()).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    await amazon.simulator.control.advance(1000)
    expect((await grantless.getDestinations()).status).toBe(200)
  })

  it('take the dated version of feeds and reports, and no other unknown one', async () => {
    const { data } = await createDestination()
    const destinationId = data.payload?.destinationId ?? ''
    const ask = async (notificationType: string, payloadVersion: string) => {
      const body = { payloadVersion, destinationId }
      return (await seller.createSubscription({ notificationType, body })).status
    }
    expect(await ask('FEED_PROCESSING_FINISHED', '2020-09-04')).toBe(200)
    expect(await ask('REPORT_PROCESSING_FINISHED', '1.0')).toBe(200)
    expect(await ask('TRANSACTION_UPDATE', '2020-09-04')).toBe(400)
  })

  it('answer 501 for types and filters that the simulator does not have', async () => {
    await createDestination()
    const notificationType = 'ANY_OFFER_CHANGED'
    const body = { payloadVersion: '1.0', destinationId: 'x' }
    expect((await seller.createSubscription({ notificationType, body })).status).toBe(501)
  })
})

describe('ORDER_CHANGE', () => {
  it('comes in the published envelope for a new order', async () => {
    await subscribe()
    const orderId = amazon.simulator.control.placeOrder({ lines: [{ quantity: 2 }, {}] })
    const [message, ...more] = await received()
    expect(more).toEqual([])
    expect(envelopeFaults(message)).toEqual([])
    const change = changeOf(message as OrderChange)
    expect(change).toMatchObject({
      NotificationLevel: 'OrderLevel',
      SellerId: amazon.simulator.credentials.sellerId,
      AmazonOrderId: orderId,
      OrderChangeType: 'OrderStatusChange',
      OrderChangeTrigger: { TimeOfOrderChange: new Date(worldStartMs).toISOString() },
    })
    expect(change.Summary).toMatchObject({
      MarketplaceId: 'A1PA6795UKMFR9',
      OrderStatus: 'Unshipped',
      FulfillmentType: 'MFN',
      NumberOfItemsUnshipped: 3,
    })
    expect(change.Summary.OrderItems).toHaveLength(2)
  })

  it('tells each step in the words of Orders v0, in envelopes without faults', async () => {
    await subscribe()
    const { control } = amazon.simulator
    const first = control.placeOrder({ status: 'PENDING', lines: [{ quantity: 2 }] })
    control.payOrder(first)
    const orderItemId = control.order(first)?.order.orderItems[0]?.orderItemId ?? ''
    control.shipOrder(first, { trackingNumber: 'T1', items: [{ orderItemId, quantity: 1 }] })
    control.shipOrder(first, { trackingNumber: 'T2' })
    control.cancelOrder(control.placeOrder({ fulfilledBy: 'AMAZON' }))
    const messages = await received()
    expect(messages.flatMap(envelopeFaults)).toEqual([])
    const told = messages.map((message) => changeOf(message).Summary.OrderStatus)
    expect(told).toEqual([
      'Pending',
      'Unshipped',
      'PartiallyShipped',
      'Shipped',
      'Unshipped',
      'Canceled',
    ])
  })

  it('tells a wish to cancel an item on item level, with the one item', async () => {
    await subscribe()
    const { control } = amazon.simulator
    const orderId = control.placeOrder({ lines: [{}, {}] })
    const itemId = control.order(orderId)?.order.orderItems[1]?.orderItemId ?? ''
    control.requestCancel(orderId, 'No longer needed', [itemId])
    const change = changeOf((await received())[1] as OrderChange)
    expect(change).toMatchObject({
      NotificationLevel: 'OrderItemLevel',
      OrderChangeType: 'BuyerRequestedChange',
      OrderChangeTrigger: { ChangeReason: 'Buyer Requested Cancel' },
    })
    expect(change.Summary.OrderItems).toMatchObject([
      { OrderItemId: itemId, IsBuyerRequestedCancel: true },
    ])
  })

  it('has the postcode only with the role', async () => {
    await subscribe()
    const { control } = amazon.simulator
    control.placeOrder({ recipient: { postalCode: 'CANARY' } })
    control.changeSettings({ directToConsumerRole: false })
    control.placeOrder({ recipient: { postalCode: 'CANARY' } })
    const told = (await received()).map((one) => changeOf(one).Summary.DestinationPostalCode)
    expect(told).toEqual(['CANARY', null])
  })

  it('follows the filter of the subscription', async () => {
    await subscribe({
      eventFilter: {
        eventFilterType: 'ORDER_CHANGE',
        marketplaceIds: ['A1F83G8C2ARO7P'],
        orderChangeTypes: ['BuyerRequestedChange'],
      },
    })
    const { control } = amazon.simulator
    const german = control.placeOrder()
    const british = control.placeOrder({ marketplaceId: 'A1F83G8C2ARO7P' })
    control.requestCancel(german)
    control.requestCancel(british)
    const told = (await received()).map((message) => changeOf(message).AmazonOrderId)
    expect(told).toEqual([british])
  })
})

describe('deliveries go wrong on demand:', () => {
  const on = 'amazon.notification'
  const idsOf = (messages: OrderChange[]): string[] =>
    messages.map((message) => changeOf(message).AmazonOrderId)

  it('twice, with the same NotificationId', async () => {
    await subscribe()
    amazon.simulator.faults.add({ on, fault: 'duplicate' })
    amazon.simulator.control.placeOrder()
    const ids = (await received()).map((one) => one.NotificationMetadata.NotificationId)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  it('behind a later one', async () => {
    await subscribe()
    amazon.simulator.faults.add({ on, fault: 'out-of-order' })
    const first = amazon.simulator.control.placeOrder()
    const second = amazon.simulator.control.placeOrder()
    expect(idsOf(await received())).toEqual([second, first])
  })

  it('late', async () => {
    await subscribe()
    amazon.simulator.faults.add({ on, fault: 'slow', delayMs: 90_000 })
    const orderId = amazon.simulator.control.placeOrder()
    await amazon.simulator.control.advance(89_999)
    expect(await received()).toEqual([])
    await amazon.simulator.control.advance(1)
    expect(idsOf(await received())).toEqual([orderId])
  })

  it('not at all', async () => {
    await subscribe()
    const lost = amazon.simulator.control.placeOrder({ notify: false })
    amazon.simulator.faults.add({ on, fault: 'silently-dropped', match: { orderId: lost } })
    amazon.simulator.control.payOrder(amazon.simulator.control.placeOrder({ status: 'PENDING' }))
    amazon.simulator.control.shipOrder(lost)
    await amazon.simulator.control.advance(86_400_000)
    const told = idsOf(await received())
    expect(told).toHaveLength(2)
    expect(told).not.toContain(lost)
    expect(amazon.simulator.faults.fired()['silently-dropped']).toBe(1)
  })
})
