/**
 * The small world for stories of order life: its lanes live, an order brought into the shop, and the
 * words in which a story asks what each side shows.
 */
import { sql } from 'kysely'
import type { OrderSpec } from '../../simulators/amazon/order-spec.ts'
import { putLifeInput } from '../support/life-input.ts'
import {
  createSmallWorld,
  minuteMs,
  mugSku,
  type SmallWorld,
  type SmallWorldOptions,
  soakAccount,
} from './small-world.ts'

export const liveLanes = {
  // The deadline in Shopify has a story of its own.
  ship: { lane: 'live', showShipBy: false },
  cancel: { lane: 'live' },
  refund: { lane: 'live' },
} as const

export type ConcernRow = {
  readonly concern: string
  readonly outcome: string
  readonly reason: string
  readonly detail: Readonly<Record<string, unknown>> | null
}

export type Imported = { readonly orderId: string; readonly gid: string }

export type LifeWorld = SmallWorld & ReturnType<typeof lifeVerbs>

/** Settings are laid over live lanes, group by group. */
export async function createLifeWorld(
  db: SmallWorld['db'],
  options: SmallWorldOptions = {},
): Promise<LifeWorld> {
  const given = options.settings ?? {}
  const settings = Object.fromEntries(
    [...new Set([...Object.keys(liveLanes), ...Object.keys(given)])].map((group) => [
      group,
      { ...liveLanes[group as keyof typeof liveLanes], ...given[group] },
    ]),
  )
  const world = await createSmallWorld(db, { ...options, settings })
  return { ...world, ...lifeVerbs(world) }
}

export const mugOrder: OrderSpec = {
  marketplaceId: 'A1PA6795UKMFR9',
  taxMode: 'none',
  lines: [{ sku: mugSku, unitPrice: '10.00' }],
}

function lifeVerbs(world: SmallWorld) {
  const { db, amazon, pass } = world

  async function gidOf(orderId: string): Promise<string> {
    const { rows } = await sql<{ gid: string | null }>`
      select shopify_gid as gid from amazon_order where amazon_order_id = ${orderId}
    `.execute(db)
    const gid = rows[0]?.gid
    if (gid == null) throw new Error(`${orderId} is not in the shop`)
    return gid
  }

  return {
    /** Places an order and lets it come into the shop. */
    async bring(spec: OrderSpec = mugOrder): Promise<Imported> {
      const orderId = amazon.control.placeOrder(spec)
      await pass(2 * minuteMs)
      return { orderId, gid: await gidOf(orderId) }
    },
    gidOf,
    ...sidesOf(world),
    async concerns(orderId: string): Promise<ConcernRow[]> {
      const { rows } = await sql<ConcernRow>`
        select concern, outcome, reason, detail from order_concern
        where amazon_order_id = ${orderId} order by concern
      `.execute(db)
      return rows
    },
    async concern(orderId: string, name: string): Promise<ConcernRow | undefined> {
      const { rows } = await sql<ConcernRow>`
        select concern, outcome, reason, detail from order_concern
        where amazon_order_id = ${orderId} and concern = ${name}
      `.execute(db)
      return rows[0]
    },
    /** About the hold that names the subject now, as a person would say it. */
    async say(orderId: string, kind: string, subject: string): Promise<void> {
      const { rows } = await sql<{ reason: string }>`
        select reason from order_concern where amazon_order_id = ${orderId} and outcome = 'held'
          and coalesce(detail->>'subject', reason) = ${subject}
      `.execute(db)
      const about = rows[0]?.reason ?? null
      await putLifeInput(db, soakAccount, { orderId, kind, subject, about })
    },
    async attempts(orderId: string): Promise<string[]> {
      const { rows } = await sql<{ words: string }>`
        select e.kind || ' ' || a.state as words from attempt a
        join effect e on e.account_id = a.account_id and e.effect_key = a.effect_key
        where e.amazon_order_id = ${orderId} and e.kind <> 'create-shopify-order'
        order by a.intended_at, a.attempt_id
      `.execute(db)
      return rows.map(({ words }) => words)
    },
  }
}

/** What each side really shows. */
function sidesOf({ amazon, shopify }: SmallWorld) {
  return {
    packages: (orderId: string) => amazon.control.truth(orderId).packages,
    onAmazon: (orderId: string) => amazon.control.truth(orderId).status,
    inShop(orderId: string) {
      const [only, another] = shopify.control.truth({ sourceIdentifier: orderId }).orders
      if (only === undefined || another !== undefined) throw new Error(`not one of ${orderId}`)
      return only
    },
    confirms: () => amazon.journal.count('amazon.confirmShipment'),
    /** Mails to buyers, and those that were asked for; there must never be one. */
    mails(): number {
      const { mails, mailsAsked } = shopify.control.truth()
      return mails.length + mailsAsked.length
    },
    /** Effects that happened twice on either side. */
    doubled(): number {
      return amazon.control.doubles().count + shopify.control.doubledEffects().length
    },
  }
}
