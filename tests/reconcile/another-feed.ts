/** A feed that another tool of the seller makes at Amazon, by hand over the wire. */
import type { AmazonSimulator } from '../../simulators/amazon/simulator.ts'
import { envelope, failure, feedsRoot, xmlType } from '../conformance/amazon-feeds.ts'
import { tokenFields } from '../conformance/amazon-host.ts'

type Asked = {
  readonly orders: readonly { readonly orderId: string; readonly itemIds: readonly string[] }[]
  readonly marketplaceId: string
}

export async function makeAnothersFeed(
  amazon: AmazonSimulator,
  { orders, marketplaceId }: Asked,
): Promise<void> {
  const token = await askForToken(amazon)
  const json = { 'x-amz-access-token': token, 'content-type': 'application/json' }
  const send = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
    const request = { method: 'POST', path, query: new URLSearchParams(), headers: json }
    const answer = await amazon.handle({ ...request, body: JSON.stringify(body) })
    if (answer.kind === 'lost' || answer.status >= 300) throw new Error(`${path}: no answer`)
    return JSON.parse(answer.body) as Record<string, unknown>
  }
  const { feedDocumentId, url } = await send(`${feedsRoot}/documents`, { contentType: xmlType })
  const { pathname, searchParams } = new URL(String(url))
  const messages = orders.map(({ orderId, itemIds }) => failure(orderId, itemIds))
  await amazon.handle({
    ...{ method: 'PUT', path: pathname, query: searchParams },
    headers: { 'content-type': xmlType },
    body: envelope('OrderAcknowledgement', messages),
  })
  const feedType = 'POST_ORDER_ACKNOWLEDGEMENT_DATA'
  const spec = { feedType, marketplaceIds: [marketplaceId], inputFeedDocumentId: feedDocumentId }
  await send(`${feedsRoot}/feeds`, spec)
}

async function askForToken(amazon: AmazonSimulator): Promise<string> {
  const answer = await amazon.handle({
    ...{ method: 'POST', path: '/auth/o2/token', query: new URLSearchParams() },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(tokenFields(amazon, 'seller')).toString(),
  })
  if (answer.kind === 'lost') throw new Error('no token')
  return String((JSON.parse(answer.body) as Record<string, unknown>).access_token)
}
