/** The Overview: does anything need a person, what leaves next, is the bridge well? One reading for one page. */
import type { AccountId } from '../../core/ids.ts'
import { isStockHold, stockFixes, stockHolds } from '../../core/inventory/reasons.ts'
import { readConnection } from '../../store/connections.ts'
import { countUnmappedSkus, readHeldGroups } from '../../store/read/attention.ts'
import {
  type BudgetLeft,
  type DoorFacts,
  readBudgetsLeft,
  readDoors,
} from '../../store/read/doors.ts'
import { type Health, readHealth } from '../../store/read/health.ts'
import type { LagHour } from '../../store/read/lag-hours.ts'
import { type HeldStock, readHeldStock } from '../../store/read/stock.ts'
import {
  type Day,
  type Leaving,
  readDay,
  readLeaving,
  readToday,
  type Today,
} from '../../store/read/today.ts'
import { type Actor, requireRole } from '../actor.ts'
import type { SettingsDoor } from '../connection/change-settings.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { problemPage } from '../problem-page.ts'
import { type Need, needsOf } from './needs.ts'

export type Overview = {
  readonly day: Day
  readonly timeZone: string
  readonly connection: {
    readonly state: 'connected' | 'disconnected' | 'none'
    readonly shop: string | null
    readonly marketplaceIds: readonly string[]
  }
  readonly health: Health
  readonly doors: DoorFacts
  readonly needs: readonly Need[]
  readonly heldOrders: number
  readonly quarantined: number
  readonly unmappedSkus: number
  readonly leaving: readonly Leaving[]
  readonly today: Today
  readonly hours: readonly LagHour[]
  readonly budgets: readonly BudgetLeft[]
}

type ZoneSettings = { readonly notices: { readonly timeZone: string } }

export async function readOverview<S extends ZoneSettings>(
  deps: OperationDeps,
  actor: Actor,
  accountId: AccountId,
  asked: {
    readonly ships: number
    readonly door: SettingsDoor<S>
    /** Measured over thousands of orders, so it may be some seconds old. */
    readonly hours: () => Promise<readonly LagHour[]>
  },
): Promise<Overview> {
  requireRole(actor, 'viewer')
  const { db } = deps
  const connection = await readConnection(db, accountId)
  const timeZone = zoneOf(connection?.settings, asked.door)
  const day = await readDay(db, timeZone)
  const [groups, health, doors, leaving, today, hours, unmappedSkus, heldStock] = await Promise.all(
    [
      readHeldGroups(db, accountId),
      readHealth(db, accountId),
      readDoors(db, accountId),
      readLeaving(db, accountId, asked.ships),
      readToday(db, accountId, day),
      asked.hours(),
      countUnmappedSkus(db, accountId),
      readHeldStock(db, accountId),
    ],
  )
  const budgets =
    connection === null
      ? []
      : await readBudgetsLeft(db, [
          `amazon:${connection.amazon.clientId}:${accountId}:`,
          `shopify:${connection.shopify.clientId ?? 'token'}:${connection.shopify.shop}`,
        ])
  const orderNeeds = needsOf(groups, day.nowMs)
  return {
    ...{ day, timeZone, health, doors, leaving, today, hours, unmappedSkus, budgets },
    connection: {
      state: connection?.state ?? 'none',
      shop: connection?.shopify.shop ?? null,
      marketplaceIds: connection?.amazon.marketplaceIds ?? [],
    },
    needs: [...orderNeeds, ...heldStock.map(stockNeed), ...otherNeeds(health)],
    heldOrders: orderNeeds.reduce((all, { orders }) => all + orders, 0),
    quarantined: orderNeeds.find(({ code }) => code === 'MONEY_QUARANTINED')?.orders ?? 0,
  }
}

/** The shop's own zone, as the notices have it. */
export function zoneOf<S extends ZoneSettings>(settings: unknown, door: SettingsDoor<S>): string {
  const judged = door(settings ?? {})
  return judged.is === 'sound' ? judged.settings.notices.timeZone : 'UTC'
}

function stockNeed({ code, skus, sinceMs }: HeldStock): Need {
  const [title, fix] = isStockHold(code)
    ? [stockHolds[code], stockFixes[code]]
    : [code, 'Update Crossdock.']
  const page = problemPage(code)
  return {
    ...{ kind: 'stock', code, title, fix, page, orders: skus, sinceMs },
    ...{ money: [], shipByMs: null, late: false, urgent: null },
    action: { verb: 'stock', query: { filter: 'held' } },
  }
}

function otherNeeds({ openIncidents, deadLetters }: Health): Need[] {
  const nothing = { money: [], sinceMs: null, shipByMs: null, late: false, urgent: null }
  const incidents = openIncidents.map(({ code, count }) => ({
    kind: 'incident' as const,
    ...{ code, title: code, orders: count, page: problemPage(code), ...nothing },
    fix: 'Read what happened, settle it on both sides, then close the incident with a note.',
    action: { verb: 'incidents' as const, query: { code } },
  }))
  if (deadLetters === 0) return incidents
  const dead: Need = {
    kind: 'dead-letter',
    ...{ code: 'DEAD_LETTERS', title: 'Work was given up', orders: deadLetters, ...nothing },
    page: problemPage('DEAD_LETTERS'),
    fix: 'See why, then let it begin anew.',
    action: { verb: 'dead-letters', query: {} },
  }
  return [...incidents, dead]
}
