/**
 * The soak in CI: worlds of each kind without a violation, in which every kind of trouble was met; the same
 * seed twice takes the same way. `npm run soak -- --seeds 1000` is the long form.
 */
import { expect, test } from 'vitest'
import { countsOf, soakLimitMs } from './soak-command.ts'

test(
  'B71, R-IMPORT-29: in 30 worlds of faults, crashes and stops no order is lost or doubled',
  async () => {
    const counts = await countsOf('--world', 'import', '--seeds', '30')
    expect(counts).toMatchObject({ seeds: 30, violations: 0 })
    expect(counts.unclear).toBeGreaterThan(0)
    expect(counts.takeovers).toBeGreaterThan(0)
  },
  soakLimitMs,
)

test(
  'in 20 worlds of the whole life nothing is shipped, cancelled or refunded twice, and nothing is left open',
  async () => {
    const counts = await countsOf('--world', 'life', '--seeds', '20')
    expect(counts).toMatchObject({ seeds: 20, violations: 0 })
  },
  soakLimitMs,
)

test.each(['import', 'life'])(
  'the same seed of the world %s takes the same way twice',
  async (world) => {
    expect(await countsOf('--world', world, '--seed', '7')).toMatchObject({ seeds: 1 })
  },
  soakLimitMs,
)
