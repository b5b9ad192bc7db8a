/** Feeds for tests, written by hand: envelopes as text, submit over the wire, read the report. Shares no code with the simulator. */
import type { AmazonHost } from './amazon-host.ts'

export const feedsRoot = '/feeds/2021-06-30'
export const xmlType = 'text/xml; charset=UTF-8'
export const acknowledgements = 'POST_ORDER_ACKNOWLEDGEMENT_DATA'
export const adjustments = 'POST_PAYMENT_ADJUSTMENT_DATA'
export const germany = 'A1PA6795UKMFR9'

/** An envelope around bodies that are XML already. */
export function envelope(messageType: string, bodies: readonly string[]): string {
  const messages = bodies.map(
    (body, at) => `<Message><MessageID>${at + 1}</MessageID>${body}</Message>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">
<Header><DocumentVersion>1.01</DocumentVersion><MerchantIdentifier>M_SHOP_1</MerchantIdentifier></Header>
<MessageType>${messageType}</MessageType>${messages.join('')}</AmazonEnvelope>`
}

export function failure(
  orderId: string,
  itemIds: readonly string[],
  reason = 'NoInventory',
): string {
  const items = itemIds.map(
    (id) =>
      `<Item><AmazonOrderItemCode>${id}</AmazonOrderItemCode><CancelReason>${reason}</CancelReason></Item>`,
  )
  return `<OrderAcknowledgement><AmazonOrderID>${orderId}</AmazonOrderID><StatusCode>Failure</StatusCode>${items.join('')}</OrderAcknowledgement>`
}

export type AdjustedItem = {
  readonly itemId: string
  readonly components?: Readonly<Record<string, string>>
  readonly promotion?: string
  readonly cancelled?: number
  readonly adjustmentId?: string
  readonly reason?: string
  readonly currency?: string
}

export function adjustment(orderId: string, items: readonly AdjustedItem[]): string {
  return `<OrderAdjustment><AmazonOrderID>${orderId}</AmazonOrderID>${items.map(adjustedItem).join('')}</OrderAdjustment>`
}

function adjustedItem(item: AdjustedItem): string {
  const { components, promotion, cancelled, adjustmentId, currency = 'EUR' } = item
  const component = (type: string, amount: string) =>
    `<Component><Type>${type}</Type><Amount currency="${currency}">${amount}</Amount></Component>`
  const prices = Object.entries(components ?? {}).map(([type, amount]) => component(type, amount))
  return [
    `<AdjustedItem><AmazonOrderItemCode>${item.itemId}</AmazonOrderItemCode>`,
    adjustmentId ? `<MerchantAdjustmentItemID>${adjustmentId}</MerchantAdjustmentItemID>` : '',
    `<AdjustmentReason>${item.reason ?? 'CustomerReturn'}</AdjustmentReason>`,
    components ? `<ItemPriceAdjustments>${prices.join('')}</ItemPriceAdjustments>` : '',
    promotion
      ? `<PromotionAdjustments>${component('Principal', promotion)}</PromotionAdjustments>`
      : '',
    cancelled ? `<QuantityCancelled>${cancelled}</QuantityCancelled>` : '',
    '</AdjustedItem>',
  ].join('')
}

/** Uploads and submits; the id of the feed. */
export async function submit(
  amazon: AmazonHost,
  feedType: string,
  xml: string,
  marketplaceIds: readonly string[] = [germany],
): Promise<string> {
  const made = await amazon.send('POST', `${feedsRoot}/documents`, { contentType: xmlType })
  const { feedDocumentId, url } = made.body as { feedDocumentId: string; url: string }
  const put = await fetch(url, { method: 'PUT', body: xml, headers: { 'content-type': xmlType } })
  if (put.status !== 200) throw new Error(`upload: ${put.status}`)
  const spec = { feedType, marketplaceIds, inputFeedDocumentId: feedDocumentId }
  const created = await amazon.send('POST', `${feedsRoot}/feeds`, spec)
  if (created.status !== 202) throw new Error(`createFeed: ${created.status}`)
  return String(created.body.feedId)
}

export type Report = {
  readonly processed: number
  readonly successful: number
  readonly failed: number
  readonly results: readonly { messageId: string; result: string; code: string; words: string }[]
}

/** Submits, lets the world pass, and reads the processing report. */
export async function submitAndRead(
  amazon: AmazonHost,
  feedType: string,
  xml: string,
): Promise<Report> {
  const feedId = await submit(amazon, feedType, xml)
  await amazon.simulator.control.advance(90_000)
  return readReport(amazon, feedId)
}

export async function readReport(amazon: AmazonHost, feedId: string): Promise<Report> {
  const feed = (await amazon.get(`${feedsRoot}/feeds/${feedId}`)).body
  if (feed.processingStatus !== 'DONE') throw new Error(`feed is ${String(feed.processingStatus)}`)
  const path = `${feedsRoot}/documents/${String(feed.resultFeedDocumentId)}`
  const { url } = (await amazon.get(path)).body as { url: string }
  const xml = await (await fetch(url)).text()
  const value = (text: string, tag: string) =>
    new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(text)?.[1] ?? ''
  return {
    processed: Number(value(xml, 'MessagesProcessed')),
    successful: Number(value(xml, 'MessagesSuccessful')),
    failed: Number(value(xml, 'MessagesWithError')),
    results: [...xml.matchAll(/<Result>[\s\S]*?<\/Result>/g)].map(([part]) => ({
      messageId: value(part, 'MessageID'),
      result: value(part, 'ResultCode'),
      code: value(part, 'ResultMessageCode'),
      words: value(part, 'ResultDescription'),
    })),
  }
}
