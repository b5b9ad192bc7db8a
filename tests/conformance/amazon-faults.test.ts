/** The fault plane on Amazon's calls: what the caller sees, and what happened in the world. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Fault } from '../../simulators/kit/fault-plane.ts'
import { createRealClock, machineNowMs } from '../../simulators/kit/world-clock.ts'
import { type AmazonHost, firstError, openAmazon, readAnswer, tokenFields } from './amazon-host.ts'

let amazon: AmazonHost
let orderId: string
beforeEach(async () => {
  amazon = await openAmazon()
  orderId = amazon.simulator.control.placeOrder({ createdAgoMs: 600_000 })
})
afterEach(() => amazon.close())

const path = () => `/orders/2026-01-01/orders/${orderId}?includedData=FULFILLMENT`
const read = () => amazon.get(path())
const fault = (one: Fault) => amazon.simulator.faults.add(one)
const on = 'amazon.getOrder'

describe('a call under a fault', () => {
  it.each([
    ['throttled', 429, 'QuotaExceeded'],
    ['unavailable', 503, 'ServiceUnavailable'],
    ['refused', 400, 'InvalidInput'],
  ] as const)('%s answers %i once, then as always', async (kind, status, code) => {
    fault({ on, fault: kind })
    const answer = await read()
    expect({ status: answer.status, code: firstError(answer.body).code }).toEqual({ status, code })
    expect((await read()).status).toBe(200)
    expect(amazon.simulator.faults.fired()[kind]).toBe(1)
  })

  it('answer-lost ends the connection without an answer', async () => {
    fault({ on, fault: 'answer-lost', times: 2 })
    await expect(read()).rejects.toThrow()
    await expect(read()).rejects.toThrow()
    expect((await read()).status).toBe(200)
    expect(amazon.simulator.journal.entries({ on, status: 'lost' })).toHaveLength(2)
  })

  it('expired-token really ends that token, and a new one works', async () => {
    const headers = { 'x-amz-access-token': await amazon.token('seller') }
    const call = async () => readAnswer(await fetch(amazon.url + path(), { headers }))
    fault({ on, fault: 'expired-token' })
    const first = await call()
    expect(first.status).toBe(403)
    expect(firstError(first.body).details).toMatch(/expired/)
    expect((await call()).status).toBe(403)
    expect((await read()).status).toBe(200)
  })

  it('stale-read shows the version before, and not yet the order that was just placed', async () => {
    const statusOf = async () => {
      const order = (await read()).body.order as { fulfillment: { fulfillmentStatus: string } }
      return order.fulfillment.fulfillmentStatus
    }
    amazon.simulator.control.shipOrder(orderId)
    fault({ on, fault: 'stale-read', times: 2 })
    expect(await statusOf()).toBe('UNSHIPPED')
    orderId = amazon.simulator.control.placeOrder()
    expect((await read()).status).toBe(404)
    expect((await read()).status).toBe(200)
  })

  it('only strikes where it matches', async () => {
    fault({ on, fault: 'unavailable', match: { orderId } })
    const other = amazon.simulator.control.placeOrder()
    expect((await amazon.get(`/orders/2026-01-01/orders/${other}`)).status).toBe(200)
    expect((await read()).status).toBe(503)
  })

  it('on amazon.* strikes at whatever comes first', async () => {
    fault({ on: 'amazon.*', fault: 'unavailable' })
    const { status } = await amazon.login(tokenFields(amazon.simulator, 'seller'))
    expect(status).toBe(503)
  })

  it('half-page answers fewer rows with a token, and the rest follows', async () => {
    amazon.simulator.control.placeMany({ count: 9 })
    fault({ on: 'amazon.searchOrders', fault: 'half-page' })
    const query = 'lastUpdatedAfter=2026-11-01T00:00:00Z'
    type Page = { orders: unknown[]; pagination?: { nextToken: string } }
    const search = '/orders/2026-01-01/orders'
    const first = (await amazon.get(`${search}?${query}`)).body as unknown as Page
    const token = first.pagination?.nextToken ?? ''
    const rest = (await amazon.get(`${search}?${query}&paginationToken=${token}`))
      .body as unknown as Page
    expect([first.orders.length, rest.orders.length]).toEqual([5, 5])
    expect(rest.pagination).toBeUndefined()
  })

  it('stale-read hides the newest orders from a search; the next one finds them', async () => {
    const search = '/orders/2026-01-01/orders?lastUpdatedAfter=2026-11-01T00:00:00Z'
    const count = async () => ((await amazon.get(search)).body.orders as unknown[]).length
    amazon.simulator.control.placeOrder({ createdAgoMs: 150_000 })
    fault({ on: 'amazon.searchOrders', fault: 'stale-read' })
    expect([await count(), await count()]).toEqual([1, 2])
  })

  it('that the operation does not know waits and is not counted', async () => {
    fault({ on, fault: 'half-page' })
    fault({ on, fault: 'silently-dropped' })
    expect((await read()).status).toBe(200)
    expect(amazon.simulator.faults.list()).toHaveLength(2)
    expect(amazon.simulator.faults.fired()).toMatchObject({ 'half-page': 0, 'silently-dropped': 0 })
  })

  it('slow waits on a real clock', async () => {
    await amazon.close()
    amazon = await openAmazon({ clock: createRealClock() })
    orderId = amazon.simulator.control.placeOrder()
    fault({ on, fault: 'slow', delayMs: 120 })
    const startMs = machineNowMs()
    expect((await read()).status).toBe(200)
    expect(machineNowMs() - startMs).toBeGreaterThanOrEqual(119)
  })
})

describe('getOrder behind the notifications', () => {
  it('shows a change only after its own lag', async () => {
    amazon.simulator.control.changeSettings({ getOrderLagMs: 30_000 })
    orderId = amazon.simulator.control.placeOrder()
    expect((await read()).status).toBe(404)
    await amazon.simulator.control.advance(30_000)
    expect((await read()).status).toBe(200)
  })
})
