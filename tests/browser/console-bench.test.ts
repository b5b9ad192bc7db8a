/** The console's bench at its tiniest: that it runs and measures. What the figures should be stands in bench/README.md. */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const program = path.resolve(import.meta.dirname, '../../bench/main.ts')
const limitMs = 240_000

test(
  'a tiny run of the console prints every figure, each measured',
  async () => {
    const args = [program, 'console', '--json', '--size', 'tiny']
    const { stdout } = await run(process.execPath, args, { timeout: limitMs })
    const { list, firstViewJsKb, lcpMs, cls, longestTaskMs } = JSON.parse(stdout)
    const number = expect.any(Number)
    expect(list).toEqual({ p50Ms: number, p99Ms: number, worstViewP99Ms: number })
    expect([firstViewJsKb > 20, lcpMs > 0, cls >= 0, longestTaskMs >= 0]).not.toContain(false)
  },
  limitMs,
)
