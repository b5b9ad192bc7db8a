/**
 * A Shopify refund in Amazon's items and components, to the cent equal to the money that moved; or, when
 * the lines do not explain the money, a suggestion for a person. Never a guess.
 */
import type { AmazonItemId } from '../ids.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import type { LifeRefund, ShopLife } from '../orders/shop-life.ts'
import { type RefundLine, type SentComponent, sentComponents } from './components.ts'
import { type Ledger, leftIn } from './ledger.ts'
import { spreadWithin } from './spread.ts'

export type Allocation =
  | {
      readonly is: 'exact'
      readonly lines: readonly RefundLine[]
      /** Tax that Amazon collected and gives back by itself. */
      readonly byAmazonMinor: number
    }
  | { readonly is: 'unclear'; readonly why: string; readonly suggested: readonly RefundLine[] }

export type Asked = {
  readonly amountMinor: number
  readonly lines: LifeRefund['lines']
  readonly shipping: LifeRefund['shipping']
}

export type AllocateTerms = {
  readonly order: AmazonOrder
  readonly shop: Pick<ShopLife, 'lines'>
  readonly ledger: Ledger
  /** Also the tax that Amazon collected as the marketplace. */
  readonly marketplaceTax: boolean
}

/** The line that the import made for a gift wrap. */
const giftWrapTitle = 'Gift wrap'

export function allocate(asked: Asked, terms: AllocateTerms): Allocation {
  const unclear = (why: string): Allocation => ({
    is: 'unclear',
    why,
    suggested: suggest(asked, terms),
  })
  if (asked.lines.length === 0 && asked.shipping === null) return unclear('no lines')
  const withTax = sumOf(asked, (sub, tax) => sub + tax)
  const isInside = withTax !== asked.amountMinor
  if (isInside && sumOf(asked, (sub) => sub) !== asked.amountMinor) {
    return unclear('the money is not what its lines come to')
  }
  const book = createBook(terms)
  for (const { lineGid, subtotal, tax } of asked.lines) {
    const line = terms.shop.lines.find((one) => one.lineGid === lineGid)
    const isWrap = line?.requiresShipping === false
    if (line?.itemId == null || (isWrap && line.title !== giftWrapTitle)) {
      return unclear(`a line that Amazon has no item for (${line?.title ?? lineGid})`)
    }
    const names = isWrap ? wrapNames : goodsNames
    const taxMinor = isInside ? 0 : tax.amountMinor
    book.add(line.itemId, names, subtotal.amountMinor, taxMinor)
  }
  if (asked.shipping !== null) {
    const { amount, tax } = asked.shipping
    const found = book.addShipping(amount.amountMinor, isInside ? 0 : tax.amountMinor)
    if (!found) return unclear('more shipping than Amazon charged')
  }
  return book.exact()
}

type Names = { readonly price: SentComponent; readonly tax: SentComponent }
const goodsNames: Names = { price: 'Principal', tax: 'Tax' }
const shippingNames: Names = { price: 'Shipping', tax: 'ShippingTax' }
const wrapNames: Names = { price: 'GiftWrap', tax: 'GiftWrapTax' }

