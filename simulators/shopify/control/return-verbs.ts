/** Control of returns: the buyer asks, the merchant answers, and goods come in. */
import { minorFrom } from '../money.ts'
import { changeOrder } from '../orders/committed-change.ts'
import type { OrderRecord } from '../records.ts'
import type { ReturnRecord } from '../refund-records.ts'
import { everythingPaid } from '../refunds/refund-all.ts'
import { receive, settle } from '../returns/process-return.ts'
import { returnableUnits } from '../returns/return-input.ts'
import { approve, beginReturn, tell } from '../returns/return-mutations.ts'
import { reasons } from '../returns/return-reasons.ts'
import type { ShopWorld } from '../shop-world.ts'
import type { StockClaim } from '../stock-claim.ts'
import type { LifeControl, ReceiveSpec, ReturnSpec } from './life-types.ts'
import { existing, lineOf, merchantAdmin, returnNamed } from './order-parts.ts'

type ReturnVerbs = Pick<
  LifeControl,
  | 'merchantReturn'
  | 'buyerRequestReturn'
  | 'merchantAnswerReturn'
  | 'merchantReceiveReturn'
  | 'merchantCloseReturn'
>

export function returnVerbs(worldNow: () => ShopWorld): ReturnVerbs {
  return {
    merchantReturn: (spec) => begin(worldNow(), spec, 'OPEN'),
    buyerRequestReturn: (spec) => begin(worldNow(), spec, 'REQUESTED'),
    merchantAnswerReturn({ returnId, accept }) {
      const world = worldNow()
      change(
        world,
        returnId,
        'REQUESTED',
        accept ? 'RETURNS_APPROVE' : 'RETURNS_DECLINE',
        (row) => {
          if (accept) approve(world, row)
          else {
            row.status = 'DECLINED'
            row.decline = { reason: 'OTHER', note: null }
          }
        },
      )
    },
    merchantReceiveReturn: (spec) => takeIn(worldNow(), spec),
    merchantCloseReturn({ returnId }) {
      const world = worldNow()
      change(world, returnId, 'OPEN', 'RETURNS_CLOSE', (row) => {
        row.status = 'CLOSED'
        row.closedAtMs = world.clock.nowMs()
      })
    },
  }
}

function begin(
  world: ShopWorld,
  spec: ReturnSpec,
  status: 'OPEN' | 'REQUESTED',
): { returnId: string } {
  const order = existing(world, spec.orderId)
  const reason = reasons.find((one) => one.handle === (spec.reason ?? 'changed-my-mind'))
  if (reason === undefined) throw new Error(`no return reason ${spec.reason}`)
  const returnLineItems = spec.lines.map((units) => {
    const line = lineOf(order, units)
    const shipped = order.fulfillments
      .filter((one) => one.status === 'SUCCESS')
      .flatMap((one) => one.lines)
      .find((row) => row.lineId === line.id && returnableUnits(order, row) >= units.quantity)
    if (shipped === undefined) throw new Error(`${units.quantity} of ${line.sku} cannot come back`)
    return {
      fulfillmentLineItemId: shipped.id,
      quantity: units.quantity,
      returnReasonDefinitionId: reason.id,
      returnReasonNote: spec.note ?? '',
    }
  })
  let returnId = ''
  changeOrder(world, order, (one, after) => {
    const input = { orderId: order.id, returnLineItems }
    returnId = beginReturn(world, one, input, status, merchantAdmin, after).id
  })
  return { returnId }
}

function change(
  world: ShopWorld,
  returnId: string,
  from: string,
  topic: string,
  apply: (row: ReturnRecord) => void,
): void {
  const { order, row } = returnNamed(world, returnId)
  if (row.status !== from) throw new Error(`the return is ${row.status}`)
  changeOrder(world, order, (one, after) => {
    const own = one.returns.find((each) => each.id === returnId)
    if (own === undefined) return
    apply(own)
    tell(topic, own, after)
  })
}

function takeIn(world: ShopWorld, spec: ReceiveSpec): { refundId: string } {
  const { order, row } = returnNamed(world, spec.returnId)
  if (row.status !== 'OPEN') throw new Error(`the return is ${row.status}`)
  const shelf: StockClaim[] = []
  changeOrder(world, order, (one, after) => {
    const input = {
      returnId: spec.returnId,
      returnLineItems: received(one, row, spec),
      notifyCustomer: spec.notify ?? true,
      ...moneyOf(one, spec),
    }
    shelf.push(...receive(world, one, row, input, merchantAdmin, after))
  })
  settle(world, order, spec.returnId, shelf)
  return { refundId: order.refunds.at(-1)?.id ?? '' }
}

function received(order: OrderRecord, row: ReturnRecord, spec: ReceiveSpec) {
  return row.lines.flatMap((line) => {
    const named = spec.lines?.find((units) => lineOf(order, units).id === line.lineId)
    const left = line.quantity - line.processedQuantity
    const quantity = spec.lines === undefined ? left : Math.min(left, named?.quantity ?? 0)
    if (quantity <= 0) return []
    const disposition = {
      reverseFulfillmentOrderLineItemId: line.reverseLineId,
      dispositionType: spec.disposition ?? 'RESTOCKED',
      quantity,
    }
    return [{ id: line.id, quantity, dispositions: [disposition] }]
  })
}

function moneyOf(order: OrderRecord, spec: ReceiveSpec): object {
  if (spec.amount === undefined) return {}
  const [first] = everythingPaid(order)
  const wanted = minorFrom(spec.amount, order.currencies.presentment)
  if (first === undefined || wanted > first.amount.presentment) {
    throw new Error('the refund is greater than the net payment')
  }
  const orderTransactions = [
    { parentId: first.parent.id, transactionAmount: { amount: spec.amount } },
  ]
  return { financialTransfer: { issueRefund: { orderTransactions } } }
}
