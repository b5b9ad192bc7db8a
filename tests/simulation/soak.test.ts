/**
 * The soak in CI: 50 worlds of each kind without a violation, in which every kind of trouble was met; the same
 * seed twice takes the same way; each planted bug is caught. `npm run soak -- --seeds 1000` is the long form.
 */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { type BugName, plantedBugs } from './bugs.ts'

const run = promisify(execFile)
const soak = path.resolve(import.meta.dirname, '../../scripts/soak.ts')
const limitMs = 600_000

async function soakWith(...args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [soak, '--json', ...args], { timeout: limitMs })
  return stdout
}

async function countsOf(...args: readonly string[]): Promise<Record<string, unknown>> {
  const [summary] = (await soakWith(...args)).split('\n')
  return JSON.parse(summary ?? '{}')
}

test(
  'B71, R-IMPORT-29: in 50 worlds of faults, crashes and stops no order is lost or doubled',
  async () => {
    const counts = await countsOf('--world', 'import', '--seeds', '50')
    expect(counts).toMatchObject({ seeds: 50, violations: 0 })
    expect(counts.unclear).toBeGreaterThan(0)
    expect(counts.takeovers).toBeGreaterThan(0)
  },
  limitMs,
)

test(
  'in 50 worlds of the whole life nothing is shipped, cancelled or refunded twice, and nothing is left open',
  async () => {
    const counts = await countsOf('--world', 'life', '--seeds', '50')
    expect(counts).toMatchObject({ seeds: 50, violations: 0 })
  },
  limitMs,
)

test.each(['import', 'life'])(
  'the same seed of the world %s takes the same way twice',
  async (world) => {
    expect(await countsOf('--world', world, '--seed', '7')).toMatchObject({ seeds: 1 })
  },
  limitMs,
)

/** A seed that catches each bug, so that it is found at once; else the 200 after it are tried. */
const caughtBy: Readonly<Record<BugName, number>> = {
  'blind-repeat': 1,
  'no-lease-check': 1,
  'foreign-index-ignored': 1,
  'feed-repeated': 1,
  'read-back-off': 6,
  'epoch-ignored': 4,
  'echo-off': 9,
}

for (const bug of Object.keys(plantedBugs) as BugName[]) {
  test(
    `the planted bug ${bug} is caught`,
    async () => {
      const from = String(caughtBy[bug])
      const said = await soakWith('--bug', bug, '--from', from, '--seeds', '200')
      expect(said).toContain('caught by seed')
    },
    limitMs,
  )
}
