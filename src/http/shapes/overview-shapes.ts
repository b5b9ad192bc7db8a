/** How the API shows the Overview. */
import { z } from '@hono/zod-openapi'
import type { Need } from '../../operations/overview/needs.ts'
import type { Overview } from '../../operations/overview/read-overview.ts'
import { lagAlarmMs } from '../../store/read/import-lag.ts'
import { isoOf, moneyShape, time } from './answers.ts'
import { moneyAnswer } from './order-shapes.ts'

const count = z.number().int()
const ms = z.number().nullable()

const doorShape = z.object({
  state: z.enum(['ok', 'silent', 'unknown']),
  heardAt: time.nullable(),
  since: time.nullable().openapi({ description: 'Not answering since' }),
  code: z.string().nullable(),
})

const needShape = z.object({
  kind: z.enum(['order', 'incident', 'dead-letter', 'stock']),
  code: z.string(),
  title: z.string(),
  fix: z.string(),
  page: z.string(),
  orders: count,
  money: z.array(moneyShape),
  since: time.nullable(),
  shipBy: time.nullable(),
  late: z.boolean(),
  urgent: z.object({ orderId: z.string(), shopifyName: z.string().nullable() }).nullable(),
  action: z.object({
    verb: z.enum(['open-order', 'list', 'map', 'quarantine', 'stock', 'incidents', 'dead-letters']),
    query: z.record(z.string(), z.string()),
  }),
})

export const overviewShape = z
  .object({
    asOf: time,
    account: z.object({
      accountId: z.string(),
      shop: z.string().nullable(),
      state: z.enum(['connected', 'disconnected', 'none']),
      timeZone: z.string(),
      marketplaces: z.array(z.string()),
    }),
    doors: z.object({ amazon: doorShape, shopify: doorShape }),
    needYou: z.object({ orders: count, more: z.boolean() }),
    pips: z.object({ orders: count, mapping: count, quarantine: count, incidents: count }),
    needs: z.array(needShape),
    leavesNext: z.object({
      total: count,
      orders: z.array(
        z.object({
          orderId: z.string(),
          shopifyName: z.string().nullable(),
          shipBy: time,
          units: count.nullable(),
          service: z.string().nullable(),
          programs: z.array(z.string()),
          marketplace: z.string().nullable(),
          total: moneyShape.nullable(),
        }),
      ),
    }),
    today: z.object({
      from: time,
      amazonOrders: count,
      byAmazon: count,
      imported: count,
      withoutHand: count,
      shopOwn: count,
      parcels: count,
      cancellations: count,
      refunds: count,
    }),
    lag: z.object({
      imports: count,
      p50Ms: ms,
      p99Ms: ms,
      overdue: count,
      alarmMs: count,
      alarm: z.boolean(),
      hours: z.array(z.object({ at: time, imports: count, p50Ms: ms, p99Ms: ms })),
    }),
    budgets: z.array(
      z.object({
        platform: z.enum(['amazon', 'shopify']),
        operation: z.string(),
        left: z.number(),
        capacity: z.number(),
        ratePerS: z.number(),
        blockedUntil: time.nullable(),
      }),
    ),
    incidents: count,
    deadLetters: count,
    alarms: z.array(z.string()),
  })
  .openapi('Overview')

export function overviewAnswer(
  accountId: string,
  overview: Overview,
): z.input<typeof overviewShape> {
  const { day, health, today, leaving, hours, needs, connection } = overview
  const incidents = health.openIncidents.reduce((all, { count }) => all + count, 0)
  const { toShip, ...crossed } = today
  return {
    asOf: isoOf(day.nowMs),
    account: {
      ...{ accountId, shop: connection.shop, state: connection.state },
      ...{ timeZone: overview.timeZone, marketplaces: [...connection.marketplaceIds] },
    },
    doors: doorsAnswer(overview),
    needYou: { orders: overview.heldOrders, more: false },
    pips: {
      orders: overview.heldOrders,
      mapping: overview.unmappedSkus,
      quarantine: overview.quarantined,
      incidents,
    },
    needs: needs.map(needAnswer),
    leavesNext: {
      total: toShip,
      orders: leaving.map(({ shipByMs, totalMinor, currency, programs, ...order }) => ({
        ...order,
        programs: [...programs],
        shipBy: isoOf(shipByMs),
        total:
          totalMinor === null || currency === null
            ? null
            : moneyAnswer({ amountMinor: totalMinor, currency }),
      })),
    },
    today: { from: isoOf(day.fromMs), ...crossed },
    lag: {
      ...health.lag,
      alarmMs: lagAlarmMs,
      alarm: health.alarms.includes('IMPORT_SLOW') || health.alarms.includes('ORDERS_OVERDUE'),
      hours: hours.map(({ atMs, ...hour }) => ({ at: isoOf(atMs), ...hour })),
    },
    budgets: overview.budgets.map(({ bucket, blockedUntilMs, ...budget }) => ({
      ...budget,
      platform: bucket.startsWith('amazon:') ? ('amazon' as const) : ('shopify' as const),
      operation: bucket.startsWith('amazon:') ? (bucket.split(':').at(-1) ?? '') : 'points',
      blockedUntil: isoOf(blockedUntilMs),
    })),
    ...{ incidents, deadLetters: health.deadLetters, alarms: [...health.alarms] },
  }
}

function needAnswer({ money, sinceMs, shipByMs, action, ...need }: Need) {
  return {
    ...need,
    money: money.map((one) => moneyAnswer(one)),
    since: isoOf(sinceMs),
    shipBy: isoOf(shipByMs),
    action: { verb: action.verb, query: { ...action.query } },
  }
}

function doorsAnswer({ doors, health }: Overview) {
  const silent = health.alarms.includes('POLL_SILENT')
  return {
    amazon: doorAnswer(doors.amazonHeardMs, doors.amazonFails?.code ?? null, silent),
    shopify: doorAnswer(doors.shopifyHeardMs, doors.shopifyFails?.code ?? null, false),
  }
}

function doorAnswer(heardMs: number | null, code: string | null, silent: boolean) {
  const away = code !== null || silent
  const state = away
    ? ('silent' as const)
    : heardMs === null
      ? ('unknown' as const)
      : ('ok' as const)
  return { state, heardAt: isoOf(heardMs), since: away ? isoOf(heardMs) : null, code }
}
