/**
 * JSON_LISTINGS_FEED (schema v2.0, models of 2026-08-05): patches of up to 25,000 SKUs, checked as patchListingsItem checks
 * them, with a report in JSON. When an accepted message shows is not tied to the order of messages, nor to direct patches.
 */
import { z } from 'zod'
import type { Fault } from '../../kit/fault-plane.ts'
import type { FeedRecord } from '../feeds.ts'
import type { AmazonWorld } from '../world.ts'
import type { ListingIssue } from './listing.ts'
import { type Patch, patchIssues, patchSchema, unknownSku } from './patch-rules.ts'

export const listingsFeedType = 'JSON_LISTINGS_FEED'

/** Beside the plan of createFeed: five feeds in five minutes. */
export const listingsFeedPlan = { ratePerSecond: 5 / 300, burst: 5 }

const mostMessages = 25_000

const headerSchema = z.object({ sellerId: z.string(), version: z.literal('2.0') })
const feedSchema = z.object({ header: z.unknown(), messages: z.array(z.unknown()).min(1) })
const messageSchema = z.object({
  messageId: z.int().min(1).max(2_147_483_647),
  sku: z.string().min(1),
  operationType: z.enum(['PATCH', 'UPDATE', 'PARTIAL_UPDATE', 'DELETE']),
  productType: z.string().min(1).optional(),
  patches: z.array(patchSchema).min(1).optional(),
})

type ReportIssue = {
  readonly messageId?: number
  readonly sku?: string
  readonly code: string
  readonly severity: string
  readonly message: string
  readonly attributeName?: string
}

export type ListingsFeedResult = {
  /** Undefined: the text is no feed at all, and the feed ends FATAL. */
  readonly report: string | undefined
  readonly accepted: number
  readonly invalid: number
}

/** Works a feed off; what was accepted shows later. */
export function runListingsFeed(
  world: AmazonWorld,
  feed: FeedRecord,
  text: string,
  fault: Fault | undefined,
): ListingsFeedResult {
  const nothing = { report: undefined, accepted: 0, invalid: 0 }
  const { sellerId } = world.login.credentials
  let body: z.infer<typeof feedSchema>
  try {
    body = feedSchema.parse(JSON.parse(text))
  } catch {
    return nothing
  }
  const wrong = headerIssue(body.header, sellerId, body.messages.length)
  if (wrong !== undefined) {
    return { ...nothing, report: reportOf(sellerId, feed.feedId, [wrong], 0, 0) }
  }
  const run = runMessages(world, feed, body.messages, fault)
  const { issues, accepted } = run
  const report = reportOf(sellerId, feed.feedId, issues, body.messages.length, accepted)
  return { report, accepted, invalid: body.messages.length - accepted }
}

function headerIssue(header: unknown, sellerId: string, count: number): ReportIssue | undefined {
  const read = headerSchema.safeParse(header)
  const issue = (code: string, message: string): ReportIssue => ({
    code,
    severity: 'ERROR',
    message,
  })
  if (!read.success) return issue('4000002', "The feed header is invalid: 'version' must be '2.0'.")
  if (read.data.sellerId !== sellerId) {
    return issue('4000003', "The 'sellerId' of the feed header is not that of the caller.")
  }
  if (count <= mostMessages) return undefined
  return issue('4000004', `The feed has ${count} messages; at most ${mostMessages} are allowed.`)
}

function runMessages(
  world: AmazonWorld,
  feed: FeedRecord,
  messages: readonly unknown[],
  fault: Fault | undefined,
): { readonly issues: ReportIssue[]; readonly accepted: number } {
  const issues: ReportIssue[] = []
  const seen = new Set<number>()
  let accepted = 0
  for (const [at, raw] of messages.entries()) {
    const kind = fault?.fault
    if (kind === 'fatal-partly' && at >= messages.length / 2) break
    const read = messageSchema.safeParse(raw)
    if (!read.success) {
      issues.push(unreadable(raw, read.error))
      continue
    }
    const { messageId, sku } = read.data
    const found =
      kind === 'refused' || (kind === 'partly-failed' && at % 2 === 1)
        ? [internalError]
        : seen.has(messageId)
          ? [sameId]
          : issuesOf(world, feed, read.data)
    seen.add(messageId)
    issues.push(...found.map((one) => issueOf(messageId, sku, one)))
    if (found.length > 0) continue
    accepted += 1
    if (kind !== 'silently-dropped') submit(world, sku, read.data.patches ?? [])
  }
  return { issues, accepted }
}

function submit(world: AmazonWorld, sku: string, patches: readonly Patch[]): void {
  const lagMs = world.listings.anyLag()
  world.listings.submit({ sku, patches, lagMs, source: listingsFeedType })
}

function issuesOf(
  world: AmazonWorld,
  { marketplaceIds }: FeedRecord,
  { sku, operationType, productType, patches }: z.infer<typeof messageSchema>,
): readonly ListingIssue[] {
  if (operationType !== 'PATCH') {
    const message = `The simulator does not have the operation ${operationType} in feeds.`
    return [{ ...internalError, code: '501', message }]
  }
  if (productType === undefined || patches === undefined) return [incomplete]
  const listing = world.listings.store.get(sku)
  const isHere = listing?.marketplaceIds.some((id) => marketplaceIds.includes(id))
  if (listing === undefined || isHere !== true) return [unknownSku]
  return patchIssues(listing, productType, patches)
}

const internalError: ListingIssue = {
  code: '99000',
  message: 'An internal error has occurred. Please re-submit the message.',
  severity: 'ERROR',
  categories: [],
}
const sameId = { ...internalError, code: '4000005', message: "The 'messageId' must be unique." }
const incomplete = {
  ...internalError,
  code: '4000006',
  message: "A PATCH needs 'productType' and 'patches'.",
}

function issueOf(messageId: number, sku: string, issue: ListingIssue): ReportIssue {
  const { code, severity, message, attributeNames } = issue
  const [attributeName] = attributeNames ?? []
  return {
    messageId,
    sku,
    code,
    severity,
    message,
    ...(attributeName === undefined ? {} : { attributeName }),
  }
}

function unreadable(raw: unknown, error: z.ZodError): ReportIssue {
  const { messageId, sku } = (raw ?? {}) as { messageId?: unknown; sku?: unknown }
  const where = error.issues[0]?.path.join('.') ?? ''
  return {
    ...(typeof messageId === 'number' ? { messageId } : {}),
    ...(typeof sku === 'string' ? { sku } : {}),
    code: '4000001',
    severity: 'ERROR',
    message: `The message is invalid at '${where}'.`,
  }
}

function reportOf(
  sellerId: string,
  feedId: string,
  issues: readonly ReportIssue[],
  messagesProcessed: number,
  messagesAccepted: number,
): string {
  return JSON.stringify({
    header: { sellerId, version: '2.0', feedId },
    issues,
    summary: {
      errors: issues.filter(({ severity }) => severity === 'ERROR').length,
      warnings: issues.filter(({ severity }) => severity === 'WARNING').length,
      messagesProcessed,
      messagesAccepted,
      messagesInvalid: messagesProcessed - messagesAccepted,
    },
  })
}
