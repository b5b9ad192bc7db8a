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

async function bench(...args: readonly string[]): Promise<{ stdout: string; code: number }> {
  try {
    const argv = [program, ...args]
    const { stdout } = await run(process.execPath, argv, { timeout: limitMs })
    return { stdout, code: 0 }
  } catch (error) {
    return { stdout: '', code: (error as { code?: number }).code ?? -1 }
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

test('a wrong word is wrong usage', async () => {
  expect((await bench('import', '--parts', 'speed')).code).toBe(2)
  expect((await bench('export')).code).toBe(2)
})
