/** What a soak met, over all its seeds. */
import type { FaultKind } from '../../simulators/kit/fault-plane.ts'
import type { WorldName } from './happenings/all.ts'
import { kindsOfLifeFaults } from './happenings/life-faults.ts'
import { kindsOfStockFaults } from './happenings/stock-faults.ts'
import { lifeKinds } from './life-counts.ts'
import type { SeedResult } from './run-seed.ts'
import { kindsOfFaults } from './soak-faults.ts'
import type { Expected } from './soak-shop.ts'
import { stockKinds } from './stock-counts.ts'

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
  /** What was met of that which the world is about. */
  readonly met: Readonly<Record<string, number>>
}

/** So many worlds need not meet each part of order life, nor of stock. */
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
    met: added(results.map((result) => result.met)),
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
  // A world of stock is short: of what goes wrong with orders it meets some.
  const needed = summary.world === 'stock' ? [] : [...kindsOfFaults]
  const faults = needed.filter((kind) => (summary.faults[kind] ?? 0) === 0)
  const counts = (['crashes', 'stops', 'unclear', 'takeovers', 'shared'] as const).filter(
    (field) => summary[field] === 0,
  )
  const each = summary.undisturbed > 0 ? ['a crash and a takeover in each world'] : []
  const ends = endsOf[summary.world].filter((name) => (summary.orders[name] ?? 0) === 0)
  return [...faults, ...counts, ...each, ...ends, ...missingOfAbout(summary)]
}

/** What must have become of some orders. */
const endsOf: Readonly<Record<WorldName, readonly Expected[]>> = {
  import: ['deleted', 'elsewhere'],
  life: ['deleted', 'elsewhere'],
  stock: ['short', 'list', 'none'],
}

const about: Readonly<
  Record<WorldName, { kinds: readonly string[]; faults: Iterable<FaultKind> }>
> = {
  import: { kinds: [], faults: [] },
  life: { kinds: lifeKinds, faults: kindsOfLifeFaults },
  stock: { kinds: stockKinds, faults: kindsOfStockFaults },
}

function missingOfAbout({ world, seeds, faults, met }: SoakSummary): string[] {
  if (seeds <= fewSeeds) return []
  return [
    ...[...about[world].faults].filter((kind) => (faults[kind] ?? 0) === 0),
    ...about[world].kinds.filter((kind) => (met[kind] ?? 0) === 0),
  ]
}
