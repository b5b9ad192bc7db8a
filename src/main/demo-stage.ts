/** What the acts of the demo's second chapter look at and do: both platforms at their control doors. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { AmazonOrderId } from '../core/ids.ts'
import type { Database } from '../store/pool.ts'
import { defaultAccountId } from './connect.ts'
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
}

const truthShape = z.object({
  status: z.string(),
  packages: z.array(z.object({ trackingNumber: z.string().optional() })),
  refundedTotal: z.string(),
})

const shopTruthShape = z.object({
  orders: z.array(
    z.object({
      sourceIdentifier: z.string().nullable(),
      cancelled: z.boolean(),
      fulfilments: z.array(z.object({ trackingNumbers: z.array(z.string()), units: z.number() })),
    }),
  ),
})

export function trackingOf({ orderId }: Candidate, parcel: number): string {
  return `JD${orderId.replaceAll('-', '').slice(0, 14)}${parcel}`
}

export async function fulfil(
  { to }: Stage,
  { gid }: Candidate,
  trackingNumber: string,
  lines?: readonly { readonly sku: string; readonly quantity: number }[],
): Promise<void> {
  const what = { orderId: gid, trackingCompany: 'DHL', trackingNumber, notify: false }
  await tellSimulator(
    to.shopifyUrl,
    'orders/fulfil',
    lines === undefined ? what : { ...what, lines },
  )
}

export async function skuInShop({ db }: Stage, { gid }: Candidate): Promise<string> {
  const { rows } = await sql<{ sku: string | null }>`
    select observed->'lines'->0->>'sku' as sku from shopify_order
    where account_id = ${defaultAccountId} and gid = ${gid}
  `.execute(db)
  return rows[0]?.sku ?? ''
}

export async function onAmazon({ to }: Stage, { orderId }: Candidate) {
  return truthShape.parse(await askSimulator(to.amazonUrl, `orders/truth?orderId=${orderId}`))
}

export async function inShopify({ to }: Stage, { orderId }: Candidate) {
  const verb = `truth?sourceIdentifier=${orderId}`
  const { orders } = shopTruthShape.parse(await askSimulator(to.shopifyUrl, verb))
  const [found] = orders
  if (found === undefined) throw new Error('Shopify does not have it')
  return found
}

/** What was done twice on either platform, as the platforms themselves count it. */
export async function countDoubledEffects(to: Addresses): Promise<number> {
  const amazon = z.object({ count: z.number() }).parse(await askSimulator(to.amazonUrl, 'doubles'))
  const shop = z
    .object({ doubled: z.array(z.unknown()), mails: z.array(z.unknown()) })
    .parse(await askSimulator(to.shopifyUrl, 'truth'))
  return amazon.count + shop.doubled.length + shop.mails.length
}
