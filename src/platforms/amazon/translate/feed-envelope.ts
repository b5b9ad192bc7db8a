/**
 * The XML envelope of the order feeds. All that it is given is text already: the order of keys is the
 * order of elements, which Amazon's schema fixes.
 * Source: facts sections 3.3 and 3.4; an XML declaration must be the first byte (models issue 5153).
 */
import { XMLBuilder } from 'fast-xml-parser'
import { InvariantError } from '../../../core/invariant-error.ts'

export type XmlValue = string | XmlElement | readonly XmlValue[] | undefined
export type XmlElement = { readonly [name: string]: XmlValue }

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  suppressBooleanAttributes: false,
})

/** A feed of one message type; the nth message has MessageID n, counted from 1. */
export function feedEnvelope(
  merchantId: string,
  messageType: string,
  messages: readonly XmlElement[],
): string {
  if (messages.length === 0) throw new InvariantError('feed: a feed has a message')
  const envelope = {
    AmazonEnvelope: {
      '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      '@xsi:noNamespaceSchemaLocation': 'amzn-envelope.xsd',
      Header: { DocumentVersion: '1.01', MerchantIdentifier: xmlText(merchantId) },
      MessageType: messageType,
      Message: messages.map((message, at) => ({ MessageID: `${at + 1}`, ...message })),
    },
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(envelope)}`
}

/** Text that may stand in XML 1.0: the builder escapes, but lets control characters through. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
}
