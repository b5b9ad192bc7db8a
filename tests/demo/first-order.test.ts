/**
 * "Five minutes to a first order" of the README, word by word: the variables that it exports, the commands
 * that it prints, our own PostgreSQL, and simulated platforms in place of the real ones.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportsOf, readPage } from '../docs/page.ts'
import { eventually } from '../support/eventually.ts'
import { type Simulators, startSimulators } from '../support/simulators.ts'

const root = path.join(import.meta.dirname, '..', '..')
const slowMs = 120_000

describe('five minutes to a first order', () => {
  let home = ''
  let simulators: Simulators
  let crossdock: ChildProcess
  let orderId = ''
  let env: Record<string, string> = {}
  beforeAll(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'crossdock-first-order-'))
    await chmod(home, 0o755)
    simulators = await startSimulators()
    orderId = await simulators.amazon.placeOrder({ createdAgoMs: 600_000, notify: false })
    env = { ...readmeEnvironment(simulators), ...elsewhere(simulators, home) }
  })
  afterAll(async () => {
    await end(crossdock)
    await simulators.stop()
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  })

  it('the doctor finds nothing to repair', { timeout: slowMs }, async () => {
    const { code, text } = await run('./bin/crossdock doctor')
    expect(text).toContain('0 failed')
    expect(code, text).toBe(0)
  })

  it('in the lane watch nothing is sent, and the list says what waits', {
    timeout: slowMs,
  }, async () => {
    crossdock = startWords('./bin/crossdock start')
    await said(crossdock, 'Crossdock works')
    await eventually(async () =>
      (await run('./bin/crossdock orders list')).text.includes('WATCHING'),
    )
    const { text } = await run('./bin/crossdock orders list')
    expect(text).toContain(orderId)
    expect(await ordersInShop()).toEqual([])
  })

  it('B70: live, the order crosses by itself, by variables and commands alone', {
    timeout: slowMs,
  }, async () => {
    const { code } = await run('./bin/crossdock lanes set import live')
    expect(code).toBe(0)
    await eventually(async () => (await ordersInShop()).length > 0)
    expect(await ordersInShop()).toEqual([orderId])
  })

  it('settings are shown and changed', { timeout: slowMs }, async () => {
    const change =
      './bin/crossdock settings set stock.whenShort=claim-anyway intake.pollSeconds=120'
    expect(await run(change)).toMatchObject({ code: 0 })
    const { text } = await run('./bin/crossdock settings show')
    expect(text).toContain('stock.whenShort=claim-anyway')
    expect(text).toContain('intake.pollSeconds=120')
  })

  async function ordersInShop(): Promise<(string | null)[]> {
    return (await simulators.shopify.orders()).map((order) => order.sourceIdentifier)
  }

  function startWords(words: string): ChildProcess {
    const [program = '', ...args] = words.split(' ')
    const child = spawn(process.execPath, [path.join(root, program), ...args], { cwd: home, env })
    child.stdout?.setEncoding('utf8')
    child.stderr?.setEncoding('utf8')
    return child
  }

  async function run(words: string): Promise<{ code: number; text: string }> {
    const child = startWords(words)
    let text = ''
    child.stdout?.on('data', (piece: string) => {
      text += piece
    })
    child.stderr?.on('data', (piece: string) => {
      text += piece
    })
    const [code] = await once(child, 'close')
    return { code, text }
  }
})

/** Exactly the variables of the README, with the simulators' values. */
function readmeEnvironment({ addresses }: Simulators): Record<string, string> {
  const known: Record<string, string> = {
    AMAZON_REGION: 'eu',
    AMAZON_CLIENT_ID: addresses.amazon.clientId,
    AMAZON_CLIENT_SECRET: addresses.amazon.clientSecret,
    AMAZON_REFRESH_TOKEN: addresses.amazon.refreshToken,
    SHOPIFY_SHOP: addresses.shop,
    SHOPIFY_CLIENT_ID: addresses.shopify.clientId,
    SHOPIFY_CLIENT_SECRET: addresses.shopify.clientSecret,
    CROSSDOCK_SETTINGS: '{"import":{"lane":"watch"}}',
  }
  const readme = readPage('README.md')
  expect(exportsOf(readme).sort()).toEqual(Object.keys(known).sort())
  expect(readme).toContain(`CROSSDOCK_SETTINGS='${known.CROSSDOCK_SETTINGS}'`)
  return known
}

/** What differs from a real start: the hosts, a folder and a port of the test's own. */
function elsewhere({ addresses }: Simulators, home: string): Record<string, string> {
  return {
    AMAZON_API_URL: addresses.amazonUrl,
    AMAZON_LWA_URL: addresses.lwaUrl,
    SHOPIFY_API_URL: addresses.shopifyUrl,
    CROSSDOCK_HOME: path.join(home, 'crossdock'),
    CROSSDOCK_PORT: '0',
    PATH: process.env.PATH ?? '',
    HOME: home,
  }
}

async function said(child: ChildProcess, words: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let text = ''
    for (const channel of [child.stdout, child.stderr]) {
      channel?.on('data', (piece: string) => {
        text += piece
        if (text.includes(words)) resolve()
      })
    }
    child.once('close', () => reject(new Error(`it ended early: ${text}`)))
  })
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'close')
}
