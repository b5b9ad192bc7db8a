/** The control door over HTTP, and the door to HTTP itself. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { serve } from '../../simulators/kit/serve-http.ts'
import { textAnswer } from '../../simulators/kit/wire.ts'
import { type AmazonHost, openAmazon, worldStartMs } from './amazon-host.ts'

let amazon: AmazonHost
beforeEach(async () => {
  amazon = await openAmazon()
})
afterEach(() => amazon.close())

async function control(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${amazon.url}/_control/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

describe('the control door', () => {
  it('describes every verb in an OpenAPI document', async () => {
    const { body } = await control('GET', 'openapi.json')
    expect(body.openapi).toBe('3.1.0')
    const paths = body.paths as Record<string, Record<string, { summary: string }>>
    for (const path of ['faults', 'journal', 'clock', 'reset', 'orders/place', 'settings']) {
      expect(paths).toHaveProperty([`/_control/${path}`])
    }
    for (const operation of Object.values(paths).flatMap((one) => Object.values(one))) {
      expect(operation.summary).not.toBe('')
    }
  })

  it('adds faults that strike, shows and removes them', async () => {
    const fault = { on: 'amazon.token', fault: 'unavailable', times: 2 }
    await control('POST', 'faults', [fault, { on: 'amazon.getOrder', fault: 'slow' }])
    expect((await amazon.login({})).status).toBe(503)
    const { body } = await control('GET', 'faults')
    expect(body.waiting).toMatchObject([{ on: 'amazon.token', times: 1 }, { fault: 'slow' }])
    expect(body.fired).toMatchObject({ unavailable: 1, slow: 0 })
    await control('DELETE', 'faults')
    expect((await amazon.login({})).status).toBe(400)
  })

  it('refuses unknown faults, fields and verbs, and bodies that are no JSON', async () => {
    expect((await control('POST', 'faults', { on: 'x', fault: 'melted' })).status).toBe(400)
    expect((await control('POST', 'orders/place', { colour: 'red' })).status).toBe(400)
    expect((await control('POST', 'fly')).status).toBe(404)
    const broken = await fetch(`${amazon.url}/_control/faults`, { method: 'POST', body: '{' })
    expect(broken.status).toBe(400)
  })

  it('shows the journal by operation and empties it', async () => {
    await amazon.login({})
    await amazon.login({})
    const { body } = await control('GET', 'journal?on=amazon.token')
    expect(body.entries).toHaveLength(2)
    await control('DELETE', 'journal')
    expect((await control('GET', 'journal')).body.entries).toEqual([])
  })

  it('tells world time, moves it and changes its rate', async () => {
    expect((await control('GET', 'clock')).body).toMatchObject({
      mode: 'stepped',
      nowMs: worldStartMs,
    })
    const moved = await control('POST', 'clock', { advanceMs: 5000 })
    expect(moved.body.nowMs).toBe(worldStartMs + 5000)
    const scaled = await control('POST', 'clock', { mode: 'scaled', factor: 60 })
    expect(scaled.body).toMatchObject({ mode: 'scaled', factor: 60 })
  })

  it('does what a buyer, a merchant and Amazon do', async () => {
    const placed = await control('POST', 'orders/place', { status: 'PENDING', lines: [{}] })
    const orderId = String(placed.body.orderId)
    const steps = [
      ['pay', 'UNSHIPPED'],
      ['request-cancel', 'UNSHIPPED'],
      ['ship', 'SHIPPED'],
      ['deliver', 'SHIPPED'],
    ] as const
    for (const [verb, status] of steps) {
      const { body } = await control('POST', `orders/${verb}`, { orderId })
      expect(body).toEqual({ orderId, status })
    }
    expect((await control('POST', 'orders/cancel', { orderId })).status).toBe(409)
    expect((await control('GET', `orders?orderId=${orderId}`)).body).toMatchObject({
      status: 'SHIPPED',
      order: { packages: [{ packageStatus: { status: 'DELIVERED' } }] },
    })
    expect((await control('POST', 'orders/pay', { orderId: 'unknown' })).status).toBe(409)
  })

  it('places many, every kind and the samples, and forgets them all at a reset', async () => {
    expect((await control('POST', 'orders/place-many', { count: 20 })).body).toEqual({ placed: 20 })
    const kinds = Object.keys((await control('POST', 'orders/place-every-kind', {})).body)
    await control('POST', 'orders/place-samples')
    const { body } = await control('GET', 'orders')
    expect(body.count).toBe(20 + kinds.length + 6)
    await control('POST', 'reset')
    expect((await control('GET', 'orders')).body.count).toBe(0)
  })
})

describe('the door to HTTP', () => {
  const echo = {
    name: 'echo',
    handle: async ({ method, path, query, body, headers }) => {
      if (path === '/lost') return { kind: 'lost' }
      if (path === '/defect') throw new Error('a defect')
      const said = { method, path, a: query.getAll('a'), body, header: headers['x-one'] }
      return textAnswer(200, JSON.stringify(said))
    },
  } satisfies Parameters<typeof serve>[0]

  it('passes the request on as it came and the answer back', async () => {
    const served = await serve(echo, { port: 0 })
    const answer = await fetch(`${served.url}/b%2Fc?a=1&a=%C3%A9`, {
      method: 'PUT',
      headers: { 'X-One': 'two' },
      body: 'grüße',
    })
    expect(await answer.json()).toEqual({
      method: 'PUT',
      path: '/b%2Fc',
      a: ['1', 'é'],
      body: 'grüße',
      header: 'two',
    })
    await served.close()
  })

  it('kills the connection of a lost answer, and names a defect of the simulator', async () => {
    const served = await serve(echo, { port: 0 })
    await expect(fetch(`${served.url}/lost`)).rejects.toThrow()
    expect((await fetch(`${served.url}/defect`)).status).toBe(500)
    await served.close()
  })

  it('refuses a body over 5 MB', async () => {
    const served = await serve(echo, { port: 0 })
    const post = async (bytes: number): Promise<number> => {
      const body = 'x'.repeat(bytes)
      return (await fetch(served.url, { method: 'POST', body })).status
    }
    expect(await post(5 * 1024 * 1024)).toBe(200)
    expect(await post(5 * 1024 * 1024 + 1)).toBe(413)
    await served.close()
  })
})

it('sends a body that is too large for one piece piece by piece', async () => {
  const pieces = ['one ', 'two ', 'three'].map((text) => Buffer.from(text))
  const name = 'pieces'
  const handle = async () => ({ ...textAnswer(200), stream: () => pieces })
  const served = await serve({ name, handle }, { port: 0 })
  expect(await (await fetch(served.url)).text()).toBe('one two three')
  await served.close()
})
