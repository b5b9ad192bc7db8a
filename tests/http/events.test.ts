import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendTraces } from '../../src/store/traces.ts'
import { type ApiHost, accountId, numberedId, startApi } from './api-host.ts'
import { becomeOwner, type SignedIn } from './browser.ts'

let api: ApiHost
let owner: SignedIn

beforeAll(async () => {
  api = await startApi()
  owner = await becomeOwner(api)
})
afterAll(() => api.close())

type Told = { readonly id: string; readonly event: string; readonly data: unknown }

/** Opens a stream and answers how to wait for what it tells. */
async function follow(lastEventId?: string) {
  const leaving = new AbortController()
  const answer = await fetch(`${api.url}/api/events`, {
    signal: leaving.signal,
    headers: {
      cookie: `crossdock_session=${owner.browser.cookies.get('crossdock_session')}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
  })
  const reader = (answer.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())
  const told: Told[] = []
  let text = ''
  const lines = reader.getReader()
  const until = async (event: string): Promise<Told> => {
    for (;;) {
      const at = told.findIndex((one) => one.event === event)
      const [found] = at < 0 ? [] : told.splice(0, at + 1).slice(-1)
      if (found !== undefined) return found
      const { done, value = '' } = await lines.read()
      if (done) throw new Error(`the stream ended before ${event}`)
      text += value
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      told.push(...parts.flatMap(readEvent))
    }
  }
  const ended = async () => {
    for (;;) if ((await lines.read()).done) return true
  }
  return { status: answer.status, until, ended, leave: () => leaving.abort() }
}

function readEvent(part: string): Told[] {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1] ?? ''
  const event = field('event')
  return event === '' ? [] : [{ id: field('id'), event, data: JSON.parse(field('data')) }]
}

async function happens(number: number): Promise<void> {
  const body = { outcome: 'held' }
  await appendTraces(api.database.db, accountId, [
    { orderId: numberedId(number), kind: 'decided', body },
  ])
}

describe('the stream of changes', { timeout: 30_000 }, () => {
  it('R-LIVE-1: names the orders that something was written of, whichever process did it', async () => {
    const stream = await follow()
    expect((await stream.until('hello')).data).toEqual({ full: true })
    // The listener says that it is there by telling all to read anew.
    await stream.until('hello')
    await happens(1)
    expect((await stream.until('orders')).data).toEqual({ orderIds: [numberedId(1)] })
    await stream.until('overview')
    stream.leave()
  })

  it('R-LIVE-2: after a short break tells what was missed, after a long one to read anew', async () => {
    const first = await follow()
    await first.until('hello')
    await happens(2)
    const { id } = await first.until('orders')
    await happens(3)
    await first.until('orders')
    first.leave()
    const again = await follow(id)
    expect((await again.until('hello')).data).toEqual({ full: false })
    expect((await again.until('orders')).data).toEqual({ orderIds: [numberedId(3)] })
    again.leave()
    const stranger = await follow('of-another-process.3')
    expect((await stranger.until('hello')).data).toEqual({ full: true })
    stranger.leave()
  })

  it('R-LIVE-3: a session has six streams at most, and they end with it', async () => {
    const open = await Promise.all(Array.from({ length: 7 }, () => follow()))
    expect(open.filter(({ status }) => status === 429)).toHaveLength(1)
    const streams = open.filter(({ status }) => status === 200)
    await streams[0]?.until('hello')
    await owner.browser.ask('POST', '/api/sign-out/everywhere')
    expect((await streams[0]?.until('bye'))?.data).toEqual({ code: 'UNAUTHENTICATED' })
    expect(await streams[0]?.ended()).toBe(true)
    for (const stream of streams) stream.leave()
  })
})
