/** Amazon shows of every SKU what the shop's units allow, by the truth of both platforms; what it holds itself is in our books. */
import { sql } from 'kysely'
import { recipes } from '../stock-shelf.ts'
import { offered } from '../stock-terms.ts'
import { freeOf } from '../stock-truth.ts'
import type { Books, Invariant } from './invariant.ts'

export const figuresAgree: Invariant = {
  async atRest(books) {
    const { shop, world } = books
    const { stock } = world
    if (stock === null) return []
    const wrong = Object.keys(recipes).flatMap((sku) => {
      const should = offered(stock, sku, freeOf(shop, sku))
      const shown = shop.amazon.control.merchantQuantity(sku)
      return shown === should ? [] : [`${sku} shows ${shown} and should show ${should}`]
    })
    return [...wrong, ...(await fbaFigures(books))].map((text) => `${shop.name} ${text}`)
  },
}

async function fbaFigures({ db, shop }: Books): Promise<string[]> {
  const { rows } = await sql<{ sku: string; fulfillable: number | null }>`
    select amazon_sku as sku, fulfillable from fba_stock
    where account_id = ${shop.accountId} and gone_at is null order by 1
  `.execute(db)
  return rows.flatMap(({ sku, fulfillable }) => {
    const held = shop.amazon.control.fbaStock(sku)?.fulfillable
    return held === fulfillable ? [] : [`Amazon holds ${held} of ${sku}, we say ${fulfillable}`]
  })
}
