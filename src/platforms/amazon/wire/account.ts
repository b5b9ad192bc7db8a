/**
 * Sellers API v1: where a seller sells, on which plan. The owner's name and address also come; they are
 * not read. Amazon's own sample of getAccount leaves out currency and language, so they are optional.
 * Source: model sellers v1 (commit 34dc93fe, 2026-08-05).
 */
import { z } from 'zod'
import { wireName, wireText } from './values.ts'

const participation = z.object({
  marketplace: z.object({
    id: wireName,
    name: wireText.nullish(),
    countryCode: wireText.nullish(),
    defaultCurrencyCode: wireText.nullish(),
    domainName: wireText.nullish(),
  }),
  storeName: wireText.nullish(),
  participation: z.object({
    isParticipating: z.boolean(),
    hasSuspendedListings: z.boolean(),
  }),
})

export const wireParticipations = z.object({ payload: z.array(participation) })

export const wireAccount = z.object({
  payload: z.object({
    sellingPlan: wireName,
    marketplaceParticipationList: z.array(participation).nullish(),
  }),
})

export type WireParticipation = z.infer<typeof participation>
