/** A soak that never met a kind of trouble proved less than it says: its run fails, and names the kind. */
import { expect, test } from 'vitest'
import type { WorldName } from './happenings/all.ts'
import { kindsOfLifeFaults } from './happenings/life-faults.ts'
import { kindsOfStockFaults } from './happenings/stock-faults.ts'
import { lifeKinds } from './life-counts.ts'
import type { SeedResult } from './run-seed.ts'
import { kindsOfFaults } from './soak-faults.ts'
import { missingIn, summaryOf } from './soak-summary.ts'
import { stockKinds } from './stock-counts.ts'

const seeds = 50
const faultKinds = [...new Set([...kindsOfFaults, ...kindsOfLifeFaults, ...kindsOfStockFaults])]

/** Worlds that met everything but these. */
function missingWithout(world: WorldName, ...names: readonly string[]): string[] {
  const counted = (kinds: readonly string[]) =>
    Object.fromEntries(kinds.map((kind) => [kind, names.includes(kind) ? 0 : 1]))
  const counts = counted(['crashes', 'stops', 'unclear', 'takeovers', 'turns'])
  const result = (seed: number): SeedResult => ({
    ...{ seed, violations: [], traceHash: '', crashes: 1, stops: 1, turns: 1 },
    ...{ unclear: counts.unclear ?? 0, takeovers: counts.takeovers ?? 0 },
    faults: counted(faultKinds),
    orders: { deleted: 1, elsewhere: 1, short: 1, list: 1, none: 1 },
    sellers: 2,
    met: counted([...lifeKinds, ...stockKinds]),
  })
  return missingIn(
    summaryOf(
      world,
      Array.from({ length: seeds }, (_, at) => result(at + 1)),
    ),
  )
}

test('a run that met everything misses nothing', () => {
  expect(missingWithout('import')).toEqual([])
  expect(missingWithout('life')).toEqual([])
  expect(missingWithout('stock')).toEqual([])
})

test('each world has its crash and its takeover', () => {
  expect(missingWithout('import', 'takeovers')).toContain('a crash and a takeover in each world')
})

test.each(['unclear', 'takeovers', ...kindsOfFaults])('without %s a run fails', (name) => {
  expect(missingWithout('import', name)).toContain(name)
  expect(missingWithout('life', name)).toContain(name)
})

test.each([...kindsOfLifeFaults, ...lifeKinds])(
  'without %s a run of the whole life fails',
  (name) => {
    expect(missingWithout('life', name)).toContain(name)
  },
)

test.each([...kindsOfStockFaults, ...stockKinds])('without %s a run of stock fails', (name) => {
  expect(missingWithout('stock', name)).toContain(name)
})
