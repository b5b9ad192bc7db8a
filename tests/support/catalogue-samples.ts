/** Variants and listings for tests, with what a test does not name made up. */
import type { Listing } from '../../src/core/catalog/listing.ts'
import { id } from '../../src/core/ids.ts'
import { normaliseTitle } from '../../src/core/orders/match-title.ts'
import type { StoredVariant } from '../../src/store/catalogue.ts'

export function aVariant(
  number: number,
  sku: string | null,
  more: Partial<StoredVariant['observed']> & { readonly product?: number } = {},
): StoredVariant {
  const { product = number, ...observed } = more
  const productTitle = observed.productTitle ?? `Product ${product}`
  return {
    variantGid: id('VariantGid', `gid://shopify/ProductVariant/${number}`),
    productGid: `gid://shopify/Product/${product}`,
    sku,
    titleKey: normaliseTitle(productTitle),
    inventoryItemGid: id('InventoryItemGid', `gid://shopify/InventoryItem/${number}`),
    tracked: true,
    observed: {
      ...{
        productTitle,
        variantTitle: '',
        options: [],
        barcode: null,
        priceMinor: 100,
        vendor: null,
      },
      ...observed,
    },
  }
}

export const aMarketplace = id('MarketplaceId', 'A1PA6795UKMFR9')

export function aListing(sku: string, more: Partial<Listing> = {}): Listing {
  return {
    ...{
      marketplaceId: aMarketplace,
      amazonSku: id('SellerSku', sku),
      asin: `B0${sku}`.slice(0, 10),
    },
    ...{ title: `Title of ${sku}`, fulfilledBy: 'MERCHANT', channels: ['DEFAULT'] },
    ...{ productType: 'PRODUCT', quantity: 5, status: 'ACTIVE', barcodes: [], detail: null },
    ...more,
  }
}
