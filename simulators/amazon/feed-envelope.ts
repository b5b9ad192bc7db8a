/**
 * Reads the document of an order feed into its messages. A document that is wrong as a whole gives one fault and nothing
 * is applied. Words: models#5153 (50001), models#1473 (5001), models#1813 (wrong type), read 2026-11-22.
 */
import { type FeedSchema, feedSchemas } from './feed-schemas.ts'
import { readXml, type XmlElement, XmlFault } from './xml-reader.ts'
import { brokenRule, childOf, childrenOf, textOf } from './xml-rules.ts'

export type FeedMessage = { readonly messageId: string; readonly body: XmlElement }
export type FeedFault = { readonly code: string; readonly words: string }
export type FeedDocument =
  | { readonly kind: 'messages'; readonly messages: readonly FeedMessage[] }
  | { readonly kind: 'fault'; readonly fault: FeedFault }

/** The messages of a feed of that type, or what is wrong with all of it. `needsAmounts`: in every AdjustedItem. */
export function readFeed(feedType: string, text: string, needsAmounts: boolean): FeedDocument {
  const schema = feedSchemas[feedType]
  if (schema === undefined) throw new Error(`no schema for ${feedType}`)
  let root: XmlElement
  try {
    root = readXml(text)
  } catch (error) {
    if (error instanceof XmlFault) return { kind: 'fault', fault: illFormed(error) }
    throw error
  }
  const fault = faultOf(root, schema)
  if (fault !== undefined) return { kind: 'fault', fault }
  if (needsAmounts && hasItemWithoutAmounts(root)) {
    const broken =
      "cvc-complex-type.2.4.a: Invalid content was found, 'ItemPriceAdjustments' is expected."
    return { kind: 'fault', fault: parsing(`${broken} ${broken}`) }
  }
  const messages = childrenOf(root, 'Message').flatMap((message): FeedMessage[] => {
    const body = message.children.find((one) => one.name === schema.messageType)
    return body === undefined ? [] : [{ messageId: textOf(message, 'MessageID') ?? '', body }]
  })
  return { kind: 'messages', messages }
}

function hasItemWithoutAmounts(root: XmlElement): boolean {
  return childrenOf(root, 'Message')
    .flatMap((message) => childrenOf(message, 'OrderAdjustment'))
    .flatMap((adjustment) => childrenOf(adjustment, 'AdjustedItem'))
    .some((item) => childOf(item, 'ItemPriceAdjustments') === undefined)
}

function illFormed({ line, column, message }: XmlFault): FeedFault {
  if (line === 1 && column === 1) {
    const where = 'at the Amazon Envelope XML level at (or near) line 1, column 1.'
    return { code: '50001', words: `The XML you submitted is ill-formed ${where}` }
  }
  return parsing(`at Line ${line}, Column ${column}: ${message} ${message}`)
}

function parsing(words: string): FeedFault {
  return { code: '5001', words: `XML Parsing Fatal Error ${words}` }
}

function faultOf(root: XmlElement, schema: FeedSchema): FeedFault | undefined {
  if (root.name === 'AmazonEnvelope' && textOf(root, 'MessageType') !== schema.messageType) {
    const invalid = 'because one or more items are invalid. Please re-submit the feed.'
    return { code: '25', words: `We are unable to process the XML feed ${invalid}` }
  }
  const broken = brokenRule(root, schema.envelope)
  if (broken !== undefined) return parsing(`${broken} ${broken}`)
  const ids = childrenOf(root, 'Message').map((message) => textOf(message, 'MessageID'))
  if (new Set(ids).size < ids.length) return parsing('The MessageID must be unique in the feed.')
  return undefined
}
