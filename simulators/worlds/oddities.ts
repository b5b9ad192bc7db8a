/**
 * What makes the demo shop believable: listings that do not simply match. Each kind has fixed places in the catalogue,
 * whatever the seed, so that a story can name them.
 */
import type { CatalogueItem, Oddity } from './catalogue-item.ts'

/** Puts the oddities into a regular catalogue; the ones that need a second item add it behind their own. */
export function withOddities(regular: readonly CatalogueItem[]): CatalogueItem[] {
  return regular.flatMap((item) => changes[item.shopifySku]?.(item) ?? [item])
}

type Change = (item: CatalogueItem) => CatalogueItem[]

/** The Amazon title that the matching rule of the source document reads: "T-Shirt: Size XL". */
function labelledTitle(item: CatalogueItem): string {
  const labels = item.options.map(({ name, value }) => `${name} ${value}`).join(', ')
  return labels === '' ? item.productTitle : `${item.productTitle}: ${labels}`
}

const byTitle: Change = (item) => [
  {
    ...item,
    oddity: 'title-match',
    fulfilledBy: 'MERCHANT',
    amazonSku: `AMZ-${item.barcode.slice(-6)}`,
    amazonTitle: labelledTitle(item),
  },
]

/** The plain names of the source document's own example. */
const plainShirt: Change = (item) => [
  ...byTitle({ ...item, productTitle: 'T-Shirt', productKey: 'PLAIN-TSH' }),
]

const unmapped: Change = (item) => [
  {
    ...item,
    oddity: 'unmapped',
    fulfilledBy: 'MERCHANT',
    amazonSku: `LEGACY-${item.barcode.slice(-5)}`,
    amazonTitle: 'Cabin Breakfast Set with Two Cups (discontinued listing)',
  },
]

const ambiguous: Change = (item) =>
  ['OLD', 'NEW'].map((edition, at) => ({
    ...item,
    oddity: 'ambiguous' as Oddity,
    fulfilledBy: 'MERCHANT' as const,
    asin: `${item.asin.slice(0, 9)}${at}`,
    amazonSku: `AMZ-${item.shopifySku}-${at + 1}`,
    shopifySku: `${item.shopifySku}-${edition}`,
    productKey: `${item.productKey}-${edition}`,
    variantKey: `${item.variantKey}-${edition}`,
    amazonTitle: labelledTitle(item),
    barcode: at === 0 ? item.barcode : '',
  }))

const noStock: Change = (item) => [
  { ...item, oddity: 'no-stock', fulfilledBy: 'MERCHANT', stock: 0 },
]

const renamed: Change = (item) => [
  {
    ...item,
    oddity: 'renamed-sku',
    fulfilledBy: 'MERCHANT',
    shopifySkuLater: `${item.shopifySku}-2027`,
  },
]

/** Needed by a story: always sold by the merchant, and never scarce. */
const plain: Change = (item) => [{ ...item, fulfilledBy: 'MERCHANT', stock: item.stock + 20 }]

const fbaPair: Change = (item) => [
  { ...item, oddity: 'fba-pair', fulfilledBy: 'MERCHANT' },
  {
    ...item,
    oddity: 'fba-pair',
    fulfilledBy: 'AMAZON',
    amazonSku: `${item.amazonSku}-FBA`,
  },
]

const changes: Readonly<Record<string, Change>> = {
  'FJO-TSH-S': plainShirt,
  'FJO-TSH-M': plainShirt,
  'FJO-TSH-L': plainShirt,
  'FJO-TSH-XL': plainShirt,
  'BIR-CUS-BLU': byTitle,
  'MEA-VAS': byTitle,
  'HAR-MUG': unmapped,
  'SLA-LAM': ambiguous,
  'AMB-CAN': noStock,
  'DUN-TOT': noStock,
  'LAN-BOT': noStock,
  'BIR-PEP': noStock,
  'MEA-NOT': renamed,
  'FJO-BLA-GRE': fbaPair,
  'BIR-CAR': fbaPair,
  'HAR-TRA': fbaPair,
  'SLA-BOW': plain,
  'AMB-TRA': plain,
}
