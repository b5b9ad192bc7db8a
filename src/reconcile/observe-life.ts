/**
 * Puts together what is known of orders after their import, from the store alone: no call leaves here.
 * A reading that is older than what Shopify already told counts as unknown.
 */
import type { AmazonOrderId } from '../core/ids.ts'
import { nameAdoptedLines } from '../core/life/adopted-lines.ts'
import type { LifeView } from '../core/life/life-view.ts'
import { matchLines } from '../core/orders/match-lines.ts'
import type { ShopifyOrder } from '../core/orders/shopify-order.ts'
import type { OrderView } from '../core/orders/view.ts'
import type { FinanceTransaction } from '../core/refunds/finance-transaction.ts'
import { absent, type Seen, seen, unknown } from '../core/seen.ts'
import { type ConcernRow, type LifeRow, loadLife } from '../store/life.ts'
import type { Database } from '../store/pool.ts'
import type { Account } from './account.ts'

export type ObservedLife = {
  readonly views: ReadonlyMap<AmazonOrderId, LifeView>
  readonly concerns: ReadonlyMap<AmazonOrderId, readonly ConcernRow[]>
}

export async function observeLife(
  db: Database,
  account: Account,
  views: readonly OrderView[],
  nowMs: number,
): Promise<ObservedLife> {
  const imported = views.flatMap((view) => {
    const gid = view.effect.platformId
    return gid === null ? [] : [{ orderId: view.orderId, gid }]
  })
  if (imported.length === 0 || account.policy.life === undefined) {
    return { views: new Map(), concerns: new Map() }
  }
  const rows = await loadLife(db, account.accountId, imported, account.timing)
  const byId = new Map(rows.map((row) => [row.orderId, row]))
  const lives = views.flatMap((view) => {
    const row = byId.get(view.orderId)
    return row === undefined ? [] : [[view.orderId, lifeOf(account, view, row, nowMs)] as const]
  })
  const concerns = rows.map((row) => [row.orderId, row.concerns] as const)
  return { views: new Map(lives), concerns: new Map(concerns) }
}

/** What is known right after our own create: nothing has happened yet. */
export function untouchedLife(epoch: number): LifeView {
  return {
    epoch,
    madeInEpoch: true,
    openOnAmazonInEpoch: true,
    shop: unknown,
    touched: false,
    events: [],
    effects: [],
    queued: [],
    finances: unknown,
    inputs: [],
  }
}

function lifeOf(account: Account, view: OrderView, row: LifeRow, nowMs: number): LifeView {
  const readAgainAtMs = readAgainAtOf(row)
  const isDue = readAgainAtMs !== null && readAgainAtMs <= nowMs
  const touched = row.stale || isTouched(view.shopify)
  return {
    epoch: row.epoch,
    madeInEpoch: row.madeInEpoch,
    openOnAmazonInEpoch: row.openOnAmazonInEpoch,
    shop: isDue ? unknown : named(account, view, shopOf(view.shopify, row)),
    readAgainAtMs,
    touched,
    events: row.events,
    effects: row.effects,
    queued: row.queued,
    finances: financesOf(row),
    returns: returnsOf(row),
    shownAfterMs: row.shownAfterMs ?? null,
    addressChanges: row.addressChanges ?? 0,
    personalPurged: row.personalPurged ?? false,
    shopPersonal:
      row.shopPersonal === null ? unknown : seen(row.shopPersonal.value, row.shopPersonal.asOfMs),
    inputs: row.inputs,
  }
}

/** Another app's lines name no Amazon item; ours do. */
function named({ policy }: Account, view: OrderView, shop: LifeView['shop']): LifeView['shop'] {
  const { amazon, catalogue, effect } = view
  if (effect.how !== 'adopted' || shop.is !== 'seen' || amazon.is !== 'seen') return shop
  const matching =
    catalogue.is === 'seen' ? matchLines(amazon.value, catalogue.value, policy) : undefined
  const matched = matching?.kind === 'matched' ? matching.lines : null
  return seen(nameAdoptedLines(amazon.value, shop.value, matched), shop.asOfMs)
}

/** What was read in the second of the last change may lack what came later in that second. */
const readAgainMs = 30_000

function readAgainAtOf({ shopLife, young }: LifeRow): number | null {
  return shopLife === null || !young ? null : shopLife.asOfMs + readAgainMs
}

function shopOf(shopify: Seen<ShopifyOrder>, row: LifeRow): LifeView['shop'] {
  if (shopify.is === 'absent') return absent(shopify.asOfMs)
  const { shopLife } = row
  if (shopLife === null || row.stale) return unknown
  const newer = shopify.is === 'seen' && shopify.value.updatedAtMs > shopLife.life.updatedAtMs
  return newer ? unknown : seen(shopLife.life, shopLife.asOfMs)
}

const untouchedFulfillment: ReadonlySet<string | null> = new Set(['UNFULFILLED', null])
const refunded: ReadonlySet<string | null> = new Set(['REFUNDED', 'PARTIALLY_REFUNDED', 'VOIDED'])

/** Rows of before the summary was read lack it: then only a reading tells. */
function isTouched(shopify: Seen<ShopifyOrder>): boolean {
  if (shopify.is !== 'seen') return true
  const { touched, cancelledAtMs } = shopify.value
  if (touched === undefined) return true
  return (
    cancelledAtMs !== null ||
    touched.edited ||
    touched.closed ||
    !untouchedFulfillment.has(touched.fulfillment) ||
    refunded.has(touched.financial) ||
    (touched.returns !== null && touched.returns !== 'NO_RETURN')
  )
}

function returnsOf({ sentBack }: LifeRow): NonNullable<LifeView['returns']> {
  return sentBack === null ? unknown : seen(sentBack.rows, sentBack.asOfMs)
}

function financesOf(row: LifeRow): LifeView['finances'] {
  if (row.finance === null) return unknown
  return seen(row.finance.transactions as readonly FinanceTransaction[], row.finance.asOfMs)
}
