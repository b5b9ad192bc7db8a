/**
 * All variants of a large shop by one bulk operation: outside both of Shopify's rate limits, as a document
 * of one line a variant, which is read from a file of our own. A second operation costs nothing, so a lost
 * answer to its start is no harm.
 * Source: Admin API 2026-10, facts read 2026-11-22.
 */
import { judgeHost } from '../../core/host-rule.ts'
import { PlatformError, type PlatformErrorKind } from '../../core/platform-error.ts'
import type { Deadlines, Door } from '../../core/ports.ts'
import { spoolAnswer } from '../http/spool.ts'
import { type ShopVariant, variantOf } from './catalogue.ts'
import { bulkRun, bulkState, catalogueSize } from './catalogue-operations.ts'
import type { ShopifyClient } from './client.ts'
import { documentOf } from './documents.ts'
import { bulkVariantShape } from './wire/catalogue.ts'

export type BulkState = 'running' | 'complete' | 'failed'

export type VariantsDocument = {
  /** So many lines Shopify wrote: fewer are a document that was cut. */
  readonly lines: number
  /** Null for a line that is no variant that we can read. */
  rows(): AsyncGenerator<ShopVariant | null>
  drop(): Promise<void>
}

/** How many variants the shop has; Shopify counts to 25,000 and a little. */
export async function countVariants(client: ShopifyClient, deadlines: Deadlines): Promise<number> {
  const { productVariantsCount } = await client.run(catalogueSize, {}, deadlines)
  return productVariantsCount?.count ?? 0
}

/** Answers the gid of the operation. Throws PlatformError; `rejected` when Shopify runs none now. */
export async function startBulkVariants(
  client: ShopifyClient,
  deadlines: Deadlines,
): Promise<string> {
  const query = documentOf('EveryVariant')
  const { bulkOperationRunQuery: answer } = await client.run(bulkRun, { query }, deadlines)
  const gid = answer?.bulkOperation?.id
  if (gid !== undefined) return gid
  const code = answer?.userErrors[0]?.code ?? 'BULK_REFUSED'
  throw problem(bulkRun.call, 'rejected', /^[A-Z_]{1,60}$/.test(code) ? code : 'BULK_REFUSED')
}

export async function readBulkState(
  client: ShopifyClient,
  gid: string,
  deadlines: Deadlines,
): Promise<BulkState> {
  const { bulkOperation } = await client.run(bulkState, { id: gid }, deadlines)
  const status = bulkOperation?.status ?? 'EXPIRED'
  if (status === 'COMPLETED') return 'complete'
  return ['CREATED', 'RUNNING'].includes(status) ? 'running' : 'failed'
}

/** Null when the operation found nothing. The link is a key: it goes nowhere but through the door. */
export async function openBulkVariants(
  parts: { readonly client: ShopifyClient; readonly door: Door },
  gid: string,
  deadlines: Deadlines,
): Promise<VariantsDocument | null> {
  const { bulkOperation, shop } = await parts.client.run(bulkState, { id: gid }, deadlines)
  const url = bulkOperation?.url ?? null
  if (url === null) return null
  const operation = 'downloadBulkVariants'
  if (!judgeHost(url).ok) throw problem(operation, 'contract', 'DOCUMENT_HOST_NOT_ALLOWED')
  const { answerByMs } = deadlines
  const spooled = await spoolAnswer(parts.door, {
    ...{
      platform: 'shopify',
      operation,
      writes: false,
      method: 'GET',
      url,
      headers: {},
      body: null,
    },
    deadlines: { sendBeforeMs: answerByMs, answerByMs },
  })
  if (spooled.is === 'refused') throw problem(operation, 'unavailable', 'BULK_LINK_REFUSED')
  const { spool } = spooled
  const lines = bulkOperation?.rootObjectCount ?? 0
  return { lines, rows: () => rowsOf(spool.lines(), shop.currencyCode), drop: spool.drop }
}

async function* rowsOf(
  lines: AsyncGenerator<string>,
  currency: string,
): AsyncGenerator<ShopVariant | null> {
  for await (const line of lines) {
    if (line === '') continue
    const parsed = bulkVariantShape.safeParse(parseLine(line))
    yield parsed.success ? variantOf(parsed.data, parsed.data.product, currency) : null
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function problem(operation: string, kind: PlatformErrorKind, code: string): PlatformError {
  const facts = { platform: 'shopify', requestId: null, retryAfterMs: null, status: null } as const
  return new PlatformError({ ...facts, kind, operation, code })
}
