/**
 * The new address is written into the Shopify order that is held for it, once for each change, and the order is
 * read again: Shopify may have counted taxes anew, or sent the goods from elsewhere. The address itself is
 * never seen here. Rules: docs/rules/changes.md.
 */
import { type EffectKey, id } from '../ids.ts'
import type { EffectRecord, LifeView } from '../life/life-view.ts'
import { effectOf } from '../life/settle-effect.ts'
import { stepsOf } from '../life/steps.ts'
import { inWords } from '../orders/read-proceeds.ts'
import type { ShopLife } from '../orders/shop-life.ts'
import type { OrderView } from '../orders/view.ts'
import type { Step } from '../step.ts'

const { look, write, wait, hold } = stepsOf('change')

/** Without a clear answer it is written again at doubling distances: the same address changes nothing. */
const pauseMs = 30_000
const triesMax = 7

/** What the ledger keeps: how the order stood before. */
export type AddressBefore = { readonly total: string; readonly places: readonly string[] }

/** `subject`: what a person releases. Every answer but the write itself ends in a question to a person. */
export function decideNewAddress(
  view: OrderView,
  life: LifeView,
  subject: string,
  nowMs: number,
): Step {
  const gid = view.effect.platformId
  if (gid === null || life.shop.is === 'absent') return hold('ADDRESS_CHANGED', { subject })
  const readShop = () => look({ at: 'shopify-life', gid }, 'SHOP_ORDER_NOT_READ')
  if (life.shop.is === 'unknown') return readShop()
  const { value: shop, asOfMs } = life.shop
  const key = id('EffectKey', `${subject.replace(':', `:${view.orderId}/`)}#1`)
  const effect = effectOf(life.effects, key)
  if (effect === undefined || (effect.doneAtMs === null && effect.attempts.length === 0)) {
    return mayWrite(view, shop)
      ? send(gid, key, beforeOf(shop))
      : hold('ADDRESS_CHANGED', { subject })
  }
  if (effect.doneAtMs === null) return settle(effect, { gid, shop, subject, nowMs })
  return asOfMs < effect.doneAtMs ? readShop() : ask(shop, effect.body as AddressBefore, subject)
}

/** All of the address is known, and nothing has left for the old one. */
function mayWrite({ personal }: OrderView, { fulfillments }: ShopLife): boolean {
  return personal === 'complete' && fulfillments.every(({ status }) => status !== 'SUCCESS')
}

function send(gid: ShopLife['gid'], key: EffectKey, body: AddressBefore): Step {
  const base = { kind: 'shipment', key, effect: 'write-address', repeats: true } as const
  const act = { do: 'write-address', gid } as const
  return write({ ...base, disproves: null, uses: null, body, act }, 'WRITE_ADDRESS')
}

type Unsettled = {
  readonly gid: ShopLife['gid']
  readonly shop: ShopLife
  readonly subject: string
  readonly nowMs: number
}

function settle(
  { key, attempts, body }: EffectRecord,
  { gid, shop, subject, nowMs }: Unsettled,
): Step {
  const [newest] = attempts
  const isOver = newest?.state !== 'unclear' || attempts.length >= triesMax
  if (isOver) return hold('ADDRESS_CHANGED', { subject, code: newest?.code ?? 'REFUSED' })
  const dueMs = newest.atMs + pauseMs * 2 ** (attempts.length - 1)
  if (nowMs < dueMs) return wait(dueMs, 'SETTLE_EFFECT')
  return send(gid, key, (body as AddressBefore | null) ?? beforeOf(shop))
}

/** What a person is to see before she lets it ship. */
function ask(shop: ShopLife, before: AddressBefore, subject: string): Step {
  const now = beforeOf(shop)
  if (now.total === before.total && now.places.join() === before.places.join()) {
    return hold('ADDRESS_WRITTEN', { subject })
  }
  const moved = now.places.join() !== before.places.join()
  return hold('ADDRESS_MOVES_ORDER', {
    subject,
    before: before.total,
    now: now.total,
    moved: moved ? 'yes' : 'no',
  })
}

function beforeOf({ total, lines, fulfillmentOrders }: ShopLife): AddressBefore {
  const places = fulfillmentOrders.flatMap(({ status, locationGid }) =>
    status === 'CLOSED' || status === 'CANCELLED' ? [] : [locationGid ?? ''],
  )
  const taxMinor = lines.reduce((sum, { tax }) => sum + tax.amountMinor, 0)
  const words = `${inWords(total)}, tax ${inWords({ ...total, amountMinor: taxMinor })}`
  return { total: words, places: [...new Set(places)].toSorted() }
}
