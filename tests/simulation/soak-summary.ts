/** What a soak met, over all its seeds. */
import type { SeedResult } from './run-seed.ts'

export type SoakSummary = {
  readonly seeds: number
  readonly violations: number
  readonly faults: Readonly<Record<string, number>>
  readonly crashes: number
  readonly stops: number
  readonly unclear: number
  readonly takeovers: number
  readonly turns: number
}

export function summaryOf(results: readonly SeedResult[]): SoakSummary {
  const faults: Record<string, number> = {}
  for (const result of results) {
    for (const [kind, count] of Object.entries(result.faults)) {
      faults[kind] = (faults[kind] ?? 0) + count
    }
  }
  const total = (field: 'crashes' | 'stops' | 'unclear' | 'takeovers' | 'turns') =>
    results.reduce((sum, result) => sum + result[field], 0)
  return {
    seeds: results.length,
    violations: results.filter((result) => result.violations.length > 0).length,
    faults,
    crashes: total('crashes'),
    stops: total('stops'),
    unclear: total('unclear'),
    takeovers: total('takeovers'),
    turns: total('turns'),
  }
}

/** What a soak should have met and did not. */
export function missingIn(summary: SoakSummary): string[] {
  const faults = Object.entries(summary.faults).filter(([, count]) => count === 0)
  const counts = (['crashes', 'stops', 'unclear', 'takeovers'] as const).filter(
    (field) => summary[field] === 0,
  )
  return [...faults.map(([kind]) => kind), ...counts]
}
