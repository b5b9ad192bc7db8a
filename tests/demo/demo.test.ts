/**
 * What the README promises after `npm ci`: `npm run demo` tells its story and ends well on a machine where
 * nothing is prepared, and `npm run simulators` says where the platforms are. Both by the very command
 * lines of package.json, in an empty folder.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { tailOf } from '../../scripts/browser/demo.ts'

const root = path.join(import.meta.dirname, '..', '..')
/** On a machine that does nothing else. */
const quietMs = 120_000
const limitMs = 300_000
/** The loop below there. */
const quietLoopMs = 150
const started: ChildProcess[] = []
let emptyFolder = ''

beforeEach(async () => {
  emptyFolder = await mkdtemp(path.join(os.tmpdir(), 'crossdock-demo-test-'))
  // Started by root, the server runs as another user, who has to pass through.
  await chmod(emptyFolder, 0o755)
})

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
  }
  await rm(emptyFolder, { recursive: true, force: true, maxRetries: 5 })
})

test('npm run demo ends within two minutes with nothing lost and nothing doubled', {
  timeout: limitMs,
}, async () => {
  const promisedMs = quietMs * slowness()
  const begunMs = performance.now()
  const demo = await runScript('demo', ['--exit', '--json'])
  const said = collect(demo)
  const [code] = await once(demo, 'close')
  expect(code, tailOf(said.stderr())).toBe(0)
  expect(performance.now() - begunMs).toBeLessThan(promisedMs)
  expect(said.stdout().trimEnd().split('\n')).toHaveLength(1)
  const figures = JSON.parse(said.stdout())
  expect(figures).toMatchObject({
    duplicates: 0,
    listedOnly: expect.any(Number),
    latencyP99Ms: expect.any(Number),
    held: { SKU_UNMAPPED: expect.any(Number), UNABLE_TO_RESERVE_INVENTORY: expect.any(Number) },
  })
  expect(figures.imported).toBeGreaterThanOrEqual(20)
  // After the import: each as the other platform itself shows it, and nothing twice.
  expect(figures).toMatchObject({
    ...{ shipmentsConfirmed: 3, splitShipments: 1, shippedOnAmazon: 1 },
    ...{ cancelledFromShopify: 1, cancelledFromAmazon: 1, cancelledForBuyer: 1 },
    ...{ refundedFromShopify: 1, refundedFromAmazon: 1, secondRefundsRefused: 1 },
    // B46: cancelled while it was disconnected, they wait, and Amazon was not told.
    ...{ quarantined: 3, doubledEffects: 0, unfinished: [] },
    // Each as the platforms themselves show it: a guard that stopped nothing, or a kit of nothing, is none.
    stock: {
      ...{ saleOnAmazonMovedShopify: 1, saleOnShopifyMovedAmazon: 2 },
      ...{ driftFound: 3, driftRepaired: 3 },
    },
  })
  expect(figures.stock.kit).toBeGreaterThan(0)
  expect(figures.stock.fbaFigures).toBeGreaterThan(0)
  expect(figures.stock.guardStopped).toBeGreaterThan(20)
  expect(figures.listedOnly).toBeGreaterThan(0)
})

test('npm run simulators says on one line where both platforms are', async () => {
  const simulators = await runScript('simulators', ['--world', 'empty'])
  if (simulators.stdout === null) throw new Error('no stdout')
  const [line] = await once(createInterface(simulators.stdout), 'line')
  const told = JSON.parse(String(line))
  expect(told).toMatchObject({ ready: true, shop: expect.stringMatching(/\.myshopify\.com$/) })
  for (const url of [told.amazonUrl, told.shopifyUrl]) {
    const answer = await fetch(`${url}/_control/openapi.json`)
    expect(answer.status).toBe(200)
  }
})

/** How many times slower than such a machine this one is now: the promise is about the program. */
function slowness(): number {
  const begunMs = performance.now()
  let sum = 0
  for (let at = 0; at < 20_000_000; at += 1) sum = (sum + at * 31) % 1_000_003
  return sum < 0 ? 1 : Math.max(1, (performance.now() - begunMs) / quietLoopMs)
}

/** Runs a script of package.json as npm would, but in an empty folder. */
async function runScript(name: string, args: readonly string[]): Promise<ChildProcess> {
  const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
  const [program, ...words] = String(scripts[name]).split(' ')
  const { DATABASE_URL: _none, ...env } = process.env
  const child = spawn(process.execPath, [path.join(root, program ?? ''), ...words, ...args], {
    cwd: emptyFolder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  return child
}

function collect(child: ChildProcess): { stdout(): string; stderr(): string } {
  const texts = { stdout: '', stderr: '' }
  child.stdout?.on('data', (piece: Buffer) => {
    texts.stdout += piece.toString()
  })
  child.stderr?.on('data', (piece: Buffer) => {
    texts.stderr += piece.toString()
  })
  return { stdout: () => texts.stdout, stderr: () => texts.stderr }
}
