/** The door against real sockets on loopback: deadlines, what left us and what did not, limits. */
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'
import { inspect } from 'node:util'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { PlatformError } from '../../src/core/platform-error.ts'
import type { Deadlines, OutsideCall } from '../../src/core/ports.ts'
import { createDoor, type DoorLimits } from '../../src/platforms/http/door.ts'
import { createNodeTransport, type NodeTransport } from '../../src/platforms/http/node-transport.ts'

const monotonic = { nowMs: () => performance.now() }
const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

function within(sendMs: number, answerMs: number): Deadlines {
  const startMs = monotonic.nowMs()
  return { sendBeforeMs: startMs + sendMs, answerByMs: startMs + answerMs }
}

function callTo(url: string, more: Partial<OutsideCall> = {}): OutsideCall {
  return {
    platform: 'shopify',
    operation: 'orderCreate',
    writes: true,
    method: 'POST',
    url,
    headers: { 'x-secret': 'token-canary' },
    body: 'body-canary',
    deadlines: within(1_000, 2_000),
    ...more,
  }
}

function open(limits: Partial<DoorLimits> = {}, answerMaxBytes = 1_000_000) {
  const transport: NodeTransport = createNodeTransport({ monotonic, answerMaxBytes })
  closers.push(() => transport.close())
  return createDoor({ transport, monotonic, limits })
}

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(
    () => server.close(),
    () => server.closeAllConnections(),
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/path?q=query-canary`
}

/** A bare TCP listener that hands each connection to the test. */
async function listenTcp(onSocket: (socket: Socket) => void): Promise<number> {
  const sockets: Socket[] = []
  const server = createTcpServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => undefined)
    onSocket(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(
    () => server.close(),
    () => sockets.forEach((socket) => void socket.destroy()),
  )
  return (server.address() as AddressInfo).port
}

async function failure(promise: Promise<unknown>): Promise<PlatformError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(PlatformError)
  return error as PlatformError
}

/** Stops this thread as SIGSTOP would: no timer, no socket is served meanwhile. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

describe('the door', () => {
  it('brings the answer of any status, with lower-case header names', async () => {
    const url = await listen((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => response.writeHead(422, { 'X-Request-Id': 'r1' }).end(`got ${body}`))
    })
    const answer = await open().send(callTo(url))
    expect(answer.status).toBe(422)
    expect(answer.headers['x-request-id']).toBe('r1')
    expect(answer.text).toBe('got body-canary')
  })

  it('sends nothing after send_before', async () => {
    let requests = 0
    const url = await listen((_request, response) => {
      requests += 1
      response.end()
    })
    const error = await failure(open().send(callTo(url, { deadlines: within(-1, 1_000) })))
    expect(error.facts).toMatchObject({ kind: 'unavailable', code: 'SEND_DEADLINE_PASSED' })
    expect(requests).toBe(0)
  })

  it('sends nothing when the process stood still while the connection opened', async () => {
    let heard = ''
    const port = await listenTcp((socket) => {
      socket.on('data', (chunk) => {
        heard += chunk
      })
    })
    const sending = failure(
      open().send(callTo(`http://127.0.0.1:${port}/`, { deadlines: within(50, 100) })),
    )
    standStill(250)
    expect((await sending).facts).toMatchObject({ kind: 'unavailable' })
    expect(heard).toBe('')
  })

  it('calls a write without an answer unclear, and a read unavailable', async () => {
    const url = await listen(() => undefined)
    const door = open()
    const write = await failure(door.send(callTo(url, { deadlines: within(100, 150) })))
    expect(write.facts).toMatchObject({ kind: 'unclear', code: 'ANSWER_DEADLINE_PASSED' })
    const read = { writes: false, method: 'GET', body: null, deadlines: within(100, 150) }
    const looked = await failure(door.send(callTo(url, read)))
    expect(looked.facts).toMatchObject({ kind: 'unavailable', code: 'ANSWER_DEADLINE_PASSED' })
  })

  it('aborts when the headers came and the body does not', async () => {
    const url = await listen((_request, response) => {
      response.writeHead(200)
      response.write('half')
    })
    const error = await failure(open().send(callTo(url, { deadlines: within(100, 200) })))
    expect(error.facts).toMatchObject({ kind: 'unclear', code: 'ANSWER_DEADLINE_PASSED' })
  })

  it('takes the answer that waited in the socket while the process stood still', async () => {
    const worker = new Worker(
      `const { parentPort } = require('node:worker_threads')
       const server = require('node:http').createServer((request, response) => {
         request.resume().on('end', () => setTimeout(() => response.end('created'), 50))
         parentPort.postMessage({ received: true })
       })
       server.listen(0, '127.0.0.1', () => parentPort.postMessage({ port: server.address().port }))`,
      { eval: true },
    )
    closers.push(() => worker.terminate())
    const [{ port }] = await once(worker, 'message')
    const received = once(worker, 'message')
    const sending = open().send(
      callTo(`http://127.0.0.1:${port}/`, { deadlines: within(300, 400) }),
    )
    await received
    standStill(900)
    expect((await sending).text).toBe('created')
  })

  it('gives up soon after standing still when no answer waits', async () => {
    let heard: () => void = () => undefined
    const received = new Promise<void>((resolve) => {
      heard = resolve
    })
    const url = await listen(() => heard())
    const door = open({ lateGraceMs: 60 })
    const sending = failure(door.send(callTo(url, { deadlines: within(500, 600) })))
    await received
    standStill(700)
    expect((await sending).facts).toMatchObject({
      kind: 'unclear',
      code: 'ANSWER_DEADLINE_PASSED',
    })
  })

  it('tells a refused connection (not sent) from a reset one (sent)', async () => {
    const door = open()
    const closed = await listenTcp(() => undefined)
    for (const close of closers.splice(-2)) close()
    const refused = await failure(door.send(callTo(`http://127.0.0.1:${closed}/`)))
    expect(refused.facts).toMatchObject({ kind: 'unavailable', code: 'ECONNREFUSED' })

    const resetting = await listenTcp((socket) =>
      socket.once('data', () => socket.resetAndDestroy()),
    )
    const reset = await failure(door.send(callTo(`http://127.0.0.1:${resetting}/`)))
    expect(reset.facts).toMatchObject({ kind: 'unclear', code: 'ECONNRESET' })
  })

  it('knows that a failed TLS handshake sent nothing', async () => {
    const door = open()
    const silent = await listenTcp(() => undefined)
    const slow = callTo(`https://127.0.0.1:${silent}/`, { deadlines: within(100, 150) })
    expect((await failure(door.send(slow))).facts).toMatchObject({
      kind: 'unavailable',
      code: 'CONNECTION_TOO_SLOW',
    })
    const wrong = await listenTcp((socket) => void socket.end('this is no TLS'))
    const broken = await failure(door.send(callTo(`https://127.0.0.1:${wrong}/`)))
    expect(broken.facts.kind).toBe('unavailable')
  })

  it('names a host that does not exist', async () => {
    const error = await failure(open().send(callTo('https://crossdock.invalid/')))
    expect(error.facts.kind).toBe('unavailable')
    expect(['ENOTFOUND', 'EAI_AGAIN']).toContain(error.facts.code)
  })

  it('allows plain http to this machine only', async () => {
    const door = open()
    for (const url of ['http://example.com/', 'ftp://127.0.0.1/', 'not a url']) {
      const error = await failure(door.send(callTo(url)))
      expect(error.facts.kind).toBe('unavailable')
      expect(error.facts.code).toMatch(/^HOST_NOT/)
    }
  })

  it('does not follow a redirect', async () => {
    const url = await listen((_request, response) =>
      response.writeHead(302, { location: 'https://elsewhere.invalid/' }).end(),
    )
    expect((await open().send(callTo(url))).status).toBe(302)
  })

  it('refuses bodies above the limits, in both directions', async () => {
    const url = await listen((_request, response) => response.end('x'.repeat(5_000)))
    const large = await failure(open({ requestBodyMaxBytes: 5 }).send(callTo(url)))
    expect(large.facts).toMatchObject({ kind: 'rejected', code: 'REQUEST_TOO_LARGE' })
    const door = open({}, 1_000)
    const write = await failure(door.send(callTo(url)))
    expect(write.facts).toMatchObject({ kind: 'unclear', code: 'ANSWER_TOO_LARGE' })
    const read = await failure(door.send(callTo(url, { writes: false })))
    expect(read.facts).toMatchObject({ kind: 'contract', code: 'ANSWER_TOO_LARGE' })
  })

  it('keeps the bytes of an answer that is no HTTP out of the error', async () => {
    const port = await listenTcp((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 nonsense answer-canary\r\n\r\n'))
    })
    const error = await failure(open().send(callTo(`http://127.0.0.1:${port}/`)))
    expect(error.facts.kind).toBe('unclear')
    const told = inspect(error, { depth: 10 }) + inspect(error.cause, { depth: 10 })
    expect(told).not.toContain('canary')
    expect(told).not.toContain('Buffer')
  })

  it('keeps address, headers and body out of every error', async () => {
    const url = await listen((_request, response) => response.destroy())
    const error = await failure(open().send(callTo(url)))
    const told = `${error.stack}${JSON.stringify(error)}${String(error.cause)}${JSON.stringify(error.cause)}`
    expect(told).not.toMatch(/canary/)
  })
})
