/**
 * What a shop owner may set, in three groups, with the effect of each in a sentence. Strict: an
 * unknown name or value is refused, so that a typing mistake never becomes a silent default.
 */
import { z } from 'zod'

export const settingsShape = z
  .strictObject({
    import: z
      .strictObject({
        /** Orders become Shopify orders by themselves; off: they wait in the list. */
        on: z.boolean().default(true),
        /** `watch` decides and records what it would do; `live` does it. */
        lane: z.enum(['watch', 'live']).default('live'),
        /** What happens to a line whose SKU matches nothing. */
        unmapped: z.enum(['hold', 'custom-line']).default('hold'),
        /** An explicit mapping wins over SKU and title. */
        mappingFirst: z.boolean().default(true),
        /** Makes a customer record with the buyer's name, never with contact data. */
        customer: z.enum(['none', 'name']).default('none'),
        /** The gateway that the payment is recorded under. */
        gateway: z.string().min(1).max(64).default('manual'),
        /** How long a create waits for an address that has not come. */
        addressWaitMinutes: z.number().int().min(0).max(120).default(30),
      })
      .prefault({}),
    fulfillment: z
      .strictObject({
        /** FBA orders are listed here, or imported as fulfilled once Amazon shipped them. */
        fba: z.enum(['list', 'import']).default('list'),
        /** Locations that goods may leave from; empty: any. */
        locations: z.array(z.string().startsWith('gid://shopify/Location/')).max(50).default([]),
        /** What happens when Shopify routes an order elsewhere. */
        outside: z.enum(['move', 'hold']).default('move'),
      })
      .prefault({}),
    stock: z
      .strictObject({
        /** When stock is short: refuse the order, claim it anyway, or leave stock alone. */
        whenShort: z.enum(['refuse', 'claim-anyway', 'bypass']).default('refuse'),
        /** A refused order is created anyway this long before its ship-by; null: never. */
        claimBeforeShipByHours: z.number().int().min(1).max(240).nullable().default(24),
      })
      .prefault({}),
    intake: z
      .strictObject({
        pollSeconds: z.number().int().min(5).max(86_400).default(180),
        shopPollSeconds: z.number().int().min(5).max(86_400).default(300),
        settleSeconds: z.number().min(0.1).max(600).default(120),
        pagesPerRun: z.number().int().min(1).max(200).default(20),
      })
      .prefault({}),
  })
  .prefault({})

export type Settings = z.output<typeof settingsShape>
