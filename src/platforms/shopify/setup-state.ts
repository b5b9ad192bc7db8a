/**
 * What the shop holds for us, read without changing it, for doctor: the metafield definition and the
 * webhook subscriptions.
 */
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import { metafieldDefinitions, webhookSubscriptions } from './setup-operations.ts'
import { readOn } from './whole-order.ts'
import type { Subscriptions } from './wire/setup.ts'

export type DefinitionState = 'ready' | 'missing' | 'unusable'

export async function definitionState(
  client: ShopifyClient,
  deadlines: Deadlines,
): Promise<DefinitionState> {
  const { metafieldDefinitions: page } = await client.run(metafieldDefinitions, {}, deadlines)
  const [found] = page.nodes
  if (found === undefined) return 'missing'
  const usable = found.type.name === 'id' && found.capabilities.uniqueValues.enabled
  return usable ? 'ready' : 'unusable'
}

/** Topics that are subscribed to an address of ours. */
export async function subscribedTopics(
  client: ShopifyClient,
  isOurs: (uri: string) => boolean,
  freshDeadlines: () => Deadlines,
): Promise<string[]> {
  const topics: string[] = []
  const read = async (after: string | null): Promise<Subscriptions> => {
    const { webhookSubscriptions: page } = await client.run(
      webhookSubscriptions,
      { after },
      freshDeadlines(),
    )
    topics.push(...page.nodes.filter((one) => isOurs(one.uri)).map((one) => one.topic))
    return page
  }
  await readOn(await read(null), read)
  return topics
}
