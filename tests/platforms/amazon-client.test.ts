/**
 * The Amazon client against the simulators' own process, over HTTP: two readings of Amazon's documents,
 * made by different hands, meet here.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AmazonOrderId } from '../../src/core/ids.ts'
import { id } from '../../src/core/ids.ts'
import type { AmazonReading } from '../../src/core/orders/amazon-reading.ts'
import { PlatformError } from '../../src/core/platform-error.ts'
import { readOrderChange } from '../../src/platforms/amazon/order-change.ts'
import { checkPersonalRole } from '../../src/platforms/amazon/personal-role.ts'
import { openNotificationQueue } from '../../src/platforms/amazon/queue.ts'
import type { AmazonCredentials } from '../../src/platforms/amazon/token.ts'
import { openClient, soon, type TestClient } from './loopback.ts'

type Simulators = {
  readonly amazonUrl: string
  readonly lwaUrl: string
  readonly sqsUrl: string
  readonly queueUrl: string
  readonly queueArn: string
  readonly amazon: AmazonCredentials
}

let child: ChildProcess
let simulators: Simulators
let client: TestClient

beforeAll(async () => {
  const flags = '--seed 7 --amazon-port 0 --shopify-port 0 --clock real --quotas off --world empty'
  child = spawn(process.execPath, ['simulators/main.ts', ...flags.split(' ')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  if (child.stdout === null) throw new Error('the simulators have no output')
  const [line] = await once(createInterface(child.stdout), 'line')
  simulators = JSON.parse(line)
  client = open(simulators.amazon)
}, 30_000)

afterAll(async () => {
  client.close()
  child.kill('SIGTERM')
  if (child.exitCode === null) await once(child, 'exit')
})

function open(credentials: AmazonCredentials): TestClient {
  return openClient(simulators.amazonUrl, {
    credentials,
    lwaUrl: simulators.lwaUrl,
    nowMs: () => Date.now(),
  })
}

async function control(verb: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${simulators.amazonUrl}/_control/${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`control ${verb}: ${response.status} ${text}`)
  return text === '' ? null : JSON.parse(text)
}

async function placeEveryKind(): Promise<Map<string, AmazonReading>> {
  const kinds = (await control('orders/place-every-kind', {
    createdAgoMs: 10 * 60_000,
  })) as Record<string, string>
  const readings = new Map<string, AmazonReading>()
  for (const [kind, orderId] of Object.entries(kinds)) {
    readings.set(kind, await client.amazon.getOrder(id('AmazonOrderId', orderId), soon()))
  }
  return readings
}

async function failure(promise: Promise<unknown>): Promise<PlatformError> {
  const error = await promise.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(PlatformError)
  return error as PlatformError
}

describe('orders of every kind', () => {
  it('are read whole, except those that are broken on purpose, whose ids still show', async () => {
    const readings = await placeEveryKind()
    expect(readings.size).toBeGreaterThan(30)
    for (const [kind, reading] of readings) {
      const expected = kind.startsWith('broken') ? 'unreadable' : 'order'
      expect(`${kind}: ${reading.kind}`).toBe(`${kind}: ${expected}`)
      if (reading.kind === 'unreadable') expect(reading.orderId).not.toBeNull()
    }
    const order = (kind: string) => {
      const reading = readings.get(kind)
      return reading?.kind === 'order' ? reading.order : undefined
    }
    expect(order('unknown-status')?.status).toHaveProperty('unrecognised')
    expect(order('unknown-fulfilled-by')?.fulfilledBy).toHaveProperty('unrecognised')
    expect(order('in-yen')?.grandTotal?.currency).toBe('JPY')
    expect(order('replacement')?.replaces?.kind).toBe('replacement')
    expect(order('tip')?.parts.some((part) => part.type === 'DELIVERY_TIP')).toBe(true)
    expect(order('tax-by-amazon')?.items[0]?.taxByMarketplace).toBe(true)
    expect(readings.get('personal-data-missing')).toMatchObject({ personalState: 'none' })
    expect(readings.get('plain')).toMatchObject({ personalState: 'complete', lacking: [] })
  })

  it('come by pages too, each exactly once, with the bound that Amazon echoes', async () => {
    await control('orders/place-many', {
      count: 45,
      oldestAgoMs: 50 * 60_000,
      newestAgoMs: 40 * 60_000,
    })
    const search = {
      createdAfterMs: Date.now() - 55 * 60_000,
      createdBeforeMs: Date.now() - 35 * 60_000,
      pageSize: 20,
    }
    const seen: (AmazonOrderId | null)[] = []
    let token: string | null = null
    do {
      const page = await client.amazon.searchOrders(
        { ...search, ...(token === null ? {} : { token }) },
        soon(),
      )
      expect(page.boundMs).toBe(search.createdBeforeMs)
      for (const reading of page.readings) {
        seen.push(reading.kind === 'order' ? reading.order.orderId : reading.orderId)
      }
      token = page.nextToken
    } while (token !== null)
    expect(seen.length).toBe(45)
    expect(new Set(seen).size).toBe(45)
  })

  it('keep their personal data to themselves without the role, which shows', async () => {
    await control('settings', { directToConsumerRole: false })
    const search = { lastUpdatedAfterMs: Date.now() - 86_400_000, openOnly: true }
    const page = await client.amazon.searchOrders(search, soon())
    await control('settings', { directToConsumerRole: true })
    expect(checkPersonalRole(page.readings).role).toBe('missing')
  })
})

describe('refusals and faults', () => {
  const absent = id('AmazonOrderId', '111-1111111-1111111')

  it('an order that is not there is refused by name', async () => {
    const error = await failure(client.amazon.getOrder(absent, soon()))
    expect(error.facts).toMatchObject({ kind: 'rejected', code: 'NotFound', status: 404 })
    expect(error.facts.requestId).not.toBeNull()
  })

  it('a wrong secret and a wrong refresh token are told apart', async () => {
    const wrongSecret = open({ ...simulators.amazon, clientSecret: 'wrong' })
    const secret = await failure(wrongSecret.amazon.getOrder(absent, soon()))
    expect(secret.facts).toMatchObject({ kind: 'unauthorized', code: 'invalid_client' })
    const wrongToken = open({ ...simulators.amazon, refreshToken: 'Atzr|wrong' })
    const token = await failure(wrongToken.amazon.getOrder(absent, soon()))
    expect(token.facts).toMatchObject({ kind: 'unauthorized', code: 'invalid_grant' })
    wrongSecret.close()
    wrongToken.close()
  })

  const faults: [string, string][] = [
    ['throttled', 'throttled'],
    ['unavailable', 'unavailable'],
    ['answer-lost', 'unavailable'],
  ]
  it.each(faults)('%s is %s, and the next call succeeds', async (fault, kind) => {
    const placed = (await control('orders/place', {})) as { orderId: string }
    const orderId = id('AmazonOrderId', placed.orderId)
    await control('faults', { on: 'amazon.getOrder', fault })
    const error = await failure(client.amazon.getOrder(orderId, soon()))
    expect(error.facts.kind).toBe(kind)
    expect((await client.amazon.getOrder(orderId, soon())).kind).toBe('order')
  })

  it('an expired token is renewed without anybody noticing', async () => {
    const placed = (await control('orders/place', {})) as { orderId: string }
    await control('faults', { on: 'amazon.getOrder', fault: 'expired-token' })
    const orderId = id('AmazonOrderId', placed.orderId)
    expect((await client.amazon.getOrder(orderId, soon())).kind).toBe('order')
  })
})

describe('the account and its notifications', () => {
  it('names plan and marketplaces; B25d: a Vendor Central account is known', async () => {
    const account = await client.amazon.readAccount()
    expect(account).toMatchObject({ plan: 'PROFESSIONAL', vendor: false })
    expect(account.marketplaces.length).toBeGreaterThan(0)
    await control('settings', { accountKind: 'vendor' })
    expect(await client.amazon.readAccount()).toMatchObject({ vendor: true })
    await control('settings', { accountKind: 'seller' })
  })

  it('subscribes once, hears of an order through the queue, and removes what it read', async () => {
    const { queueArn, queueUrl, sqsUrl } = simulators
    const first = await client.amazon.ensureOrderChangeSubscription({ queueArn })
    const again = await client.amazon.ensureOrderChangeSubscription({ queueArn })
    expect(again).toEqual({ ...first, created: false })
    const queue = await openNotificationQueue({
      queueUrl,
      endpoint: sqsUrl,
      credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    })
    const placed = (await control('orders/place', { status: 'UNSHIPPED' })) as { orderId: string }
    const heard = new Set<string>()
    const stop = AbortSignal.timeout(10_000)
    while (!heard.has(placed.orderId)) {
      const messages = await queue.receive(10, 5, stop)
      for (const message of messages) {
        const change = readOrderChange(message.body)
        if (change.kind === 'order-change') heard.add(change.orderId)
      }
      expect(await queue.remove(messages.map((message) => message.handle))).toEqual([])
      expect(stop.aborted).toBe(false)
    }
    queue.close()
  })
})
