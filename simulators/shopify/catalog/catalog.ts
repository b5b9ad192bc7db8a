/** The shop's products, variants, locations and stock levels, with the look-ups that searches need. */
import type { LocationRecord, ProductRecord, VariantRecord } from '../records.ts'
import { createSkuIndex } from './sku-index.ts'

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
  const bySku = createSkuIndex()
  // Maps keep insertion order and ids rise, so the lists below are sorted; they are rebuilt after a change.
  let productList: ProductRecord[] | undefined
  let variantList: VariantRecord[] | undefined

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
        bySku.add(variant)
      }
      forgetLists()
    },
    removeProduct(product) {
      products.delete(product.numericId)
      for (const variant of product.variants) {
        variants.delete(variant.numericId)
        byItem.delete(variant.inventoryItemId)
        bySku.remove(variant)
      }
      forgetLists()
    },
    product: (numericId) => products.get(numericId),
    variant: (numericId) => variants.get(numericId),
    variantOfItem: (inventoryItemId) => byItem.get(inventoryItemId),
    rename(variant, sku) {
      bySku.remove(variant)
      variant.sku = sku
      bySku.add(variant)
    },
    variantsBySku: bySku.find,
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
