/** A tiny HTTP host on loopback that a test scripts answer by answer, and a client that calls it. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LearntLimit } from '../../src/core/ports.ts'
import {
  type AmazonClient,
  type AmazonClientParts,
  createAmazonClient,
} from '../../src/platforms/amazon/client.ts'
import { createDoor } from '../../src/platforms/http/door.ts'
import { createNodeTransport } from '../../src/platforms/http/node-transport.ts'

export type Asked = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

export type Told = {
  readonly status: number
  readonly json?: unknown
  /** Instead of JSON. */
  readonly bytes?: Uint8Array
  readonly headers?: Record<string, string>
}

export type Host = { readonly url: string; readonly asked: Asked[]; close(): void }

/** `answer` may be slow (a promise); every request is kept in `asked`. */
export async function openHost(answer: (asked: Asked) => Told | Promise<Told>): Promise<Host> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', async () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1')
      const one = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body,
      }
      asked.push(one)
      const told = await answer(one)
      response
        .writeHead(told.status, told.headers)
        .end(told.bytes ?? JSON.stringify(told.json ?? {}))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

export const credentials = {
  clientId: 'amzn1.application-oa2-client.test',
  clientSecret: 'secret-canary',
  refreshToken: 'Atzr|refresh-canary',
}

export type TestClient = {
  readonly amazon: AmazonClient
  readonly limits: LearntLimit[]
  close(): void
}

/** A client against one host that plays both LWA (at `/auth/o2/token`) and the API. */
export function openClient(url: string, more: Partial<AmazonClientParts> = {}): TestClient {
  const monotonic = more.monotonic ?? { nowMs: () => performance.now() }
  const transport = createNodeTransport({ monotonic })
  const limits: LearntLimit[] = []
  const amazon = createAmazonClient({
    door: createDoor({ transport, monotonic }),
    lwaUrl: `${url}/auth/o2/token`,
    apiUrl: url,
    credentials,
    monotonic,
    nowMs: () => 0,
    onLimit: (limit) => limits.push(limit),
    userAgent: 'Crossdock-tests/1 (Language=TypeScript)',
    ...more,
  })
  return { amazon, limits, close: () => transport.close() }
}

export function soon() {
  const nowMs = performance.now()
  return { sendBeforeMs: nowMs + 2_000, answerByMs: nowMs + 5_000 }
}
