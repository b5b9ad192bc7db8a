/** What the acts of the demo's second chapter look at and do: both platforms at their control doors. */
import { z } from 'zod'
import type { AmazonOrderId } from '../core/ids.ts'
import type { Database } from '../store/pool.ts'
import type { Addresses } from './demo-processes.ts'
import { askSimulator, tellSimulator } from './demo-simulator.ts'

export type Candidate = {
  readonly orderId: AmazonOrderId
  readonly gid: string
  readonly name: string
  readonly units: number
}

export type Stage = {
  readonly db: Database
  readonly to: Addresses
  readonly say: (line: string) => void
  readonly untilMs: number
  readonly nowMs: () => number
  /** Somebody wants the demo to end. */
  readonly isOver: () => boolean
}

const byWhom = z.object({ by: z.string() })

const truthShape = z.object({
  status: z.string(),
  items: z.array(z.object({ sku: z.string() })),
  packages: z.array(z.object({ trackingNumber: z.string().optional() })),
  refunds: z.array(byWhom),
  cancellations: z.array(byWhom),
  refundedTotal: z.string(),
})

const shopTruthShape = z.object({
  orders: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      cancelled: z.boolean(),
      refunded: z.string(),
      fulfilments: z.array(z.object({ trackingNumbers: z.array(z.string()), units: z.number() })),
    }),
  ),
})

export type OnAmazon = z.output<typeof truthShape>
export type InShopify = z.output<typeof shopTruthShape>['orders'][number]

export async function onAmazon(
  { to }: Pick<Stage, 'to'>,
  { orderId }: Pick<Candidate, 'orderId'>,
): Promise<OnAmazon> {
  return truthShape.parse(await askSimulator(to.amazonUrl, `orders/truth?orderId=${orderId}`))
}

/** Undefined: it is not there (yet). */
export async function findInShopify(
  { to }: Pick<Stage, 'to'>,
  orderId: string,
): Promise<InShopify | undefined> {
  const verb = `truth?sourceIdentifier=${orderId}`
  return shopTruthShape.parse(await askSimulator(to.shopifyUrl, verb)).orders[0]
}

export async function inShopify(stage: Pick<Stage, 'to'>, { orderId }: Candidate) {
  const found = await findInShopify(stage, orderId)
  if (found === undefined) throw new Error('Shopify does not have it')
  return found
}

/** One line of the story about an order. */
export function tell(
  { say }: Pick<Stage, 'say'>,
  { orderId, name }: Pick<Candidate, 'orderId' | 'name'>,
  what: string,
): void {
  say(`  ${orderId}  ${name}: ${what}`)
}

export function trackingOf({ orderId }: Pick<Candidate, 'orderId'>, parcel: number): string {
  return `JD${orderId.replaceAll('-', '').slice(0, 14)}${parcel}`
}

type Units = readonly { readonly sku: string; readonly quantity: number }[]

/** The merchant packs a parcel; without lines all that is left of the order. */
export async function fulfil(
  { to }: Stage,
  { gid }: Candidate,
  trackingNumber: string,
  lines?: Units,
): Promise<void> {
  const what = { orderId: gid, trackingCompany: 'DHL', trackingNumber, notify: false }
  const given = lines === undefined ? what : { ...what, lines }
  await tellSimulator(to.shopifyUrl, 'orders/fulfil', given)
}

/** The merchant gives the money of these units back in Shopify, and keeps the goods out of stock. */
export async function giveBack(
  { to }: Stage,
  { gid }: Candidate,
  lines: Units,
  shipping: { readonly shipping: 'all' } | Record<string, never> = {},
): Promise<void> {
  const what = { orderId: gid, lines, restock: 'NO_RESTOCK', notify: false, ...shipping }
  await tellSimulator(to.shopifyUrl, 'orders/refund', what)
}

/** The merchant cancels in Shopify, with the money and the stock. */
export async function cancelInAdmin({ to }: Stage, { gid }: Candidate): Promise<void> {
  const what = { orderId: gid, reason: 'CUSTOMER', refund: true, restock: true, notify: false }
  await tellSimulator(to.shopifyUrl, 'orders/cancel', what)
}

const placedShape = z.object({ orderId: z.string() })

/** A buyer orders; answers Amazon's number. */
export async function placeOnAmazon(
  { to }: Pick<Stage, 'to'>,
  order: { readonly sku: string; readonly shipping?: string; readonly createdAgoMs?: number },
): Promise<string> {
  const { createdAgoMs = 0, ...line } = order
  const spec = { createdAgoMs, updatedAgoMs: 0, notify: true, lines: [line] }
  return placedShape.parse(await tellSimulator(to.amazonUrl, 'orders/place', spec)).orderId
}

/** What was done twice on either platform, as the platforms themselves count it. */
export async function countDoubledEffects(to: Addresses): Promise<number> {
  const amazon = z.object({ count: z.number() }).parse(await askSimulator(to.amazonUrl, 'doubles'))
  const shop = z
    .object({ doubled: z.array(z.unknown()), mails: z.array(z.unknown()) })
    .parse(await askSimulator(to.shopifyUrl, 'truth'))
  return amazon.count + shop.doubled.length + shop.mails.length
}
