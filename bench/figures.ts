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

export const stockPartNames = ['firstSync', 'change', 'million', 'audit'] as const

export type StockFigures = {
  readonly firstSync: {
    /** World time until Amazon shows every figure ÷ the least that the quotas allow. */
    readonly ratio: number | null
    readonly worldSeconds: number | null
    readonly leastSeconds: number | null
    readonly feeds: number | null
    readonly throttled: number | null
    readonly appCpuMsPerSku: number | null
  }
  readonly change: {
    /** From the change in the shop until Amazon shows it. */
    readonly p50Ms: number | null
    readonly p99Ms: number | null
  }
  readonly million: {
    /** Of the product's process, from its start to the end of an audit. */
    readonly peakRssMb: number | null
    /** Until both sides were read and all figures decided. */
    readonly readSeconds: number | null
    readonly skus: number | null
  }
  readonly audit: {
    /** Time of an audit of many SKUs ÷ of a tenth of them. */
    readonly growth: number | null
    readonly fewSeconds: number | null
    readonly manySeconds: number | null
  }
}

export const consolePartNames = ['console'] as const

export type ConsoleFigures = {
  /** The first page of the list of both platforms, asked by somebody who is signed in. */
  readonly list: {
    readonly p50Ms: number | null
    readonly p99Ms: number | null
    /** Of the view that takes longest. */
    readonly worstViewP99Ms: number | null
  }
  /** JavaScript that the first view loads, as gzip makes it. */
  readonly firstViewJsKb: number | null
  readonly lcpMs: number | null
  readonly cls: number | null
  readonly longestTaskMs: number | null
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
export type StockReport = StockFigures & About
export type ConsoleReport = ConsoleFigures & About
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

export const stockNotMeasured: StockFigures = {
  firstSync: {
    ratio: null,
    worldSeconds: null,
    leastSeconds: null,
    feeds: null,
    throttled: null,
    appCpuMsPerSku: null,
  },
  change: { p50Ms: null, p99Ms: null },
  million: { peakRssMb: null, readSeconds: null, skus: null },
  audit: { growth: null, fewSeconds: null, manySeconds: null },
}

export const consoleNotMeasured: ConsoleFigures = {
  list: { p50Ms: null, p99Ms: null, worstViewP99Ms: null },
  ...{ firstViewJsKb: null, lcpMs: null, cls: null, longestTaskMs: null },
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
  'firstSync.ratio': { bound: 1.15 },
  'change.p99Ms': { bound: 1_000 },
  'million.peakRssMb': { bound: 400 },
  'audit.growth': { bound: 11 },
  'list.p99Ms': { bound: 100 },
  firstViewJsKb: { bound: 200 },
  lcpMs: { bound: 1_000 },
  cls: { bound: 0.02 },
  longestTaskMs: { bound: 100 },
}

type Part = Readonly<Record<string, number | null>>

/** One line a figure, with its target where it has one. */
export function tableOf({
  machine,
  seconds,
  ...measured
}: Report | LifeReport | StockReport | ConsoleReport): string {
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
