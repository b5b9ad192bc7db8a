/**
 * The refund ledger of an order: for each item and component what the buyer was charged, what we gave
 * back, what Amazon or Seller Central gave back, and what is left. What is charged is counted for shipped
 * units only, since Amazon charges when it ships. Nothing beyond `left` is ever sent.
 */
import type { AmazonItemId } from '../ids.ts'
import type { EffectRecord, LifeView } from '../life/life-view.ts'
import type { AmazonItem, AmazonOrder } from '../orders/amazon-order.ts'
import { currencyOf } from '../orders/marketplaces.ts'
import { readingThatAgrees } from '../orders/net-lines.ts'
import { type LineProceeds, readProceeds } from '../orders/read-proceeds.ts'
import { mayBeRepeated } from '../shipments/shipment-context.ts'
import { chargeOf, type RefundComponent, type SentComponent } from './components.ts'
import { ourRefunds, type SortedMoney, sortMoney } from './money-back.ts'
import { linesOfBody, unitsOfBody } from './refund-body.ts'

export type LedgerRow = {
  readonly itemId: AmazonItemId
  readonly component: RefundComponent
  readonly chargedMinor: number
  readonly oursMinor: number
  readonly theirsMinor: number
}

export type Ledger = {
  readonly currency: string
  /** The tax is inside the prices: it is no component of its own. */
  readonly taxesIncluded: boolean
  readonly rows: readonly LedgerRow[]
  readonly money: SortedMoney
  /** What of it could not be read; then what is left is not known. */
  readonly unclear: readonly string[]
}

type Books = Pick<LifeView, 'effects' | 'finances' | 'inputs' | 'queued'>

/** Japan has its tax inside the principal and refuses it apart. */
const taxInside: ReadonlySet<string> = new Set(['A1VC38T7YXB528'])

export function ledgerOf(order: AmazonOrder, life: Books): Ledger {
  const listed = life.finances.is === 'seen' ? life.finances.value : []
  const money = sortMoney(order, listed, life.effects)
  const read = readProceeds(order)
  const unclear = money.theirs.flatMap((one) => one.unclear)
  if (read.kind === 'held') {
    const currency = order.grandTotal?.currency ?? currencyOf(order.marketplaceId) ?? ''
    const why = [...unclear, String(read.detail.problem ?? read.detail.value ?? read.code)]
    return { currency, taxesIncluded: false, rows: [], money, unclear: why }
  }
  const { proceeds } = read
  const reading = readingThatAgrees(proceeds)
  const japan = order.marketplaceId !== null && taxInside.has(order.marketplaceId)
  const taxesIncluded = japan || (reading?.taxesIncluded ?? false)
  const terms = { taxesIncluded, discountInside: reading?.discountInside ?? false }
  const own = ourRefunds(life.effects, 'done').concat(ourRefunds(life.effects, 'unclear'))
  const ours = own
    .filter((effect) => money.ours.has(effect.key) || !isGivenUp(effect, life))
    .flatMap(({ body }) => linesOfBody(body))
  const rows = proceeds.lines.flatMap((line) =>
    [...chargesOf(line, terms)].map(([component, whole]) => {
      const { itemId } = line.item
      return {
        itemId,
        component,
        chargedMinor: shareOf(whole, line.item, order, life),
        oursMinor: sumOf(ours, itemId, component),
        theirsMinor: sumOf(
          money.theirs.flatMap(({ lines }) => lines),
          itemId,
          component,
        ),
      }
    }),
  )
  return { currency: proceeds.currency, taxesIncluded, rows, money, unclear }
}

/** What may still be given back under a name that Amazon takes; promotions lower their charge. */
export function leftIn(ledger: Ledger, itemId: AmazonItemId, component: SentComponent): number {
  const left = ledger.rows
    .filter((row) => row.itemId === itemId && chargeOf(row.component) === component)
    .reduce((all, row) => all + row.chargedMinor - row.oursMinor - row.theirsMinor, 0)
  return Math.max(0, left)
}

/** Units of an item that Amazon shows as shipped. */
export function shippedUnits(item: AmazonItem, order: AmazonOrder): number {
  if (order.status === 'SHIPPED') return item.quantityOrdered
  const packed = order.packages
    .filter(({ status }) => status !== 'CANCELLED' && status !== 'PENDING')
    .flatMap(({ items }) => items)
    .filter(({ itemId }) => itemId === item.itemId)
    .reduce((all, { quantity }) => all + quantity, 0)
  return Math.min(item.quantityOrdered, Math.max(item.quantityFulfilled, packed))
}

/** Units that we had taken away before they left; Amazon may still list their price. */
export function cutUnits(life: Pick<LifeView, 'effects'>, itemId: AmazonItemId): number {
  return life.effects
    .filter(({ kind, attempts, doneAtMs }) => {
      const state = attempts[0]?.state
      return kind === 'cancel-units' && (doneAtMs !== null || state === 'unclear')
    })
    .reduce((all, { body }) => all + (unitsOfBody(body).get(itemId) ?? 0), 0)
}

/** A person looked, did not find it on Amazon, and asked for it again: nothing was given back by it. */
function isGivenUp({ key, attempts }: EffectRecord, life: Books): boolean {
  return !life.queued.includes(key) && mayBeRepeated({ life }, key, attempts[0]?.atMs ?? 0)
}

type Terms = { readonly taxesIncluded: boolean; readonly discountInside: boolean }

function chargesOf(
  { gross, discount, tax }: LineProceeds,
  { taxesIncluded, discountInside }: Terms,
): Map<RefundComponent, number> {
  const off = (minor: number) => (discountInside ? 0 : -minor)
  const taxed = (minor: number) => (taxesIncluded ? 0 : minor)
  return new Map<RefundComponent, number>([
    ['Principal', gross.ITEM],
    ['Promotion', off(discount.ITEM)],
    ['Tax', taxed(tax.ITEM)],
    ['Shipping', gross.SHIPPING],
    ['ShippingPromotion', off(discount.SHIPPING)],
    ['ShippingTax', taxed(tax.SHIPPING)],
    ['GiftWrap', gross.GIFT_WRAP + off(discount.GIFT_WRAP)],
    ['GiftWrapTax', taxed(tax.GIFT_WRAP)],
  ])
}

/** Rounded down, also where it is negative: rather a cent too little. */
function shareOf(
  wholeMinor: number,
  item: AmazonItem,
  order: AmazonOrder,
  life: Pick<LifeView, 'effects'>,
): number {
  const shipped = shippedUnits(item, order)
  const ever = Math.max(item.quantityOrdered, shipped + cutUnits(life, item.itemId))
  if (ever === 0) return 0
  return Number((BigInt(wholeMinor) * BigInt(shipped)) / BigInt(ever)) - (isCut() ? 1 : 0)
  function isCut(): boolean {
    return wholeMinor < 0 && (BigInt(wholeMinor) * BigInt(shipped)) % BigInt(ever) !== 0n
  }
}

function sumOf(
  lines: readonly { itemId: AmazonItemId; component: RefundComponent; amountMinor: number }[],
  itemId: AmazonItemId,
  component: RefundComponent,
): number {
  return lines
    .filter((line) => line.itemId === itemId && line.component === component)
    .reduce((all, line) => all + line.amountMinor, 0)
}
