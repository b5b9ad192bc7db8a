/** Both sides of an order for its page: sums to the cent, parcels on their way back, and the stations. Pure. */

import type { Money } from '../../core/money.ts'
import type { AmazonOrder, MoneyPart } from '../../core/orders/amazon-order.ts'
import type { LifeFulfillment, LifeRefund, ShopLife } from '../../core/orders/shop-life.ts'
import type { OrderLifePage } from '../../store/read/order-life-page.ts'
import type { OrderPage } from '../../store/read/order-page.ts'

export type Sums = {
  readonly rows: readonly {
    readonly part: string
    readonly amazon: Money | null
    readonly shopify: Money | null
    readonly difference: Money | null
  }[]
  readonly taxByAmazon: boolean
  readonly refundedAmazon: Money | null
  readonly refundedShopify: Money | null
  /** What Amazon took minus what it gave back, as far as its finances tell. */
  readonly canRefund: Money | null
}

export function sumsOf(page: OrderPage, { life, finances }: OrderLifePage): Sums | null {
  const { observed } = page
  if (observed === null || observed.grandTotal === null) return null
  const { grandTotal } = observed
  const { currency } = grandTotal
  const money = (amountMinor: number): Money => ({ amountMinor, currency })
  const parts = Map.groupBy(
    [...observed.items.flatMap((item) => item.parts), ...observed.parts.filter(isOwnCharge)],
    ({ type }) => (typeof type === 'string' ? type : 'OTHER'),
  )
  const rows = [...parts].map(([part, all]) => ({
    part,
    amazon: money(all.reduce((sum, { subtotal }) => sum + subtotal.amountMinor, 0)),
    ...{ shopify: null, difference: null },
  }))
  const ours = page.shopifyOrders.find(({ order }) => order.gid === page.summary.shopifyGid)
  const shopify = life?.total ?? ours?.order.total ?? null
  const same = shopify?.currency === currency
  const difference = same ? money((shopify?.amountMinor ?? 0) - grandTotal.amountMinor) : null
  const back = finances
    .filter(({ type, total }) => /refund/i.test(type) && total.currency === currency)
    .reduce((sum, { total }) => sum + Math.abs(total.amountMinor), 0)
  return {
    rows: [...rows, { part: 'TOTAL', amazon: grandTotal, shopify, difference }],
    taxByAmazon: observed.items.some(({ taxByMarketplace }) => taxByMarketplace),
    refundedAmazon: finances.length === 0 ? null : money(back),
    refundedShopify: life?.refunded ?? null,
    canRefund: money(Math.max(0, grandTotal.amountMinor - back)),
  }
}

/** Of the order's own parts only what belongs to no line: the rest is the sum of the lines. */
function isOwnCharge({ type }: MoneyPart): boolean {
  return type === 'DELIVERY_TIP'
}

export type PageRefund = {
  readonly side: 'amazon' | 'shopify'
  readonly atMs: number
  readonly amount: Money
  readonly ours: boolean
}

export function refundsOf({ life, finances }: OrderLifePage): PageRefund[] {
  const inShop = (life?.refunds ?? []).flatMap((refund) => {
    const amount = paidBack(refund)
    if (amount === null) return []
    return { side: 'shopify' as const, atMs: refund.createdAtMs, amount, ours: refund.key !== null }
  })
  const onAmazon = finances
    .filter(({ type }) => /refund/i.test(type))
    .map(({ postedAtMs, total }) => ({
      ...{ side: 'amazon' as const, atMs: postedAtMs, ours: false },
      amount: { ...total, amountMinor: Math.abs(total.amountMinor) },
    }))
  return [...inShop, ...onAmazon].toSorted((one, other) => one.atMs - other.atMs)
}

function paidBack({ transactions }: LifeRefund): Money | null {
  const [first, ...rest] = transactions.filter(({ status }) => status === 'SUCCESS')
  if (first === undefined) return null
  const amountMinor = rest.reduce(
    (sum, { amount }) => sum + amount.amountMinor,
    first.amount.amountMinor,
  )
  return { ...first.amount, amountMinor }
}

