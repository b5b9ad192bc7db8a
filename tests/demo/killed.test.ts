/**
 * What anybody may try: the demo runs, its worker is killed with kill -9 again and again, and in the end the
 * figures are those of a demo that nobody disturbed.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, inject, test } from 'vitest'
import { tailOf } from '../../scripts/browser/demo.ts'

const main = path.resolve(import.meta.dirname, '../../src/cli/main.ts')
const started: ChildProcess[] = []
const killsWanted = 4
/** Two demos, each of which ends by itself after 260 s and says what is missing. */
const timeoutMs = 580_000
/** News of orders between the start of a worker and its end. */
const newsBeforeKill = 4

afterAll(() => {
  for (const child of started) if (child.exitCode === null) child.kill('SIGTERM')
})

test('R-FLOW-7: the demo whose worker is killed four times ends with the figures of an undisturbed one', {
  timeout: timeoutMs,
}, async () => {
  // One after the other: two at once on two cores take the time that a demo gives itself.
  const calm = await runDemo(0)
  const disturbed = await runDemo(killsWanted)
  expect(disturbed.kills).toBe(killsWanted)
  expect(disturbed.figures).toMatchObject({ duplicates: 0 })
  // One order is cancelled while the demo runs: whether it was imported before is a matter of time.
  const other = { imported: expect.any(Number), latencyP99Ms: expect.any(Number) }
  // So many figures waited in the moment in which the guard stopped them.
  const stock = { ...(calm.figures.stock as object), guardStopped: expect.any(Number) }
  expect(disturbed.figures).toEqual({ ...calm.figures, ...other, stock })
  const settled = ({ figures, cancelled }: DemoEnd) => Number(figures.imported) + cancelled
  expect(settled(disturbed)).toBe(settled(calm))
  expect(disturbed.figures.imported).toBeGreaterThanOrEqual(20)
})

type DemoEnd = {
  readonly kills: number
  readonly figures: Readonly<Record<string, unknown>>
  /** Orders that were cancelled before they came to Shopify. */
  readonly cancelled: number
}

/** Runs the demo to its end and kills its worker now and then. */
async function runDemo(killsMax: number): Promise<DemoEnd> {
  const child = spawn(process.execPath, [main, 'demo', '--exit', '--json'], {
    env: {
      ...process.env,
      DATABASE_URL: inject('clusterUrl'),
      CROSSDOCK_LEASE_MS: '1500',
      CROSSDOCK_DATABASE_CONNECTIONS: '5',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (text: Buffer) => {
    stdout += text.toString()
  })
  let workerPid = 0
  let news = 0
  let kills = 0
  let cancelled = 0
  createInterface({ input: child.stderr }).on('line', (line) => {
    stderr += `${line}\n`
    const runs = /^Crossdock runs as pid (\d+)/.exec(line)
    if (runs !== null) {
      workerPid = Number(runs[1])
      news = 0
    }
    if (/^ {2}\d{3}-\d{7}-\d{7} /.test(line)) news += 1
    if (line.includes('CANCELLED_BEFORE_IMPORT')) cancelled += 1
    if (kills < killsMax && workerPid > 0 && news >= newsBeforeKill) {
      process.kill(workerPid, 'SIGKILL')
      kills += 1
      workerPid = 0
    }
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  if (stdout === '' || code !== 0) {
    throw new Error(`the demo ended with ${code}: ${tailOf(stderr)}`)
  }
  return { kills, cancelled, figures: JSON.parse(stdout) as Record<string, unknown> }
}
