/**
 * What Amazon answers to a change of a quantity, one by one or in a feed, and what it shows of its own
 * warehouses. Words of issues are Amazon's and go to people as they are, cut.
 * Source: models listingsItems_2021-08-01 and fbaInventory, schema listings-feed-processing-report-v2 (commit
 * 34dc93fe, 2026-08-05).
 */
import { z } from 'zod'
import { wireName, wireStock, wireText } from './values.ts'

const wireIssue = z.object({
  code: wireText,
  message: wireText,
  severity: wireText,
})

export type WireIssue = z.infer<typeof wireIssue>

export const wireSubmission = z.object({
  sku: wireName,
  /** ACCEPTED, VALID, INVALID, or a word that we do not know. */
  status: wireName,
  submissionId: wireText.nullish(),
  issues: z.array(wireIssue).max(1_000).nullish(),
})

export const wireListingsReport = z.object({
  header: z.object({ feedId: wireText.nullish() }).nullish(),
  issues: z
    .array(wireIssue.extend({ messageId: z.number().int().nullish(), sku: wireText.nullish() }))
    .nullish(),
  summary: z.object({
    messagesProcessed: z.number().int().min(0),
    messagesAccepted: z.number().int().min(0),
    messagesInvalid: z.number().int().min(0),
  }),
})

const count = wireStock.nullish()

export const wireFbaPage = z.object({
  payload: z.object({
    inventorySummaries: z
      .array(
        z.object({
          sellerSku: wireText.nullish(),
          asin: wireText.nullish(),
          fnSku: wireText.nullish(),
          totalQuantity: count,
          lastUpdatedTime: wireText.nullish(),
          inventoryDetails: z
            .object({
              fulfillableQuantity: count,
              inboundWorkingQuantity: count,
              inboundShippedQuantity: count,
              inboundReceivingQuantity: count,
              reservedQuantity: z.object({ totalReservedQuantity: count }).nullish(),
              unfulfillableQuantity: z.object({ totalUnfulfillableQuantity: count }).nullish(),
            })
            .nullish(),
        }),
      )
      .max(1_000),
  }),
  pagination: z.object({ nextToken: wireText.nullish() }).nullish(),
})
