/** What the bench measures: the one object that `--json` prints, and the same as a table for people. */

export const partNames = ['throughput', 'latency', 'quota', 'growth'] as const

export type PartName = (typeof partNames)[number]

/** Null where it was not measured. */
export type Figures = {
  readonly throughput: {
    /** Orders a second of the product ÷ those of the bare loop. */
    readonly ratio: number | null
    readonly ordersPerSecond: number | null
    readonly bareOrdersPerSecond: number | null
    /** CPU of the product's process alone; PostgreSQL and the simulators have their own. */
    readonly appCpuMsPerOrder: number | null
  }
  readonly latency: {
    readonly p50Ms: number | null
    readonly p99Ms: number | null
    readonly webhookAckP99Ms: number | null
  }
  readonly quota: {
    /** World time until the last order stood in the shop ÷ the least that the quotas allow. */
    readonly ratio: number | null
    /** Calls that Amazon refused for asking too often. */
    readonly throttled: number | null
    /** Orders that a call showed again. */
    readonly readTwice: number | null
    readonly pollingAloneRatio: number | null
  }
  readonly growth: {
    /** Time an order in a large database ÷ in a small one. */
    readonly ratio: number | null
    readonly listMs: number | null
    readonly searchMs: number | null
  }
}

export const lifePartNames = ['confirm', 'feeds'] as const

export type LifeFigures = {
  readonly confirm: {
    /** World time until the last parcel was read back ÷ the least that the quotas allow. */
    readonly ratio: number | null
    readonly worldSeconds: number | null
    readonly leastSeconds: number | null
    readonly confirmations: number | null
    /** Calls of getOrder, and pages of searchOrders. */
    readonly ordersRead: number | null
    readonly pagesRead: number | null
    readonly throttled: number | null
  }
  readonly feeds: {
    readonly used: number | null
    readonly least: number | null
    /** World time from the first event until the last was known to be applied. */
    readonly worldSeconds: number | null
    readonly throttled: number | null
  }
}

/** CPU of the product's process alone, for so many events. */
export type Cpu = { readonly ms: number; readonly events: number }

export type Confirmed = { readonly figures: LifeFigures['confirm']; readonly cpu: Cpu }
export type Fed = { readonly figures: LifeFigures['feeds']; readonly cpu: Cpu }

export type About = {
  readonly machine: Readonly<Record<string, string | number>>
  readonly seconds: Readonly<Record<string, number | null>>
}

export type Report = Figures & About
export type LifeReport = LifeFigures & About & { readonly appCpuMsPerEvent: number | null }

export const notMeasured: Figures = {
  throughput: {
    ratio: null,
    ordersPerSecond: null,
    bareOrdersPerSecond: null,
    appCpuMsPerOrder: null,
  },
  latency: { p50Ms: null, p99Ms: null, webhookAckP99Ms: null },
  quota: { ratio: null, throttled: null, readTwice: null, pollingAloneRatio: null },
  growth: { ratio: null, listMs: null, searchMs: null },
}

export const lifeNotMeasured: LifeFigures = {
  confirm: {
    ratio: null,
    worldSeconds: null,
    leastSeconds: null,
    confirmations: null,
    ordersRead: null,
    pagesRead: null,
    throttled: null,
  },
  feeds: { used: null, least: null, worldSeconds: null, throttled: null },
}

/** The figures that have a target, each with its bound. */
const targets: Readonly<Record<string, { readonly bound: number; readonly atLeast?: true }>> = {
  'throughput.ratio': { bound: 0.5, atLeast: true },
  'latency.p99Ms': { bound: 250 },
  'latency.webhookAckP99Ms': { bound: 100 },
  'quota.ratio': { bound: 1.1 },
  'quota.throttled': { bound: 0 },
  'growth.ratio': { bound: 1.3 },
  'growth.listMs': { bound: 50 },
  'growth.searchMs': { bound: 50 },
  'confirm.ratio': { bound: 1.1 },
  'confirm.throttled': { bound: 0 },
  'feeds.throttled': { bound: 0 },
}

type Part = Readonly<Record<string, number | null>>

/** One line a figure, with its target where it has one. */
export function tableOf({ machine, seconds, ...measured }: Report | LifeReport): string {
  const parts: Readonly<Record<string, Part | number | null>> = measured
  const rows = Object.entries(parts).flatMap(([name, value]) => {
    if (value === null || typeof value === 'number') return [row(name, value)]
    const figures = Object.entries(value).map(([figure, one]) => row(`${name}.${figure}`, one))
    return [...figures, row(`${name} took`, seconds[name] ?? null, ' s')]
  })
  const about = Object.entries(machine).map(([name, value]) => row(name, value))
  return [...rows, '', ...about].join('\n')
}

function row(name: string, value: string | number | null, unit = ''): string {
  const shown = value === null ? 'not measured' : `${value}${unit}`
  const target = targets[name]
  if (target === undefined) return `${name.padEnd(32)} ${shown}`
  const sign = target.atLeast ? '≥' : '≤'
  return `${name.padEnd(32)} ${shown.padEnd(14)} target ${sign} ${target.bound}${verdict(value, target)}`
}

function verdict(
  value: string | number | null,
  target: { readonly bound: number; readonly atLeast?: true },
): string {
  if (typeof value !== 'number') return ''
  const met = target.atLeast ? value >= target.bound : value <= target.bound
  return met ? '' : '   MISSED'
}
