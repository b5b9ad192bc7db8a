/**
 * A dry run: what these settings would have done with the orders of the last 30 days, by the very function that
 * decides. Nothing is read from a platform and nothing is written. Each order is looked at as it came: paid,
 * not shipped, not known to Shopify; that stock was short is taken from what Shopify answered then.
 */
import { type AccountId, shopifyOrderKey } from '../../core/ids.ts'
import type { AmazonOrder } from '../../core/orders/amazon-order.ts'
import { decideImport } from '../../core/orders/decide-import.ts'
import { titleKeys } from '../../core/orders/match-lines.ts'
import type { ImportPolicy } from '../../core/orders/policy.ts'
import type { Catalogue, OrderView } from '../../core/orders/view.ts'
import { absent, seen } from '../../core/seen.ts'
import type { Step } from '../../core/step.ts'
import { type Connection, readConnection } from '../../store/connections.ts'
import { loadCandidates } from '../../store/order-views.ts'
import { appNowMs } from '../../store/pool.ts'
import { type RecentOrder, readRecentOrders } from '../../store/read/recent-orders.ts'
import { type Actor, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { describeHold, reasonTextOf } from '../orders/describe-order.ts'
import { notConnected, overlay, type SettingsDoor, sound } from './change-settings.ts'

export type PolicyOf<S> = (connection: Connection, settings: S) => ImportPolicy

export type Tally = {
  readonly outcome: 'import' | 'hold' | 'wait' | 'rest'
  readonly code: string
  readonly text: string
  readonly present: number
  readonly wanted: number
}

export type SettingsPreview = {
  readonly days: number
  readonly fromMs: number
  readonly orders: number
  /** There are more than these; the newest were taken. */
  readonly more: boolean
  readonly tallies: readonly Tally[]
  /** Some of those that would end elsewhere. */
  readonly examples: readonly {
    readonly orderId: string
    readonly from: string
    readonly to: string
  }[]
}

const days = 30
const dayMs = 86_400_000
const ordersMax = 3_000
const chunkOrders = 250
const examplesMax = 20

export async function previewSettings<S extends object>(
  deps: OperationDeps,
  actor: Actor,
  request: { readonly accountId: AccountId; readonly change: unknown },
  door: SettingsDoor<S>,
  policyOf: PolicyOf<S>,
): Promise<SettingsPreview> {
  requireRole(actor, 'owner')
  const { accountId, change } = request
  const connection = await readConnection(deps.db, accountId)
  if (connection === null) throw notConnected()
  const before = sound(door(connection.settings))
  const after = sound(door(overlay(before, change)))
  const nowMs = await appNowMs(deps.db)
  const fromMs = nowMs - days * dayMs
  const recent = await readRecentOrders(deps.db, accountId, { fromMs, limit: ordersMax + 1 })
  const orders = recent.slice(0, ordersMax)
  const policies = [policyOf(connection, before), policyOf(connection, after)].map(asItCame)
  const ends: { orderId: string; ends: readonly End[] }[] = []
  for (let at = 0; at < orders.length; at += chunkOrders) {
    const chunk = orders.slice(at, at + chunkOrders)
    const catalogue = await catalogueOf(deps, accountId, chunk)
    for (const order of chunk) {
      const view = viewOf(order, catalogue)
      const both = policies.map((policy) =>
        endOf(order, policy, decideImport(view, policy, view.firstSeenMs)),
      )
      ends.push({ orderId: order.orderId, ends: both })
    }
  }
  return {
    ...{ days, fromMs, orders: orders.length, more: recent.length > ordersMax },
    tallies: talliesOf(ends),
    examples: ends
      .filter(({ ends: [from, to] }) => from?.code !== to?.code)
      .slice(0, examplesMax)
      .map(({ orderId, ends: [from, to] }) => ({
        ...{ orderId, from: from?.code ?? '', to: to?.code ?? '' },
      })),
  }
}

type End = { readonly outcome: Tally['outcome']; readonly code: string }

/** The connection is taken as old, and the lane as live: what is asked is what the settings say. */
function asItCame(policy: ImportPolicy): ImportPolicy {
  return { ...policy, lane: 'live', connectedAtMs: 0 }
}

async function catalogueOf(
  { db }: OperationDeps,
  accountId: AccountId,
  orders: readonly RecentOrder[],
): Promise<Catalogue> {
  const items = orders.flatMap(({ observed }) => observed.items)
  const skus = [...new Set(items.flatMap(({ sku }) => sku ?? []))]
  const titles = [...new Set(items.flatMap(({ title }) => titleKeys(title)))]
  if (items.length === 0) return { variants: [], mappings: [] }
  return loadCandidates(db, accountId, skus, titles)
}

function viewOf({ orderId, observed }: RecentOrder, catalogue: Catalogue): OrderView {
  const atMs = observed.createdAtMs
  return {
    orderId,
    amazon: seen(unshipped(observed), atMs),
    ...{ firstSeenMs: atMs, behind: null, unreadable: null, personal: 'complete' },
    catalogue: seen(catalogue, atMs),
    effect: {
      key: shopifyOrderKey(orderId, 1),
      ...{ generation: 1, attempts: [], lookUps: [], platformId: null, how: null },
    },
    foreign: { complete: true, asOfMs: atMs, completeFromMs: 0, matches: [] },
    shopify: absent(atMs),
    ...{ candidates: [], person: [], stockChangedMs: null },
  }
}

/** What a merchant ships came unshipped; what Amazon ships comes over once it is shipped. */
function unshipped(order: AmazonOrder): AmazonOrder {
  const isOpen = order.status === 'SHIPPED' || order.status === 'PARTIALLY_SHIPPED'
  if (order.fulfilledBy !== 'MERCHANT' || !isOpen) return order
  const items = order.items.map((item) => ({ ...item, quantityFulfilled: 0 }))
  return { ...order, status: 'UNSHIPPED', items, packages: [] }
}

function endOf({ wasShort }: RecentOrder, { stock }: ImportPolicy, step: Step): End {
  switch (step.do) {
    case 'write':
      return wasShort && stock === 'refuse'
        ? { outcome: 'hold', code: 'UNABLE_TO_RESERVE_INVENTORY' }
        : { outcome: 'import', code: 'CREATE' }
    case 'look':
      return { outcome: 'import', code: 'CREATE' }
    case 'hold':
      return { outcome: 'hold', code: step.code }
    case 'wait':
      return { outcome: 'wait', code: step.reason }
    case 'rest':
      return { outcome: 'rest', code: step.reason }
  }
}

function talliesOf(all: readonly { readonly ends: readonly End[] }[]): Tally[] {
  const codes = new Map(all.flatMap(({ ends }) => ends.map((end) => [end.code, end] as const)))
  const count = (code: string, which: 0 | 1) =>
    all.filter(({ ends }) => ends[which]?.code === code).length
  return [...codes.values()]
    .map(({ outcome, code }) => ({
      ...{ outcome, code, present: count(code, 0), wanted: count(code, 1) },
      text: outcome === 'hold' ? describeHold(code, null).title : reasonTextOf(code),
    }))
    .toSorted((one, other) => other.wanted - one.wanted || other.present - one.present)
}
