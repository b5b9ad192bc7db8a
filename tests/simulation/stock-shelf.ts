/**
 * What the shop of the stock world sells: several SKUs of Amazon over the same units, kits, Amazon's own stock beside
 * the merchant's, and three of which nobody can know what there is.
 */
import { type Shelf, shelfItem } from './shelves.ts'

/** Of each SKU that the merchant ships: units of the shop's variants in one of it. */
export const recipes: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'STK-1': { 'STK-1': 1 },
  'STK-2': { 'STK-2': 1 },
  'STK-3': { 'STK-3': 1 },
  'STK-4': { 'STK-4': 1 },
  TWIN: { 'STK-1': 1 },
  PACK: { 'STK-2': 3 },
  KIT: { 'STK-1': 2, 'STK-3': 1 },
  LAST: { LAST: 1 },
}

export const variants = ['STK-1', 'STK-2', 'STK-3', 'STK-4', 'LAST'] as const
export const lastSku = 'LAST'
export const fbaSku = 'FBA-TWIN'

/** Those that a mapping makes of other variants than their own, and what of. */
export const mappings: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ...Object.fromEntries(
    Object.entries(recipes).filter(([sku]) => !variants.some((own) => own === sku)),
  ),
  [fbaSku]: { 'STK-2': 1 },
}

const looseSku = 'LOOSE'
const doubleSku = 'DOUBLE'
/** The shop counts no units of the first, has the second twice, and the third not at all. */
export const unknowable = [looseSku, doubleSku, 'ALONE'] as const

export const stockShelf: Shelf = {
  items: [
    shelfItem('STK-1', 'STK-1', 14),
    shelfItem('STK-2', 'STK-2', 25),
    shelfItem('STK-3', 'STK-3', 9),
    shelfItem('STK-4', 'STK-4', 6),
    shelfItem(lastSku, lastSku, 1),
    shelfItem('TWIN', '', 3),
    shelfItem('PACK', '', 2),
    shelfItem('KIT', '', 4),
    shelfItem(fbaSku, '', 20),
    ...unknowable.map((sku) => shelfItem(sku, '', 7)),
  ],
  furnish(shopify) {
    const price = '10.00'
    const loose = { sku: looseSku, price, tracked: false }
    shopify.addProduct({ title: 'Nobody counts it', variants: [loose] })
    for (const title of ['One of two', 'The other of two']) {
      shopify.addProduct({ title, variants: [{ sku: doubleSku, price, stock: 3 }] })
    }
  },
}
