/**
 * The simulated Shopify in a process of its own, as `npm run simulators` starts it, and the real client
 * on the real door in front of it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Deadlines, LearntLimit } from '../../src/core/ports.ts'
import { createDoor } from '../../src/platforms/http/door.ts'
import { createNodeTransport } from '../../src/platforms/http/node-transport.ts'
import { createShopifyClient, type ShopifyClient } from '../../src/platforms/shopify/client.ts'

const readyShape = z.object({
  ready: z.literal(true),
  shopifyUrl: z.string(),
  shopify: z.object({ clientId: z.string(), clientSecret: z.string() }),
})

export type SimulatedShop = {
  readonly client: ShopifyClient
  readonly clientSecret: string
  readonly limits: LearntLimit[]
  deadlines(): Deadlines
  /** Acts as merchant, time or fault, by the simulator's control door. */
  act(path: string, body?: unknown): Promise<unknown>
  ask(path: string): Promise<unknown>
  close(): Promise<void>
}

export async function startSimulatedShop(flags: readonly string[] = []): Promise<SimulatedShop> {
  const main = fileURLToPath(new URL('../../simulators/main.ts', import.meta.url))
  const settings = ['--seed', '11', '--world', 'empty', '--index-lag-ms', '0', '--die-with-parent']
  const child = spawn(process.execPath, [main, ...settings, ...flags], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const { shopifyUrl, shopify } = readyShape.parse(await firstLine(child))
  const monotonic = { nowMs: () => performance.now() }
  const transport = createNodeTransport({ monotonic })
  const limits: LearntLimit[] = []
  const client = createShopifyClient({
    door: createDoor({ transport, monotonic }),
    shopUrl: shopifyUrl,
    credentials: { kind: 'client-credentials', ...shopify },
    monotonic,
    nowMs: () => Date.now(),
    onLimit: (limit) => limits.push(limit),
  })
  const call = async (path: string, init: RequestInit): Promise<unknown> => {
    const answer = await fetch(`${shopifyUrl}/_control/${path}`, init)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`control ${path}: ${answer.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
  return {
    client,
    clientSecret: shopify.clientSecret,
    limits,
    deadlines: () => {
      const nowMs = performance.now()
      return { sendBeforeMs: nowMs + 2_000, answerByMs: nowMs + 5_000 }
    },
    act: (path, body = {}) => call(path, { method: 'POST', body: JSON.stringify(body) }),
    ask: (path) => call(path, {}),
    close: async () => {
      transport.close()
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

export type Delivery = { readonly headers: IncomingHttpHeaders; readonly body: Buffer }

/** Takes deliveries on a free port; `next` waits for one. */
export async function listenForDeliveries() {
  const taken: Delivery[] = []
  const waiting: ((delivery: Delivery) => void)[] = []
  const server = createServer(async (request, answer) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    answer.writeHead(200).end()
    const delivery = { headers: request.headers, body: Buffer.concat(chunks) }
    const waiter = waiting.shift()
    if (waiter) waiter(delivery)
    else taken.push(delivery)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/webhooks/shopify`,
    next: (): Promise<Delivery> => {
      const first = taken.shift()
      return first ? Promise.resolve(first) : new Promise((resolve) => waiting.push(resolve))
    },
    close: (): void => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function firstLine(child: ChildProcess): Promise<unknown> {
  if (!child.stdout) throw new Error('no output')
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return JSON.parse(String(line))
}
