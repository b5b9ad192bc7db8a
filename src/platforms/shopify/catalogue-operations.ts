/** The operations on variants, stock and locations, with their requested cost in points. */
import { mutation, query } from './operation.ts'
import {
  bulkRunShape,
  bulkStateShape,
  catalogueSizeShape,
  locationsShape,
  productVariantsShape,
  variantStockShape,
  variantsPageShape,
} from './wire/catalogue.ts'
import type {
  BulkRunMutationVariables,
  BulkStateQueryVariables,
  CatalogueSizeQueryVariables,
  LocationsQueryVariables,
  ProductVariantsQueryVariables,
  VariantStockQueryVariables,
  VariantsPageQueryVariables,
} from './wire/generated/operations.ts'

type Parsed<Shape extends { parse: (value: unknown) => unknown }> = ReturnType<Shape['parse']>

export const variantsPage = query<VariantsPageQueryVariables, Parsed<typeof variantsPageShape>>(
  'VariantsPage',
  47,
  variantsPageShape,
)
export const productVariants = query<
  ProductVariantsQueryVariables,
  Parsed<typeof productVariantsShape>
>('ProductVariants', 37, productVariantsShape)
export const variantStock = query<VariantStockQueryVariables, Parsed<typeof variantStockShape>>(
  'VariantStock',
  25,
  variantStockShape,
)
export const locationsQuery = query<LocationsQueryVariables, Parsed<typeof locationsShape>>(
  'Locations',
  20,
  locationsShape,
)
export const catalogueSize = query<CatalogueSizeQueryVariables, Parsed<typeof catalogueSizeShape>>(
  'CatalogueSize',
  10,
  catalogueSizeShape,
)
export const bulkRun = mutation<BulkRunMutationVariables, Parsed<typeof bulkRunShape>>(
  'BulkRun',
  10,
  bulkRunShape,
)
export const bulkState = query<BulkStateQueryVariables, Parsed<typeof bulkStateShape>>(
  'BulkState',
  2,
  bulkStateShape,
)
