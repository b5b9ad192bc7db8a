/**
 * How much each part does: the real sizes, small ones to look for a bottleneck with, and tiny ones that
 * prove in seconds that the bench works.
 */

export type Sizes = {
  readonly throughput: {
    readonly orders: number
    /** Bare loop and product take turns so many times. */
    readonly turns: number
  }
  readonly latency: { readonly perSecond: number; readonly seconds: number }
  readonly quota: { readonly ids: number; readonly polledIds: number }
  readonly growth: {
    readonly few: number
    readonly many: number
    /** New orders whose time is measured in each database, each turn. */
    readonly newOrders: number
    readonly turns: number
  }
  readonly confirm: {
    readonly parcels: number
    /** World time within which they leave in the shop, evenly. */
    readonly leaveOverS: number
  }
  /** Half of them are refunds, the others cancellations. */
  readonly feeds: { readonly events: number }
  readonly firstSync: {
    readonly skus: number
    /** The world's clock runs so many times as fast; with many SKUs the machine needs the time. */
    readonly factor: number
  }
  readonly change: { readonly skus: number; readonly changes: number; readonly everyMs: number }
  /** Of `million` and `audit`. */
  readonly skus: { readonly few: number; readonly many: number }
  /** Orders of both platforms; questions for the first page; loads of each page by the browser. */
  readonly console: { readonly orders: number; readonly questions: number; readonly loads: number }
}

export const fullSizes: Sizes = {
  throughput: { orders: 10_000, turns: 3 },
  latency: { perSecond: 20, seconds: 60 },
  quota: { ids: 5_000, polledIds: 5_000 },
  growth: { few: 10_000, many: 1_000_000, newOrders: 2_000, turns: 2 },
  confirm: { parcels: 5_000, leaveOverS: 1_800 },
  feeds: { events: 500 },
  firstSync: { skus: 100_000, factor: 1 },
  change: { skus: 10_000, changes: 200, everyMs: 500 },
  skus: { few: 100_000, many: 1_000_000 },
  console: { orders: 1_000_000, questions: 300, loads: 7 },
}

export const smallSizes: Sizes = {
  throughput: { orders: 3_000, turns: 1 },
  latency: { perSecond: 20, seconds: 15 },
  quota: { ids: 3_000, polledIds: 2_400 },
  growth: { few: 10_000, many: 100_000, newOrders: 1_000, turns: 1 },
  confirm: { parcels: 1_000, leaveOverS: 600 },
  feeds: { events: 100 },
  firstSync: { skus: 5_000, factor: 10 },
  change: { skus: 1_000, changes: 40, everyMs: 500 },
  skus: { few: 2_000, many: 20_000 },
  console: { orders: 100_000, questions: 100, loads: 3 },
}

export const tinySizes: Sizes = {
  throughput: { orders: 200, turns: 1 },
  latency: { perSecond: 20, seconds: 2 },
  quota: { ids: 150, polledIds: 150 },
  growth: { few: 100, many: 1_000, newOrders: 100, turns: 1 },
  confirm: { parcels: 20, leaveOverS: 60 },
  feeds: { events: 10 },
  firstSync: { skus: 150, factor: 60 },
  change: { skus: 50, changes: 3, everyMs: 250 },
  skus: { few: 40, many: 400 },
  console: { orders: 200, questions: 20, loads: 1 },
}
