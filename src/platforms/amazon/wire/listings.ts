/**
 * What a search of listings answers, as far as we read it. Attributes are open lists of values, each perhaps
 * for one marketplace; of them only what the quality check and the suggestions need is looked at.
 * Source: model listingsItems_2021-08-01 (commit 34dc93fe, 2026-08-05).
 */
import { z } from 'zod'
import { wireName, wireText } from './values.ts'

/** Items are read one by one, so that one that cannot be read keeps the others. */
export const wireListingsPage = z.object({
  numberOfResults: z.number().int().min(0),
  items: z.array(z.unknown()).max(1_000),
  pagination: z.object({ nextToken: wireText.nullish() }).nullish(),
})

const attribute = z.array(
  z.looseObject({ value: z.unknown().optional(), marketplace_id: z.string().nullish() }),
)

export const wireListing = z.object({
  sku: wireName,
  summaries: z
    .array(
      z.object({
        marketplaceId: wireName,
        asin: wireText.nullish(),
        productType: wireText.nullish(),
        status: z.array(wireText).nullish(),
        itemName: wireText.nullish(),
        mainImage: z.unknown().optional(),
      }),
    )
    .nullish(),
  attributes: z.record(z.string(), z.union([attribute, z.unknown()])).nullish(),
  issues: z
    .array(
      z.object({
        code: wireText,
        message: wireText,
        severity: wireText,
        attributeNames: z.array(wireText).nullish(),
        marketplaceIds: z.array(wireText).nullish(),
      }),
    )
    .max(1_000)
    .nullish(),
  fulfillmentAvailability: z
    .array(
      z.object({
        fulfillmentChannelCode: wireName,
        quantity: z.number().int().min(0).nullish(),
      }),
    )
    .nullish(),
  productTypes: z.array(z.object({ marketplaceId: wireName, productType: wireName })).nullish(),
})

export type WireListing = z.infer<typeof wireListing>

export const wireAttribute = attribute