function createBook(terms: AllocateTerms) {
  const { ledger, order } = terms
  const sums = new Map<AmazonItemId, Map<SentComponent, number>>()
  let byAmazonMinor = 0
  const put = (itemId: AmazonItemId, component: SentComponent, minor: number) => {
    const own = sums.get(itemId) ?? new Map<SentComponent, number>()
    own.set(component, (own.get(component) ?? 0) + minor)
    sums.set(itemId, own)
  }
  const add = (itemId: AmazonItemId, names: Names, priceMinor: number, taxMinor: number) => {
    if (ledger.taxesIncluded) return put(itemId, names.price, priceMinor + taxMinor)
    put(itemId, names.price, priceMinor)
    if (byMarketplace(itemId, terms)) byAmazonMinor += taxMinor
    else put(itemId, names.tax, taxMinor)
  }
  return {
    add,
    /** Over the items, by what is left of their shipping. */
    addShipping(priceMinor: number, taxMinor: number): boolean {
      const ids = order.items.map(({ itemId }) => itemId)
      const rooms = (component: SentComponent) => ids.map((one) => leftIn(ledger, one, component))
      const { currency } = ledger
      const inside = ledger.taxesIncluded ? taxMinor : 0
      const prices = spreadWithin(priceMinor + inside, rooms('Shipping'), currency)
      const taxes = spreadWithin(taxMinor - inside, rooms('ShippingTax'), currency)
      if (prices === undefined || taxes === undefined) return false
      ids.forEach((itemId, at) => {
        add(itemId, shippingNames, prices[at] ?? 0, taxes[at] ?? 0)
      })
      return true
    },
    exact(): Allocation {
      const lines = [...sums].flatMap(([itemId, own]) => {
        evenOut(own, itemId, ledger, goodsNames)
        evenOut(own, itemId, ledger, shippingNames)
        return [...own].map(([component, amountMinor]) => ({ itemId, component, amountMinor }))
      })
      return { is: 'exact', lines: lines.filter((one) => one.amountMinor !== 0), byAmazonMinor }
    },
  }
}

/** Both platforms round the tax of a part in their own way: so much may move between price and tax. */
const roundingMinor = 2

function evenOut(
  own: Map<SentComponent, number>,
  itemId: AmazonItemId,
  ledger: Ledger,
  names: Names,
): void {
  const over = (name: SentComponent) => (own.get(name) ?? 0) - leftIn(ledger, itemId, name)
  for (const [from, to] of [
    [names.price, names.tax],
    [names.tax, names.price],
  ] as const) {
    const more = over(from)
    if (more <= 0 || more > roundingMinor || -over(to) < more) continue
    own.set(from, (own.get(from) ?? 0) - more)
    own.set(to, (own.get(to) ?? 0) + more)
  }
}

function byMarketplace(itemId: AmazonItemId, { order, marketplaceTax }: AllocateTerms): boolean {
  const item = order.items.find((one) => one.itemId === itemId)
  return item?.taxByMarketplace === true && !marketplaceTax
}

/** What is left of the items it names, else of all, in the proportions of what is left. */
function suggest(asked: Asked, terms: AllocateTerms): RefundLine[] {
  const { order, shop, ledger } = terms
  const named = asked.lines.flatMap(
    ({ lineGid }) => shop.lines.find((one) => one.lineGid === lineGid)?.itemId ?? [],
  )
  const roomsOf = (ids: readonly AmazonItemId[]) =>
    ids.flatMap((itemId) =>
      sentComponents
        .filter((component) => !component.endsWith('Tax') || !byMarketplace(itemId, terms))
        .map((component) => ({ itemId, component, left: leftIn(ledger, itemId, component) }))
        .filter(({ left }) => left > 0),
    )
  const all = roomsOf(order.items.map(({ itemId }) => itemId))
  const some = roomsOf([...new Set(named)])
  const room = (rooms: typeof all) => rooms.reduce((sum, { left }) => sum + left, 0)
  const rooms = some.length > 0 && room(some) >= asked.amountMinor ? some : all
  const amountMinor = Math.min(asked.amountMinor, room(rooms))
  const parts = spreadWithin(
    amountMinor,
    rooms.map(({ left }) => left),
    ledger.currency,
  )
  return rooms
    .map(({ itemId, component }, at) => ({ itemId, component, amountMinor: parts?.[at] ?? 0 }))
    .filter((line) => line.amountMinor > 0)
}

function sumOf(asked: Asked, each: (price: number, tax: number) => number): number {
  const lines = asked.lines.reduce(
    (all, { subtotal, tax }) => all + each(subtotal.amountMinor, tax.amountMinor),
    0,
  )
  if (asked.shipping === null) return lines
  const { amount, tax } = asked.shipping
  return lines + each(amount.amountMinor, tax.amountMinor)
}
