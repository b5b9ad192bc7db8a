/** Each order became what was written down for it, and what was imported costs the same in the shop. */
import { sql } from 'kysely'
import { type Expected, otherApp, type SoakShop } from '../soak-shop.ts'
import type { Invariant } from './invariant.ts'

type Row = { readonly id: string; readonly outcome: string; readonly reason: string | null }

export const eachBecame: Invariant = {
  async atRest({ db, world, shop }) {
    const touched = world.deeds.get(shop.name)?.touched ?? new Set()
    const { rows } = await sql<Row>`
      select amazon_order_id as id, outcome, reason from amazon_order
      where account_id = ${shop.accountId}
    `.execute(db)
    const byId = new Map(rows.map((row) => [row.id, row]))
    return [...shop.expected].flatMap(([orderId, expected]) =>
      checkOrder(shop, orderId, { expected, lived: touched.has(orderId) }, byId.get(orderId)).map(
        (text) => `${shop.name} ${text}`,
      ),
    )
  },
}

// Whether we hear of a deletion hangs on a webhook alone; what counts is that nothing comes back.
const outcomes: Readonly<Record<Expected, readonly string[]>> = {
  import: ['imported'],
  adopt: ['adopted'],
  hold: ['held'],
  list: ['resting'],
  none: ['resting'],
  deleted: ['resting', 'imported'],
  elsewhere: ['imported'],
  short: ['imported', 'held'],
}

type Standing = { readonly ours: number; readonly theirs: number }

/** Null: as it happens; who came first has the unit. */
const standing: Readonly<Record<Expected, Standing | null>> = {
  import: { ours: 1, theirs: 0 },
  adopt: { ours: 0, theirs: 1 },
  hold: { ours: 0, theirs: 0 },
  list: { ours: 0, theirs: 0 },
  none: { ours: 0, theirs: 0 },
  deleted: { ours: 0, theirs: 0 },
  elsewhere: { ours: 1, theirs: 1 },
  short: null,
}

function checkOrder(
  { shopify, amazon }: SoakShop,
  orderId: string,
  { expected, lived }: { readonly expected: Expected; readonly lived: boolean },
  row: Row | undefined,
): string[] {
  const found: string[] = []
  // A cancelled order counts where its life may have led there; it is never made anew.
  const live = shopify.control
    .ordersBySourceIdentifier(orderId)
    .filter((one) => lived || !one.cancelled)
  const ours = live.filter((one) => one.app !== otherApp)
  const should = standing[expected]
  if (
    should !== null &&
    (ours.length !== should.ours || live.length - ours.length !== should.theirs)
  ) {
    found.push(
      `${orderId} (${expected}) stands ${ours.length} times by us and ${live.length - ours.length} times by others; ours: ${row?.outcome} ${row?.reason}`,
    )
  }
  if (!outcomes[expected].includes(row?.outcome ?? 'unknown')) {
    found.push(`${orderId} (${expected}) is ${row?.outcome} ${row?.reason}`)
  }
  const amount = amazon.control.order(orderId)?.order.proceeds?.grandTotal?.amount
  const total = ours[0]?.total
  if (lived) return found
  if (amount !== undefined && total !== undefined && Number(amount) !== Number(total)) {
    found.push(`${orderId} cost ${amount} and stands with ${total}`)
  }
  return found
}
