/**
 * The bench at its tiniest: that each part runs and prints its figures. Nothing here is timed; what the
 * figures should be stands in bench/README.md.
 */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const program = path.resolve(import.meta.dirname, '../../bench/main.ts')
const limitMs = 240_000

type Ended = { readonly stdout: string; readonly stderr: string; readonly code: number }

async function bench(...args: readonly string[]): Promise<Ended> {
  try {
    const argv = [program, ...args]
    const { stdout, stderr } = await run(process.execPath, argv, { timeout: limitMs })
    return { stdout, stderr, code: 0 }
  } catch (error) {
    const { code = -1, stderr = '' } = error as { code?: number; stderr?: string }
    return { stdout: '', stderr, code }
  }
}

test(
  'a tiny run prints one object with every figure, and each is measured',
  async () => {
    const { stdout } = await bench('import', '--json', '--size', 'tiny')
    const report: Record<string, Record<string, unknown>> = JSON.parse(stdout)
    const names = ['throughput', 'latency', 'quota', 'growth'].flatMap((part) =>
      Object.entries(report[part] ?? {}).map(([name, value]) => {
        expect(value, `${part}.${name}`).toBeTypeOf('number')
        return `${part}.${name}`
      }),
    )
    expect(names).toEqual([
      'throughput.ratio',
      'throughput.ordersPerSecond',
      'throughput.bareOrdersPerSecond',
      'throughput.appCpuMsPerOrder',
      'latency.p50Ms',
      'latency.p99Ms',
      'latency.webhookAckP99Ms',
      'quota.ratio',
      'quota.throttled',
      'quota.readTwice',
      'quota.pollingAloneRatio',
      'growth.ratio',
      'growth.listMs',
      'growth.searchMs',
    ])
    expect(report.machine).toMatchObject({ cores: expect.any(Number), node: process.version })
    expect(report.seconds).toMatchObject({ throughput: expect.any(Number) })
  },
  limitMs,
)

test('a part that was not asked for is null', async () => {
  const { stdout } = await bench('import', '--json', '--size', 'tiny', '--parts', 'throughput')
  const { throughput, quota, seconds } = JSON.parse(stdout)
  expect(throughput.ratio).toBeTypeOf('number')
  expect(quota).toEqual({ ratio: null, throttled: null, readTwice: null, pollingAloneRatio: null })
  expect(seconds.growth).toBeNull()
}, 120_000)

test(
  'a tiny life prints every figure, each measured, and no call was too many',
  async () => {
    const { stdout } = await bench('life', '--json', '--size', 'tiny')
    const { confirm, feeds, appCpuMsPerEvent, machine, seconds } = JSON.parse(stdout)
    const number = expect.any(Number)
    expect(confirm).toEqual({
      ...{ ratio: number, worldSeconds: number, leastSeconds: number, throttled: 0 },
      ...{ confirmations: 20, ordersRead: number, pagesRead: number },
    })
    expect(feeds).toEqual({ used: number, least: 2, worldSeconds: number, throttled: 0 })
    expect(feeds.used).toBeGreaterThanOrEqual(feeds.least)
    expect(appCpuMsPerEvent).toBeGreaterThan(0)
    expect(machine).toMatchObject({ cores: number, node: process.version })
    expect(seconds).toEqual({ confirm: number, feeds: number })
  },
  limitMs,
)

test(
  'a tiny bench of stock prints every figure, each measured, and no call was too many',
  async () => {
    const { stdout } = await bench('stock', '--json', '--size', 'tiny')
    const { firstSync, change, million, audit, machine, seconds } = JSON.parse(stdout)
    const number = expect.any(Number)
    expect(firstSync).toEqual({
      ...{ ratio: number, worldSeconds: number, leastSeconds: number, feeds: number },
      ...{ throttled: 0, appCpuMsPerSku: number },
    })
    expect(change).toEqual({ p50Ms: number, p99Ms: number })
    expect(million).toEqual({ peakRssMb: number, readSeconds: number, skus: 400 })
    expect(audit).toEqual({ growth: number, fewSeconds: number, manySeconds: number })
    expect(machine).toMatchObject({ cores: number, node: process.version })
    expect(seconds).toMatchObject({ firstSync: number, change: number, audit: number })
  },
  limitMs,
)

test.each([
  [['import', '--parts', 'speed'], '"speed" is no part of import'],
  [['life', '--parts', 'quota'], '"quota" is no part of life'],
  [['life', '--size', 'huge'], '"huge" is no size'],
  [['lief'], '"lief" is nothing to measure'],
  [['stock', '--parts', 'quota'], '"quota" is no part of stock'],
  [[], 'say import, life'],
])('wrong words are wrong usage: %j', async (words, says) => {
  const { code, stderr } = await bench(...words)
  expect([code, stderr]).toEqual([2, expect.stringContaining(says)])
})
