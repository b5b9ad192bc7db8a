/** The operations on variants, stock and locations, with their requested cost in points. */
import { query } from './operation.ts'
import {
  locationsShape,
  productVariantsShape,
  variantStockShape,
  variantsPageShape,
} from './wire/catalogue.ts'
import type {
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
