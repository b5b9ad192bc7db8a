/** The unreleased cancelOrder of Orders 2026-01-01: there by a setting only, whole orders, 202 and done later. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OrderSpec } from '../../simulators/amazon/order-spec.ts'
import { type AmazonHost, firstError, openAmazon } from './amazon-host.ts'

let amazon: AmazonHost
beforeEach(async () => {
  amazon = await openAmazon({ settings: { restCancelOrder: true } })
})
afterEach(() => amazon.close())

const place = (spec: OrderSpec = {}) => amazon.simulator.control.placeOrder(spec)
const cancel = (orderId: string, cancelReasonCode = 'NO_INVENTORY') =>
  amazon.send('PUT', `/orders/2026-01-01/orders/${orderId}/cancellation`, { cancelReasonCode })
const statusOf = (orderId: string) => amazon.simulator.control.order(orderId)?.status

describe('cancelOrder', () => {
  it('is 202, and the whole order is cancelled later', async () => {
    const orderId = place()
    expect((await cancel(orderId, 'BUYER_CANCELLED')).status).toBe(202)
    expect(statusOf(orderId)).toBe('UNSHIPPED')
    await amazon.simulator.control.advance(30_000)
    expect(statusOf(orderId)).toBe('CANCELLED')
    expect(amazon.simulator.control.backOnSale()).toMatchObject([{ orderId, quantity: 1 }])
  })

  it('does not touch what was shipped in the meantime', async () => {
    const orderId = place()
    await cancel(orderId)
    amazon.simulator.control.shipOrder(orderId)
    await amazon.simulator.control.advance(30_000)
    expect(statusOf(orderId)).toBe('SHIPPED')
  })

  it.each([
    ['an FBA order', { fulfilledBy: 'AMAZON' }],
    ['a pending order', { status: 'PENDING' }],
    ['a cancelled order', { status: 'CANCELLED' }],
    ['a shipped order', { status: 'SHIPPED' }],
  ] as const)('is a 400 for %s', async (_, spec) => {
    expect((await cancel(place(spec))).status).toBe(400)
  })

  it('is a 400 for an unknown reason and for a wrong id, in the words of the model', async () => {
    expect((await cancel(place(), 'MOOD')).status).toBe(400)
    const { body } = await cancel('1-2-3')
    expect(firstError(body).message).toBe('OrderId: 1-2-3 should be in 3-7-7 format.')
  })

  it('is denied without the setting', async () => {
    amazon.simulator.control.changeSettings({ restCancelOrder: false })
    const orderId = place()
    expect((await cancel(orderId)).status).toBe(403)
    await amazon.simulator.control.advance(30_000)
    expect(statusOf(orderId)).toBe('UNSHIPPED')
  })
})
