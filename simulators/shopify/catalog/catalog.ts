/** The shop's products, variants, locations and stock levels, with the look-ups that searches need. */
import type { LocationRecord, ProductRecord, VariantRecord } from '../records.ts'

export type Catalog = {
  addLocation(location: LocationRecord): void
  /** In the order in which they were made; order routing tries them so. */
  locations(): readonly LocationRecord[]
  location(numericId: number): LocationRecord | undefined
  addProduct(product: ProductRecord): void
  removeProduct(product: ProductRecord): void
  product(numericId: number): ProductRecord | undefined
  variant(numericId: number): VariantRecord | undefined
  variantOfItem(inventoryItemId: number): VariantRecord | undefined
  rename(variant: VariantRecord, sku: string | null): void
  /** Variants whose SKU contains all words of the text, whatever its case: Shopify's index is that loose. */
  variantsBySku(text: string): readonly VariantRecord[]
  /** Rising by id. */
  products(): readonly ProductRecord[]
  variants(): readonly VariantRecord[]
}

export function createCatalog(): Catalog {
  const locations: LocationRecord[] = []
  const products = new Map<number, ProductRecord>()
  const variants = new Map<number, VariantRecord>()
  const byItem = new Map<number, VariantRecord>()
  const byWord = new Map<string, Set<VariantRecord>>()
  // Maps keep insertion order and ids rise, so the lists below are sorted; they are rebuilt after a change.
  let productList: ProductRecord[] | undefined
  let variantList: VariantRecord[] | undefined

  const putWords = (variant: VariantRecord): void => {
    for (const word of wordsOf(variant.sku)) {
      const known = byWord.get(word)
      if (known) known.add(variant)
      else byWord.set(word, new Set([variant]))
    }
  }
  const dropWords = (variant: VariantRecord): void => {
    for (const word of wordsOf(variant.sku)) byWord.get(word)?.delete(variant)
  }
  const forgetLists = (): void => {
    productList = undefined
    variantList = undefined
  }

  return {
    addLocation: (location) => {
      locations.push(location)
    },
    locations: () => locations,
    location: (numericId) => locations.find((one) => one.numericId === numericId),
    addProduct(product) {
      products.set(product.numericId, product)
      for (const variant of product.variants) {
        variants.set(variant.numericId, variant)
        byItem.set(variant.inventoryItemId, variant)
        putWords(variant)
      }
      forgetLists()
    },
    removeProduct(product) {
      products.delete(product.numericId)
      for (const variant of product.variants) {
        variants.delete(variant.numericId)
        byItem.delete(variant.inventoryItemId)
        dropWords(variant)
      }
      forgetLists()
    },
    product: (numericId) => products.get(numericId),
    variant: (numericId) => variants.get(numericId),
    variantOfItem: (inventoryItemId) => byItem.get(inventoryItemId),
    rename(variant, sku) {
      dropWords(variant)
      variant.sku = sku
      putWords(variant)
    },
    variantsBySku: (text) => withAllWords(byWord, text),
    products: () => {
      productList ??= [...products.values()]
      return productList
    },
    variants: () => {
      variantList ??= [...variants.values()]
      return variantList
    },
  }
}

/** The words that the index makes of a text: what stands between dashes, underscores, dots and blanks. */
export function wordsOf(text: string | null): string[] {
  return (text ?? '')
    .toLowerCase()
    .split(/[\s\-_./]+/)
    .filter((word) => word !== '')
}

function withAllWords(
  byWord: ReadonlyMap<string, ReadonlySet<VariantRecord>>,
  text: string,
): readonly VariantRecord[] {
  const sets = wordsOf(text)
    .map((word) => byWord.get(word) ?? new Set<VariantRecord>())
    .sort((a, b) => a.size - b.size)
  const [smallest, ...others] = sets
  if (!smallest) return []
  return [...smallest]
    .filter((variant) => others.every((set) => set.has(variant)))
    .sort((a, b) => a.numericId - b.numericId)
}
