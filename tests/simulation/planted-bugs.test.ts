/** A bug that is planted in the product is found by the soak: one that finds none proves nothing. */
import { expect, test } from 'vitest'
import { type BugName, plantedBugs } from './bugs.ts'
import { soakLimitMs, soakWith } from './soak-command.ts'

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
    soakLimitMs,
  )
}
