/** What a soak met, over all its seeds. */
import { lifeKinds } from './life-counts.ts'
import type { SeedResult } from './run-seed.ts'
import { kindsOfFaults } from './soak-faults.ts'

export type SoakSummary = {
  readonly seeds: number
  readonly violations: number
  readonly faults: Readonly<Record<string, number>>
  readonly orders: Readonly<Record<string, number>>
  readonly crashes: number
  readonly stops: number
  readonly unclear: number
  readonly takeovers: number
  readonly turns: number
  /** Worlds in which two sellers shared the database. */
  readonly shared: number
  /** What of order life was met. */
  readonly life: Readonly<Record<string, number>>
}

const lifeSeeds = 50

export function summaryOf(results: readonly SeedResult[]): SoakSummary {
  const total = (field: 'crashes' | 'stops' | 'unclear' | 'takeovers' | 'turns') =>
    results.reduce((sum, result) => sum + result[field], 0)
  return {
    seeds: results.length,
    violations: results.filter((result) => result.violations.length > 0).length,
    faults: added(results.map((result) => result.faults)),
    orders: added(results.map((result) => result.orders)),
    crashes: total('crashes'),
    stops: total('stops'),
    unclear: total('unclear'),
    takeovers: total('takeovers'),
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
  const ends = ['deleted', 'elsewhere'].filter((name) => (summary.orders[name] ?? 0) === 0)
  // Few worlds need not meet each part of it.
  const life =
    summary.seeds < lifeSeeds ? [] : lifeKinds.filter((kind) => (summary.life[kind] ?? 0) === 0)
  return [...faults, ...counts, ...ends, ...life]
}
