/** Faults of each write of an order's life, and what truth makes of doubled effects. */
import { afterAll, describe, expect, test } from 'vitest'
import { closeShopify } from './shopify-host.ts'
import { bigOrder, call, control, life, payloadOf, texts } from './shopify-life.ts'
import { type Scene, sceneFor, writes } from './shopify-writes.ts'

afterAll(closeShopify)

const names = Object.keys(writes)
const effectOf = (name: string, scene: Scene): Promise<number> | undefined =>
  writes[name]?.effect(scene)

describe.each(names)('%s', (name) => {
  test('answer-lost and applied-late leave one effect; the others before it none', async () => {
    const scene = await sceneFor(name)
    const { host, text, variables } = scene
    const on = `shopify.${name}`
    await control(host, 'faults', [
      { on, fault: 'throttled' },
      { on, fault: 'unavailable' },
      { on, fault: 'refused' },
      { on, fault: 'silently-dropped' },
    ])
    const throttled = await host.query(text, variables)
    expect(throttled.errors?.graphQLErrors?.[0]?.extensions).toMatchObject({ code: 'THROTTLED' })
    await host.advance(60_000)
    expect((await host.query(text, variables)).errors?.networkStatusCode).toBe(503)
    const refused = payloadOf(await host.query(text, variables))
    expect(refused.userErrors ?? refused.orderCancelUserErrors).not.toEqual([])
    const other = name === 'refundCreate' ? { ...variables, key: 'two' } : variables
    const dropped = payloadOf(await host.query(text, other))
    expect(dropped.userErrors ?? dropped.orderCancelUserErrors).toEqual([])
    expect(await effectOf(name, scene)).toBe(0)
    await control(host, 'faults', { on, fault: 'answer-lost' })
    const third = name === 'refundCreate' ? { ...variables, key: 'three' } : variables
    expect((await host.query(text, third)).errors?.message).toMatch(/fetch failed/)
    expect(await effectOf(name, scene)).toBe(1)
    const [lost] = host.simulator.journal.entries({ on }).slice(-1)
    expect(lost).toMatchObject({ status: 'lost', effect: expect.any(String) })
  })

  test('applied-late happens after its time; refused-but-written has happened', async () => {
    const late = await sceneFor(name)
    const on = `shopify.${name}`
    await control(late.host, 'faults', { on, fault: 'applied-late', delayMs: 30_000 })
    expect((await late.host.query(late.text, late.variables)).errors).toBeDefined()
    expect(await effectOf(name, late)).toBe(0)
    await late.host.advance(30_000)
    expect(await effectOf(name, late)).toBe(1)
    const odd = await sceneFor(name)
    await control(odd.host, 'faults', { on, fault: 'refused-but-written' })
    const payload = payloadOf(await odd.host.query(odd.text, odd.variables))
    expect(payload.userErrors ?? payload.orderCancelUserErrors).toHaveLength(1)
    expect(await effectOf(name, odd)).toBe(1)
  })
})

test('a stale read shows the order as it was a moment ago', async () => {
  const { host, id, text, variables } = await sceneFor('refundCreate')
  await host.advance(60_000)
  await call(host, text, variables)
  host.simulator.control.merchantNote({ orderId: id, note: 'and another change' })
  await control(host, 'faults', { on: 'shopify.order', fault: 'stale-read', delayMs: 30_000 })
  expect((await life(host, id)).refunds).toEqual([])
  expect((await life(host, id)).refunds).toHaveLength(1)
})

describe('truth', () => {
  test('names what the app did twice, and leaves the merchant alone', async () => {
    const { host, id, variables } = await sceneFor('refundCreate')
    await call(host, texts.refund, variables)
    expect(host.simulator.control.doubledEffects()).toEqual([])
    await call(host, texts.refund, { ...variables, key: 'two' })
    await bigOrder(host)
    host.simulator.control.merchantRefund({ orderId: id, amount: '1.00', note: 'ours' })
    const kinds = host.simulator.control.doubledEffects().map((one) => one.kind)
    expect(kinds).toEqual(['order', 'refund'])
    const answer = await fetch(`${host.url}/_control/truth?orderId=${encodeURIComponent(id)}`)
    expect(await answer.json()).toMatchObject({
      orders: [{ id, madeBy: 'Crossdock', received: '53.00', refunded: '11.00' }],
      mails: [],
    })
  })
})
