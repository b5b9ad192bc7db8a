/**
 * The demo shop's catalogue as both platforms know it: 200 products made from a seed. One item is one Amazon listing
 * and the Shopify variant that it belongs to; two listings of one variant (FBA and FBM) share `variantKey`.
 * Only this and `adoptable.ts` are shared between the two simulated platforms.
 */
import { createSeededRandom, type SeededRandom } from '../kit/seeded-random.ts'
import type { CatalogueItem, Oddity } from './catalogue-item.ts'
import { withOddities } from './oddities.ts'

export type { CatalogueItem, Oddity } from './catalogue-item.ts'

/** The catalogue of a seed: always the same for the same seed, 200 products (and the twin of one) in 324 items. */
export function demoCatalogue(seed: number): CatalogueItem[] {
  const random = createSeededRandom(seed).fork('catalogue')
  const items: CatalogueItem[] = []
  for (const collection of collections) {
    for (const noun of nouns) items.push(...productItems(collection, noun, random))
  }
  return withOddities(items)
}

/** The items of one kind, in catalogue order. */
export function itemsWithOddity(
  catalogue: readonly CatalogueItem[],
  oddity: Oddity,
): CatalogueItem[] {
  return catalogue.filter((item) => item.oddity === oddity)
}

type Noun = {
  readonly name: string
  readonly code: string
  readonly usd: number
  readonly option?: { readonly name: string; readonly values: readonly string[] }
}

const collections = ['Fjord', 'Birch', 'Harbour', 'Meadow', 'Slate', 'Amber', 'Dune', 'Lantern']

const size = { name: 'Size', values: ['S', 'M', 'L', 'XL'] }
const colour = { name: 'Colour', values: ['Natural', 'Blue', 'Grey'] }

const nouns: readonly Noun[] = [
  { name: 'T-Shirt', code: 'TSH', usd: 24, option: size },
  { name: 'Sweater', code: 'SWE', usd: 69, option: size },
  { name: 'Apron', code: 'APR', usd: 32, option: size },
  { name: 'Tea Towel', code: 'TOW', usd: 12, option: colour },
  { name: 'Cushion Cover', code: 'CUS', usd: 19, option: colour },
  { name: 'Wool Blanket', code: 'BLA', usd: 89, option: colour },
  { name: 'Mug', code: 'MUG', usd: 14 },
  { name: 'Bowl', code: 'BOW', usd: 18 },
  { name: 'Dinner Plate', code: 'PLA', usd: 21 },
  { name: 'Carafe', code: 'CAR', usd: 29 },
  { name: 'Vase', code: 'VAS', usd: 35 },
  { name: 'Candle', code: 'CAN', usd: 16 },
  { name: 'Cutting Board', code: 'CUT', usd: 39 },
  { name: 'Bread Knife', code: 'KNI', usd: 44 },
  { name: 'Serving Tray', code: 'TRA', usd: 37 },
  { name: 'Oven Mitt', code: 'MIT', usd: 15 },
  { name: 'Storage Jar', code: 'JAR', usd: 13 },
  { name: 'Pepper Mill', code: 'PEP', usd: 34 },
  { name: 'Wall Clock', code: 'CLO', usd: 54 },
  { name: 'Desk Lamp', code: 'LAM', usd: 79 },
  { name: 'Notebook', code: 'NOT', usd: 9 },
  { name: 'Tote Bag', code: 'TOT', usd: 22 },
  { name: 'Water Bottle', code: 'BOT', usd: 26 },
  { name: 'Picnic Basket', code: 'BAS', usd: 64 },
  { name: 'Door Mat', code: 'MAT', usd: 31 },
]

function productItems(collection: string, noun: Noun, random: SeededRandom): CatalogueItem[] {
  const code = `${collection.slice(0, 3).toUpperCase()}-${noun.code}`
  const usd = noun.usd + random.int(0, 9) + 0.95
  const values = noun.option?.values ?? [undefined]
  return values.map((value) => {
    const sku = value === undefined ? code : `${code}-${value.slice(0, 3).toUpperCase()}`
    const options = value === undefined ? [] : [{ name: noun.option?.name ?? '', value }]
    const label = value === undefined ? '' : `, ${value}`
    return {
      asin: `B0${randomAsinTail(random)}`,
      amazonSku: sku,
      shopifySku: sku,
      productKey: code,
      variantKey: sku,
      productTitle: `${collection} ${noun.name}`,
      options,
      amazonTitle: `Nordvik ${collection} Collection ${noun.name} for Home and Gift${label}`,
      fulfilledBy: random.chance(0.12) ? 'AMAZON' : 'MERCHANT',
      priceByCurrency: pricesFrom(usd),
      stock: random.int(6, 80),
      barcode: ean13(`29${random.digits(10)}`),
      oddity: 'none',
    }
  })
}

function randomAsinTail(random: SeededRandom): string {
  const alphabet = [...'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789']
  return Array.from({ length: 8 }, () => random.pick(alphabet)).join('')
}

function pricesFrom(usd: number): Record<string, string> {
  const cents = Math.round(usd * 100)
  const withDecimals = (hundredths: number): string => (hundredths / 100).toFixed(2)
  return {
    USD: withDecimals(cents),
    EUR: withDecimals(cents - 100),
    GBP: withDecimals(cents - 400),
    SEK: withDecimals(Math.round(usd * 10.5) * 100 - 100),
    JPY: String(Math.round(usd * 15) * 10),
  }
}

function ean13(twelve: string): string {
  const sum = [...twelve].reduce(
    (all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3),
    0,
  )
  return `${twelve}${(10 - (sum % 10)) % 10}`
}
