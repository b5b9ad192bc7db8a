/** A bug that is planted in the product is found by the soak: one that finds none proves nothing. */
import { expect, test } from 'vitest'
import type { BugName } from './bugs.ts'
import { soakLimitMs, soakWith } from './soak-command.ts'

/**
 * A seed that catches each bug, so that it is found at once; else the 200 after it are tried. Those of stock are
 * seen by tests/reconcile/stock-seeds.test.ts, at a fraction of the cost.
 */
const caughtBy = {
  'blind-repeat': 1,
  'no-lease-check': 1,
  'foreign-index-ignored': 1,
  'feed-repeated': 1,
  'read-back-off': 6,
  'epoch-ignored': 4,
  'echo-off': 9,
} as const satisfies Partial<Record<BugName, number>>

for (const [bug, from] of Object.entries(caughtBy)) {
  test(
    `the planted bug ${bug} is caught`,
    async () => {
      const said = await soakWith('--bug', bug, '--from', `${from}`, '--seeds', '200')
      expect(said).toContain('caught by seed')
    },
    soakLimitMs,
  )
}
