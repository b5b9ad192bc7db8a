/**
 * Shopify orders that already carry the Amazon id: our own earlier create, another app's import, or
 * something that only mentions it. Exactly one live order that agrees is adopted; the rest is a hold.
 */
import type { AmazonOrderId, ShopifyOrderGid } from '../../ids.ts'
import type { Step } from '../../step.ts'
import type { MatchedLine } from '../match-lines.ts'
import type { Evidence, ShopifyOrder } from '../shopify-order.ts'
import type { OrderView } from '../view.ts'
import type { PersonSays } from './person-says.ts'
import { hold, write } from './steps.ts'

/** What the Amazon order would look like; null where matching or money are held. */
export type Expected = {
  readonly lines: readonly MatchedLine[] | null
  readonly total: { readonly amountMinor: number; readonly currency: string } | null
}

/** Orders with our own metafield for this id: only our own create writes it. */
export function ownOrders(view: OrderView): readonly ShopifyOrder[] {
  return view.candidates.filter((order) => evidenceFor(order, view.orderId).has('our-metafield'))
}

/** The step that other orders ask for; undefined when there is none, or a person set them aside. */
export function decideOtherOrders(
  view: OrderView,
  expected: Expected,
  says: PersonSays,
): Step | undefined {
  const carrying = view.candidates.filter((order) => carries(order, view.orderId))
  if (carrying.length === 0 || says.separate !== null) return undefined
  const approved = approvedOf(carrying, says)
  if (approved !== undefined) return adopt(view, approved.gid, says.adopt?.inputId ?? null)
  const [one] = carrying
  const why =
    carrying.length > 1 || one === undefined ? 'several orders' : disagreement(view, one, expected)
  if (why !== undefined || one === undefined) return unclear(carrying, why ?? 'several orders')
  return adopt(view, one.gid, says.go?.inputId ?? null)
}

/** An order of ours for another Amazon order only names this one: a replacement names its original. */
function carries(order: ShopifyOrder, orderId: AmazonOrderId): boolean {
  const evidence = evidenceFor(order, orderId)
  const isAnothers = order.amazonIds.some(({ where }) => where === 'our-metafield')
  return evidence.size > 0 && (evidence.has('our-metafield') || !isAnothers)
}

function approvedOf(
  carrying: readonly ShopifyOrder[],
  { adopt: approval }: PersonSays,
): ShopifyOrder | undefined {
  if (approval === null) return undefined
  const live = carrying.filter((order) => order.cancelledAtMs === null)
  const named = approval.gid ?? null
  const meant = named === null ? live : live.filter(({ gid }) => gid === named)
  return meant.length === 1 ? meant[0] : undefined
}

function adopt(view: OrderView, gid: ShopifyOrderGid, uses: string | null): Step {
  const { key } = view.effect
  return write({ kind: 'record-shopify-order', key, gid, how: 'adopted', uses }, 'ADOPT')
}

function unclear(carrying: readonly ShopifyOrder[], why: string): Step {
  return hold('ADOPTION_UNCLEAR', {
    why,
    orders: carrying.map(({ name }) => name),
    gids: carrying.map(({ gid }) => gid),
  })
}

/** Evidence that may carry an adoption: the id as source identifier, or whole in name, tag, attribute. */
const strong: ReadonlySet<Evidence> = new Set<Evidence>([
  'our-metafield',
  'source-identifier',
  'name',
  'tag',
  'attribute',
])

function disagreement(
  view: OrderView,
  order: ShopifyOrder,
  expected: Expected,
): string | undefined {
  if (order.cancelledAtMs !== null) return 'cancelled in Shopify'
  if (![...evidenceFor(order, view.orderId)].some((where) => strong.has(where))) {
    return 'only mentioned there'
  }
  if (order.amazonIds.some(({ orderId }) => orderId !== view.orderId))
    return 'several Amazon orders'
  if (expected.total === null || expected.lines === null) return 'lines cannot be compared'
  const { total } = order
  if (total.currency !== expected.total.currency) return 'other currency'
  if (total.amountMinor !== expected.total.amountMinor) return 'other total'
  return sameGoods(order, expected.lines) ? undefined : 'other lines or quantities'
}

/** Units of each variant agree. Lines with neither variant nor SKU are charges: the total covers them. */
function sameGoods(order: ShopifyOrder, lines: readonly MatchedLine[]): boolean {
  const wanted = new Map<string, number>()
  const keyBySku = new Map<string, string>()
  for (const { item, components } of lines) {
    const parts = components.map(({ variantGid, sku, quantity }) => {
      return { key: variantGid as string, sku, units: quantity * item.quantityOrdered }
    })
    const custom = { key: item.sku ?? item.title, sku: item.sku, units: item.quantityOrdered }
    for (const part of parts.length > 0 ? parts : [custom]) {
      wanted.set(part.key, (wanted.get(part.key) ?? 0) + part.units)
      if (part.sku !== null) keyBySku.set(part.sku, part.key)
    }
  }
  for (const line of order.lines) {
    if (line.variantGid === null && line.sku === null) continue
    const bySku = line.sku === null ? undefined : keyBySku.get(line.sku)
    const key = line.variantGid !== null && wanted.has(line.variantGid) ? line.variantGid : bySku
    if (key === undefined) return false
    wanted.set(key, (wanted.get(key) ?? 0) - line.quantity)
  }
  return [...wanted.values()].every((left) => left === 0)
}

function evidenceFor(order: ShopifyOrder, orderId: AmazonOrderId): Set<Evidence> {
  const own = order.amazonIds.filter((found) => found.orderId === orderId)
  return new Set(own.map(({ where }) => where))
}
