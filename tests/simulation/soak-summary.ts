/** What a soak met, over all its seeds. */
import type { WorldName } from './happenings/all.ts'
import { kindsOfLifeFaults } from './happenings/life-faults.ts'
import { lifeKinds } from './life-counts.ts'
import type { SeedResult } from './run-seed.ts'
import { kindsOfFaults } from './soak-faults.ts'

export type SoakSummary = {
  readonly world: WorldName
  readonly seeds: number
  readonly violations: number
  readonly faults: Readonly<Record<string, number>>
  readonly orders: Readonly<Record<string, number>>
  readonly crashes: number
  readonly stops: number
  readonly unclear: number
  readonly takeovers: number
  /** Worlds without a crash, or without a takeover; there must be none. */
  readonly undisturbed: number
  readonly turns: number
  /** Worlds in which two sellers shared the database. */
  readonly shared: number
  /** What of order life was met. */
  readonly life: Readonly<Record<string, number>>
}

/** So many worlds need not meet each part of order life. */
const fewSeeds = 49

export function summaryOf(world: WorldName, results: readonly SeedResult[]): SoakSummary {
  const total = (field: 'crashes' | 'stops' | 'unclear' | 'takeovers' | 'turns') =>
    results.reduce((sum, result) => sum + result[field], 0)
  return {
    world,
    seeds: results.length,
    violations: results.filter((result) => result.violations.length > 0).length,
    faults: added(results.map((result) => result.faults)),
    orders: added(results.map((result) => result.orders)),
    crashes: total('crashes'),
    stops: total('stops'),
    unclear: total('unclear'),
    takeovers: total('takeovers'),
    undisturbed: results.filter(({ crashes, takeovers }) => crashes === 0 || takeovers === 0)
      .length,
    turns: total('turns'),
    shared: results.filter((result) => result.sellers > 1).length,
    life: added(results.map((result) => result.life)),
  }
}

function added(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const counts of all) {
    for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count
  }
  return sums
}

/** What a soak should have met and did not. */
export function missingIn(summary: SoakSummary): string[] {
  const faults = [...kindsOfFaults].filter((kind) => (summary.faults[kind] ?? 0) === 0)
  const counts = (['crashes', 'stops', 'unclear', 'takeovers', 'shared'] as const).filter(
    (field) => summary[field] === 0,
  )
  const each = summary.undisturbed > 0 ? ['a crash and a takeover in each world'] : []
  const ends = ['deleted', 'elsewhere'].filter((name) => (summary.orders[name] ?? 0) === 0)
  const isLife = summary.world === 'life' && summary.seeds > fewSeeds
  return [...faults, ...counts, ...each, ...ends, ...(isLife ? missingOfLife(summary) : [])]
}

function missingOfLife({ faults, life }: SoakSummary): string[] {
  return [
    ...[...kindsOfLifeFaults].filter((kind) => (faults[kind] ?? 0) === 0),
    ...lifeKinds.filter((kind) => (life[kind] ?? 0) === 0),
  ]
}
