/**
 * The metafield definition crossdock.amazon_order_id of type `id`: its values are unique, so an order can
 * be found by Amazon's id without the search index. Uniqueness can only be had before the first value is
 * written, so set-up makes it. Safe to repeat.
 */
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import { metafieldDefinitionCreate, metafieldDefinitions } from './setup-operations.ts'

export type DefinitionAnswer =
  | { readonly is: 'ready'; readonly created: boolean }
  /** Someone else made one that does not keep values unique: look-ups by it cannot be trusted. */
  | { readonly is: 'unusable'; readonly type: string; readonly unique: boolean }
  | { readonly is: 'refused'; readonly code: string }

const definition = {
  name: 'Amazon order id',
  namespace: 'crossdock',
  key: 'amazon_order_id',
  description: 'The Amazon order that Crossdock made this order from.',
  ownerType: 'ORDER',
  type: 'id',
} as const

export async function ensureAmazonIdDefinition(
  client: ShopifyClient,
  deadlines: Deadlines,
): Promise<DefinitionAnswer> {
  const before = await readDefinition(client, deadlines)
  if (before !== undefined) return before
  const { metafieldDefinitionCreate: payload } = await client.run(
    metafieldDefinitionCreate,
    { definition },
    deadlines,
  )
  if (payload?.createdDefinition) return { is: 'ready', created: true }
  const code = payload?.userErrors[0]?.code ?? 'NOT_CREATED'
  // Another process of ours may have been quicker.
  const after = code === 'TAKEN' ? await readDefinition(client, deadlines) : undefined
  return after ?? { is: 'refused', code }
}

async function readDefinition(
  client: ShopifyClient,
  deadlines: Deadlines,
): Promise<DefinitionAnswer | undefined> {
  const { metafieldDefinitions: page } = await client.run(metafieldDefinitions, {}, deadlines)
  const found = page.nodes.find(
    (node) => node.namespace === definition.namespace && node.key === definition.key,
  )
  if (found === undefined) return undefined
  const unique = found.capabilities.uniqueValues.enabled
  if (found.type.name === definition.type && unique) return { is: 'ready', created: false }
  return { is: 'unusable', type: found.type.name, unique }
}
