import { expect, it } from 'vitest'
import { sendAtMs } from './gather-feed.ts'

const terms = { gatherMs: 30_000, messagesMax: 4 }
const at = (...since: number[]) => since.map((seconds) => ({ sinceMs: seconds * 1_000 }))

it('R-CANCEL-10: a message waits for others while they come, never over ten minutes', () => {
  expect(sendAtMs([], terms)).toBeNull()
  expect(sendAtMs(at(100), terms)).toBe(130_000)
  expect(sendAtMs(at(100, 125, 150), terms)).toBe(180_000)
  expect(sendAtMs(at(100, 400, 690), terms)).toBe(700_000)
  // A full feed waits for nobody.
  expect(sendAtMs(at(100, 110, 120, 129), terms)).toBe(100_000)
})

it('R-CANCEL-10: in the last half hour before a ship-by nothing waits', () => {
  const [row] = at(100)
  const shipByMs = 100_000 + 30 * 60_000 + 5_000
  expect(sendAtMs([{ ...row, shipByMs }], terms)).toBe(105_000)
  expect(sendAtMs([{ ...row, shipByMs: 0 }, ...at(120)], terms)).toBeLessThan(100_000)
})
