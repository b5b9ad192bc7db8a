/** What a shop owner may set about stock, with the effect of each in a sentence. */
import { z } from 'zod'

const units = z.number().int().min(0).max(1_000_000)
const share = z.number().int().min(0).max(100)

export const stockSettings = z
  .strictObject({
    /** When stock is short: refuse the order, claim it anyway, or leave stock alone. */
    whenShort: z.enum(['refuse', 'claim-anyway', 'bypass']).default('refuse'),
    /** A refused order is created anyway this long before its ship-by; null: never. */
    claimBeforeShipByHours: z.number().int().min(1).max(240).nullable().default(24),
    /** `watch` shows which figures it would send to Amazon; `live` sends them. */
    lane: z.enum(['watch', 'live']).default('watch'),
    /** Units that are never offered on Amazon. */
    buffer: units.default(0),
    /** The share of the free units that Amazon may offer, in percent. */
    percent: share.default(100),
    /** Amazon never shows more than this; null: as much as there is. */
    cap: units.nullable().default(null),
    /** Fewer than this are shown as 0. */
    floor: units.default(0),
    /** Other values for a SKU, a marketplace, or a SKU in a marketplace. */
    rules: z
      .array(
        z.strictObject({
          sku: z.string().min(1).max(200).nullable().default(null),
          marketplaceId: z.string().min(1).nullable().default(null),
          buffer: units.optional(),
          percent: share.optional(),
          cap: units.nullable().optional(),
          floor: units.optional(),
        }),
      )
      .max(10_000)
      .default([]),
    /** A run that sets to 0, or changes by more than half, more SKUs than this stops for you. */
    guard: z
      .strictObject({
        skus: z.number().int().min(0).max(1_000_000).default(20),
        /** So does this share of all SKUs, in percent. */
        percent: z.number().min(0).max(100).default(5),
        /** Fewer than this never stop a run. */
        least: z.number().int().min(1).max(1_000).default(5),
      })
      .prefault({}),
    /** So many figures that wait go to Amazon in one feed; fewer go one by one. */
    feedFrom: z.number().int().min(2).max(25_000).default(100),
    /** Both sides are compared this often. */
    auditHours: z.number().int().min(1).max(168).default(24),
    /** So many drifts in one audit are an incident. */
    alarmFrom: z.number().int().min(1).max(1_000_000).default(1),
  })
  .prefault({})
