/** The verbs of the simulated Amazon as plain functions: what a buyer, the merchant, Amazon or time does. */

import type { Account } from './account.ts'
import { createLifeControl, type LifeControl } from './life-control.ts'
import { createStockControl, type StockControl } from './listings/stock-control.ts'
import { type ManyOrders, manyOrders } from './many-orders.ts'
import type { OrderRecord } from './order-shape.ts'
import type { OrderSpec } from './order-spec.ts'
import { type Kind, ordersOfEveryKind } from './orders-of-every-kind.ts'
import type { QueueCounts } from './queue.ts'
import { arnOf, defaultQueueName } from './queues.ts'
import type { QuotaMode } from './quotas.ts'
import { sampleOrders } from './sample-orders.ts'
import { type AmazonSettings, settingsSchema } from './settings.ts'
import type { Subscription } from './subscriptions.ts'
import type { AmazonWorld } from './world.ts'

export type AmazonControl = LifeControl &
  StockControl & {
    /** Places one order; gives back its id. */
    placeOrder(spec?: OrderSpec): string
    /** Places many plain orders fast, without notifications unless asked for. */
    placeMany(many: ManyOrders): string[]
    /** One order of every kind the simulator can make. */
    placeEveryKind(base?: OrderSpec): Record<Kind, string>
    /** Orders with the shapes and figures of Amazon's own sandbox examples. */
    placeSamples(): string[]
    payOrder: Account['pay']
    cancelOrder: Account['cancel']
    shipOrder: Account['ship']
    /** A parcel as the seller's application confirms it, without the wire. */
    confirmPackage: Account['confirm']
    movePackage: Account['moveParcel']
    deliverOrder: Account['deliver']
    requestCancel: Account['requestCancel']
    changeAddress: Account['changeAddress']
    addTip: Account['addTip']
    touchOrder: Account['touch']
    /** The newest version, with everything that callers may not see. */
    order(orderId: string): OrderRecord | undefined
    orderCount(): number
    settings(): AmazonSettings
    changeSettings(patch: Partial<AmazonSettings>): AmazonSettings
    setQuotas(mode: QuotaMode): void
    quotaLevels(): Record<string, number>
    /** A destination and a subscription for the default queue, unless there is one; of ORDER_CHANGE by default. */
    subscribe(notificationType?: string): Subscription
    queueDepth(): QueueCounts
    advance(ms: number): Promise<void>
  }

export function createAmazonControl(world: AmazonWorld): AmazonControl {
  const { account, store, clock, quotas, queues } = world
  return {
    ...createLifeControl(world),
    ...createStockControl(world),
    placeOrder: (spec = {}) => account.place(spec),
    placeMany: (many) => manyOrders(world, many),
    placeEveryKind: (base = {}) => ordersOfEveryKind(world, base),
    placeSamples: () => sampleOrders(clock.nowMs()).map((record) => account.adopt(record)),
    payOrder: account.pay,
    cancelOrder: account.cancel,
    shipOrder: account.ship,
    confirmPackage: account.confirm,
    movePackage: account.moveParcel,
    deliverOrder: account.deliver,
    requestCancel: account.requestCancel,
    changeAddress: account.changeAddress,
    addTip: account.addTip,
    touchOrder: account.touch,
    order: (orderId) => store.get(orderId),
    orderCount: () => store.size(),
    settings: world.settings,
    changeSettings(patch) {
      world.setSettings(settingsSchema.parse({ ...world.settings(), ...patch }))
      return world.settings()
    },
    setQuotas: (mode) => quotas.setMode(mode),
    quotaLevels: () => quotas.levels(),
    subscribe: (notificationType = 'ORDER_CHANGE') => subscribe(world, notificationType),
    queueDepth: () => queues.create(defaultQueueName).counts(),
    advance: (ms) => clock.advanceTo(clock.nowMs() + ms),
  }
}

function subscribe({ subscriptions }: AmazonWorld, notificationType: string): Subscription {
  const [known] = subscriptions.subscriptionsOf([notificationType])
  if (known !== undefined) return known
  const arn = arnOf(defaultQueueName)
  const destination =
    subscriptions.destinations().find((one) => one.resource.sqs.arn === arn) ??
    subscriptions.createDestination({ name: 'simulator', resourceSpecification: { sqs: { arn } } })
  const { destinationId } = destination
  return subscriptions.subscribe(notificationType, { payloadVersion: '1.0', destinationId })
}
