/** The figures behind the metrics, over all accounts together: an account is no label. */
import type { OperationDeps } from '../operations/operation-deps.ts'
import { readAccounts } from '../store/read/accounts.ts'
import { type Health, readHealth } from '../store/read/health.ts'
import { countOrders } from '../store/read/order-counts.ts'

export type Figures = {
  readonly counts: readonly {
    readonly outcome: string
    readonly reason: string | null
    readonly count: number
  }[]
  readonly due: number
  readonly running: number
  readonly parked: number
  readonly dead: number
  readonly incidents: number
  readonly overdue: number
  /** By quantile; of several accounts the slowest. */
  readonly lagSeconds: ReadonlyMap<string, number>
  /** Of several accounts the longest. */
  readonly pollAgeSeconds: number | null
  readonly alarms: ReadonlySet<string>
}

export async function readFigures(deps: OperationDeps): Promise<Figures> {
  const counts = new Map<string, Figures['counts'][number]>()
  const all: Health[] = []
  for (const { accountId } of await readAccounts(deps.db)) {
    all.push(await readHealth(deps.db, accountId))
    for (const { outcome, reason, count } of await countOrders(deps.db, accountId)) {
      const key = `${outcome} ${reason}`
      counts.set(key, { outcome, reason, count: (counts.get(key)?.count ?? 0) + count })
    }
  }
  const sum = (of: (health: Health) => number) =>
    all.reduce((total, health) => total + of(health), 0)
  const worst = (of: (health: Health) => number | null) =>
    all.reduce<number | null>((most, health) => {
      const value = of(health)
      return value === null ? most : Math.max(most ?? 0, value)
    }, null)
  const lags = [
    ['0.5', worst(({ lag }) => lag.p50Ms)],
    ['0.99', worst(({ lag }) => lag.p99Ms)],
  ] as const
  return {
    counts: [...counts.values()],
    due: sum(({ queue }) => queue.due),
    running: sum(({ queue }) => queue.running),
    parked: sum(({ queue }) => queue.parked),
    dead: sum(({ deadLetters }) => deadLetters),
    incidents: sum((health) => health.openIncidents.reduce((n, { count }) => n + count, 0)),
    overdue: sum(({ lag }) => lag.overdue),
    lagSeconds: new Map(
      lags.flatMap(([quantile, ms]) => (ms === null ? [] : [[quantile, ms / 1_000] as const])),
    ),
    pollAgeSeconds: worst(({ nowMs, lastPollMs }) =>
      lastPollMs === null ? null : (nowMs - lastPollMs) / 1_000,
    ),
    alarms: new Set(all.flatMap(({ alarms }) => alarms)),
  }
}
