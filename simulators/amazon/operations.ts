/**
 * The operations of the Selling Partner API that the simulator has: path, usage plan (models of 2026-08-05), whose token,
 * and what they answer. `gateway.ts` stands before them.
 */
import type { Fault } from '../kit/fault-plane.ts'
import { invalidInput, notFound, unauthorized } from './answers.ts'
import { cancelOrder } from './cancel-order.ts'
import { confirmShipment } from './confirm-shipment.ts'
import { feedOperations } from './feed-operations.ts'
import { orderOnTheWire } from './included-blocks.ts'
import { listTransactions } from './list-transactions.ts'
import { fbaInventory } from './listings/fba-inventory.ts'
import { listingOperations } from './listings/listing-operations.ts'
import { notificationOperations } from './notification-operations.ts'
import type { Call, Operation } from './operation.ts'
import type { OrderRecord } from './order-shape.ts'
import { reportOperations } from './report-operations.ts'
import { isHidden, searchOrders } from './search-orders.ts'
import { readIncludedData } from './search-parameters.ts'
import { marketplaceParticipations, sellerAccount } from './sellers.ts'
import { solicitationOperations } from './solicitations.ts'
import { seenStale } from './stale-read.ts'
import type { AmazonWorld } from './world.ts'

const sellersPlan = { ratePerSecond: 0.016, burst: 15 }

export const operations: readonly Operation[] = [
  {
    name: 'searchOrders',
    method: 'GET',
    path: /^\/orders\/2026-01-01\/orders$/,
    plan: { ratePerSecond: 0.0056, burst: 20 },
    token: 'seller',
    run: ({ world, request, fault }) => {
      sellersOnly(world)
      return searchOrders({
        query: request.query,
        store: world.store,
        settings: world.settings(),
        nowMs: world.clock.nowMs(),
        fault,
      })
    },
    ownFaults: ['half-page', 'stale-read'],
    refusal: () => invalidInput('Invalid Input', 'includedData'),
  },
  {
    name: 'getOrder',
    method: 'GET',
    path: /^\/orders\/2026-01-01\/orders\/([^/]+)$/,
    plan: { ratePerSecond: 0.5, burst: 30 },
    token: 'seller',
    run: getOrder,
    ownFaults: ['stale-read'],
    refusal: () => invalidInput('Invalid Input', 'includedData'),
  },
  {
    name: 'getMarketplaceParticipations',
    method: 'GET',
    path: /^\/sellers\/v1\/marketplaceParticipations$/,
    plan: sellersPlan,
    token: 'seller',
    run: ({ world }) => {
      sellersOnly(world)
      return { payload: marketplaceParticipations(world.settings()) }
    },
    refusal: () => invalidInput('Invalid Input'),
  },
  {
    name: 'getAccount',
    method: 'GET',
    path: /^\/sellers\/v1\/account$/,
    plan: sellersPlan,
    token: 'seller',
    run: ({ world }) => {
      sellersOnly(world)
      return { payload: sellerAccount(world.settings()) }
    },
    refusal: () => invalidInput('Invalid Input'),
  },
  cancelOrder,
  confirmShipment,
  ...feedOperations,
  listTransactions,
  ...reportOperations,
  ...listingOperations,
  fbaInventory,
  ...solicitationOperations,
  ...notificationOperations,
]

/** A vendor's account has no rights to these, and says so as for any missing right. */
function sellersOnly(world: AmazonWorld): void {
  if (world.settings().accountKind === 'vendor') throw unauthorized('')
}

function getOrder({ world, request, parameters, fault }: Call): unknown {
  sellersOnly(world)
  const orderId = parameters[0] ?? ''
  if (!/^\d{3}-\d{7}-\d{7}$/.test(orderId)) {
    throw invalidInput(`OrderId: ${orderId} should be in 3-7-7 format.`)
  }
  const included = readIncludedData(request.query)
  const nowMs = world.clock.nowMs()
  const record = readOrder(world, orderId, fault)
  if (record === undefined || isHidden(record, nowMs)) {
    throw notFound(`Order ${orderId} was not found.`)
  }
  return { order: orderOnTheWire(record, included, world.settings(), nowMs) }
}

function readOrder(
  world: AmazonWorld,
  orderId: string,
  fault: Fault | undefined,
): OrderRecord | undefined {
  const { store, clock } = world
  const newest = store.getVisible(orderId, clock.nowMs(), world.settings().getOrderLagMs)
  return newest === undefined ? undefined : seenStale(newest, store, fault, clock.nowMs())
}