export type PageParcel = {
  readonly number: string | null
  readonly carrier: string | null
  readonly url: string | null
  readonly sentAtMs: number | null
  readonly state: 'in-shop' | 'sent' | 'taken' | 'cancelled' | 'on-amazon'
  readonly lines: readonly {
    readonly title: string
    readonly sku: string | null
    readonly quantity: number
  }[]
}

/** A parcel counts as taken when Amazon itself shows it. */
export function parcelsOf({ observed }: OrderPage, of: OrderLifePage): PageParcel[] {
  const packages = observed?.packages ?? []
  const inShop = (of.life?.fulfillments ?? []).map((parcel) => ({
    ...trackingOf(parcel),
    ...{ sentAtMs: parcel.createdAtMs, state: stateOf(parcel, of, packages) },
    lines: of.life === null ? [] : linesOf(of.life, parcel),
  }))
  const known = new Set(inShop.map(({ number }) => plain(number)))
  const there = packages
    .filter(({ trackingNumber }) => !known.has(plain(trackingNumber)))
    .map((one) => ({
      ...{ number: one.trackingNumber, carrier: one.carrier, url: null },
      ...{ sentAtMs: one.shippedAtMs, state: 'on-amazon' as const },
      lines: one.items.map(({ itemId, quantity }) => {
        const item = observed?.items.find((of) => of.itemId === itemId)
        return { title: item?.title ?? '', sku: item?.sku ?? null, quantity }
      }),
    }))
  return [...inShop, ...there]
}

function stateOf(
  { gid, status, trackings }: LifeFulfillment,
  { confirmed }: OrderLifePage,
  packages: AmazonOrder['packages'],
): PageParcel['state'] {
  if (status === 'CANCELLED') return 'cancelled'
  const numbers = trackings.map(({ number }) => plain(number))
  const taken = packages.some(({ trackingNumber }) => numbers.includes(plain(trackingNumber)))
  if (taken && numbers.some((number) => number !== '')) return 'taken'
  const tail = `/${gid.slice(gid.lastIndexOf('/') + 1)}`
  const told = confirmed.some(({ key, doneAtMs }) => key.includes(tail) && doneAtMs !== null)
  return told ? 'sent' : 'in-shop'
}

function trackingOf({ trackings }: LifeFulfillment) {
  const [first] = trackings
  return {
    number: first?.number ?? null,
    carrier: first?.company ?? null,
    url: first?.url ?? null,
  }
}

function linesOf(life: ShopLife, { lines }: LifeFulfillment): PageParcel['lines'] {
  return lines.map(({ lineGid, quantity }) => {
    const line = life.lines.find((one) => one.lineGid === lineGid)
    return { title: line?.title ?? '', sku: line?.sku ?? null, quantity }
  })
}

function plain(number: string | null): string {
  return (number ?? '').replaceAll(/[\s-]/g, '').toUpperCase()
}

export type PageStation = {
  readonly station: 'placed' | 'paid' | 'seen' | 'in-shopify' | 'shipped' | 'taken'
  readonly atMs: number | null
  readonly reached: boolean
}

/** `reached` without a time: it is so, and nobody told when. */
export function stationsOf(page: OrderPage, of: OrderLifePage): PageStation[] {
  const { summary, observed } = page
  const parcels = parcelsOf(page, of)
  const left = parcels.filter(({ state }) => state !== 'cancelled')
  const sent = left.flatMap(({ sentAtMs }) => sentAtMs ?? [])
  const isPaid = summary.status !== null && !summary.status.startsWith('PENDING')
  const isTaken =
    summary.status === 'SHIPPED' ||
    (left.length > 0 && left.every(({ state }) => state === 'taken' || state === 'on-amazon'))
  const told = of.confirmed.flatMap(({ doneAtMs }) => doneAtMs ?? [])
  return [
    { station: 'placed', atMs: summary.placedAtMs, reached: observed !== null },
    { station: 'paid', atMs: isPaid ? of.paidSeenMs : null, reached: isPaid },
    { station: 'seen', atMs: summary.firstSeenMs, reached: true },
    { station: 'in-shopify', atMs: summary.importedAtMs, reached: summary.shopifyGid !== null },
    { station: 'shipped', atMs: sent[0] ?? null, reached: left.length > 0 || isTaken },
    { station: 'taken', atMs: isTaken ? (told.at(-1) ?? null) : null, reached: isTaken },
  ]
}
