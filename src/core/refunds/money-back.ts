/**
 * Refunds as Finances 2024-06-19 lists them, in the items and components of the order: which of them are
 * ours, and which came from Amazon or Seller Central. Amounts of refunds are negative there and positive
 * here; an item is known by its SKU alone, so a SKU that is not unique in the order is unknown.
 */
import type { AmazonItemId, EffectKey } from '../ids.ts'
import type { EffectRecord } from '../life/life-view.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import { chargeOf, isTax, meaningOf, type RefundLine } from './components.ts'
import type { FinanceTransaction } from './finance-transaction.ts'
import { linesOfBody } from './refund-body.ts'

export type MoneyBack = {
  readonly transactionId: string
  readonly postedAtMs: number
  readonly currency: string
  /** What the buyer got. */
  readonly buyerMinor: number
  readonly lines: readonly RefundLine[]
  /** Words or SKUs that could not be read; empty when all is known. */
  readonly unclear: readonly string[]
}

export type SortedMoney = {
  /** Our effects and the transactions that show them. */
  readonly ours: ReadonlyMap<EffectKey, MoneyBack>
  readonly theirs: readonly MoneyBack[]
}

type Items = Pick<AmazonOrder, 'items'>

/** Each transaction belongs to at most one effect of ours, the done ones first. */
export function sortMoney(
  order: Items,
  transactions: readonly FinanceTransaction[],
  effects: readonly EffectRecord[],
): SortedMoney {
  const left = moneyBackOf(order, transactions)
  const ours = new Map<EffectKey, MoneyBack>()
  const own = [...ourRefunds(effects, 'done'), ...ourRefunds(effects, 'unclear')]
  for (const isSame of [shows, showsWithTax]) {
    for (const effect of own.filter(({ key }) => !ours.has(key))) {
      const at = left.findIndex((money) => isSame(order, money, linesOfBody(effect.body)))
      const [found] = at < 0 ? [] : left.splice(at, 1)
      if (found !== undefined) ours.set(effect.key, found)
    }
  }
  return { ours, theirs: left }
}

export function moneyBackOf(
  order: Items,
  transactions: readonly FinanceTransaction[],
): MoneyBack[] {
  const byId = new Map(transactions.map((one) => [one.transactionId, one]))
  return [...byId.values()]
    .filter(({ type }) => givesMoneyBack(type))
    .map((one) => readMoney(order, one))
    .toSorted((a, b) => a.postedAtMs - b.postedAtMs)
}

/** By a transaction of this type a buyer gets money back. */
export function givesMoneyBack(type: string): boolean {
  return givesBack.has(type.toLowerCase().replace(/[^a-z]/g, ''))
}

const givesBack: ReadonlySet<string> = new Set(['refund', 'guaranteeclaim', 'chargeback'])

/** Refunds of ours on Amazon whose newest attempt is done, or of which nobody knows. */
export function ourRefunds(
  effects: readonly EffectRecord[],
  state: 'done' | 'unclear',
): EffectRecord[] {
  return effects.filter((effect) => {
    if (effect.kind !== 'refund-on-amazon') return false
    const isDone = effect.doneAtMs !== null || effect.attempts[0]?.state === 'done'
    return state === 'done' ? isDone : !isDone && effect.attempts[0]?.state === 'unclear'
  })
}

function readMoney(order: Items, transaction: FinanceTransaction): MoneyBack {
  const { transactionId, postedAtMs, total } = transaction
  const unclear = new Set<string>()
  const sums = new Map<string, RefundLine>()
  let buyerMinor = 0
  for (const { itemId: given, sku, components } of transaction.items) {
    const itemId = given ?? itemOf(order, sku)
    if (itemId === undefined) unclear.add(sku ?? 'no SKU')
    for (const { type, amount } of components) {
      const meaning = meaningOf(type)
      if (amount.currency !== total.currency) unclear.add(amount.currency)
      if (meaning.is === 'unknown' && amount.amountMinor !== 0) unclear.add(type)
      if (meaning.is === 'unknown' || meaning.is === 'fee') continue
      buyerMinor -= amount.amountMinor
      if (meaning.is === 'kept' || itemId === undefined) continue
      const { component } = meaning
      const key = `${itemId} ${component}`
      const amountMinor = (sums.get(key)?.amountMinor ?? 0) - amount.amountMinor
      sums.set(key, { itemId, component, amountMinor })
    }
  }
  if (transaction.items.length === 0) unclear.add('no items')
  const lines = [...sums.values()]
  const { currency } = total
  return { transactionId, postedAtMs, currency, buyerMinor, lines, unclear: [...unclear] }
}

function itemOf({ items }: Items, sku: string | null): AmazonItemId | undefined {
  const [only, another] = items.filter((item) => sku !== null && item.sku === sku)
  return another === undefined ? only?.itemId : undefined
}

/** Amazon adds the tax that it collected itself to a refund of ours. */
function shows(order: Items, money: MoneyBack, asked: readonly RefundLine[]): boolean {
  if (asked.length === 0) return false
  const own = sumsOf(asked)
  if (money.unclear.length > 0) {
    return [...own.values()].reduce((all, minor) => all + minor, 0) === money.buyerMinor
  }
  const byMarketplace = new Set(
    order.items.filter((item) => item.taxByMarketplace).map(({ itemId }) => itemId),
  )
  const counted = money.lines.filter(
    ({ itemId, component }) =>
      own.has(`${itemId} ${component}`) || !isTax(component) || !byMarketplace.has(itemId),
  )
  const shown = sumsOf(counted)
  return own.size === shown.size && [...own].every(([name, minor]) => shown.get(name) === minor)
}

/** Finances may list a tax apart that the order has inside its prices. */
function showsWithTax(_order: Items, money: MoneyBack, asked: readonly RefundLine[]): boolean {
  if (asked.length === 0 || money.unclear.length > 0) return false
  const own = sumsOf(asked.map(withTaxInside))
  const shown = sumsOf(money.lines.map(withTaxInside))
  return own.size === shown.size && [...own].every(([name, minor]) => shown.get(name) === minor)
}

function withTaxInside(line: RefundLine): RefundLine {
  const { component } = line
  if (component === 'Tax') return { ...line, component: 'Principal' }
  if (component === 'ShippingTax') return { ...line, component: 'Shipping' }
  return component === 'GiftWrapTax' ? { ...line, component: 'GiftWrap' } : line
}

function sumsOf(lines: readonly RefundLine[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { itemId, component, amountMinor } of lines) {
    const name = `${itemId} ${chargeOf(component)}`
    sums.set(name, (sums.get(name) ?? 0) + amountMinor)
  }
  for (const [name, minor] of sums) if (minor === 0) sums.delete(name)
  return sums
}
