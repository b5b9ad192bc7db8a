/**
 * Opens a return in Shopify for units that the buyer sends back. It moves no money and Shopify writes to
 * nobody. Shopify wants a reason from its own catalogue; what that does not have is its `other`.
 */
import { id, type ReturnGid, type ShopifyOrderGid } from '../../core/ids.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import { returnCreate, returnReasons } from './life-write-operations.ts'
import { type Answered, refusedByGraphql, runWrite } from './write-answer.ts'

export type ReturnDraft = {
  readonly orderGid: ShopifyOrderGid
  readonly lines: readonly {
    readonly fulfillmentLineGid: string
    readonly quantity: number
    /** A handle of Shopify's catalogue of reasons: `defective`, `unwanted`, `wrong-item` … */
    readonly reason: string
    readonly note: string
  }[]
}

const otherReason = 'other-reason'
const noteMaxChars = 255

export async function createReturn(
  client: ShopifyClient,
  draft: ReturnDraft,
  deadlines: Deadlines,
): Promise<Answered<{ readonly returnGid: ReturnGid }>> {
  const handles = [...new Set([...draft.lines.map((line) => line.reason), otherReason])]
  const reasons = await reasonsByHandle(client, handles, deadlines).catch(refusedByGraphql)
  if ('kind' in reasons) return reasons
  const lines = draft.lines.map(({ fulfillmentLineGid, quantity, reason, note }) => ({
    fulfillmentLineItemId: fulfillmentLineGid,
    quantity,
    returnReasonDefinitionId: reasons.get(reason) ?? reasons.get(otherReason) ?? null,
    // Shopify wants words with `other`.
    returnReasonNote: (note === '' ? reason : note).slice(0, noteMaxChars),
  }))
  const variables = { id: draft.orderGid, lines }
  return runWrite(client, returnCreate, variables, deadlines, (answer) => {
    const payload = answer.returnCreate
    if (payload === null) return null
    const gid = payload.return?.id
    const made = gid === undefined ? null : { returnGid: id('ReturnGid', gid) }
    return { made, userErrors: payload.userErrors }
  })
}

/** A read before the write: when it fails, surely nothing was made. */
async function reasonsByHandle(
  client: ShopifyClient,
  handles: readonly string[],
  deadlines: Deadlines,
): Promise<ReadonlyMap<string, string>> {
  const answer = await client.run(returnReasons, { handles: [...handles] }, deadlines)
  const { nodes } = answer.returnReasonDefinitions
  return new Map(nodes.map((node) => [node.handle, node.id]))
}
