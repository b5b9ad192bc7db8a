/** How a message looks on the queue's wire, with the digests that AWS clients check. */
import { createHash } from 'node:crypto'
import type { MessageAttribute, QueuedMessage } from './queue-message.ts'

export function md5(text: string | Buffer): string {
  return createHash('md5').update(text).digest('hex')
}

/** AWS's digest over message attributes: sorted names, each part with its length; undefined without attributes. */
export function attributesDigest(
  attributes: Readonly<Record<string, MessageAttribute>>,
): string | undefined {
  const names = Object.keys(attributes).sort()
  if (names.length === 0) return undefined
  const parts: Buffer[] = []
  const withLength = (bytes: Buffer): void => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    parts.push(length, bytes)
  }
  for (const name of names) {
    const attribute = attributes[name]
    if (attribute === undefined) continue
    withLength(Buffer.from(name))
    withLength(Buffer.from(attribute.DataType))
    const isBinary = attribute.DataType.startsWith('Binary')
    parts.push(Buffer.from([isBinary ? 2 : 1]))
    const value = isBinary
      ? Buffer.from(attribute.BinaryValue ?? '', 'base64')
      : Buffer.from(attribute.StringValue ?? '')
    withLength(value)
  }
  return md5(Buffer.concat(parts))
}

/** A received message, with the system attributes and own attributes that were asked for. */
export function messageOnTheWire(
  message: QueuedMessage,
  systemNames: readonly string[],
  attributeNames: readonly string[],
): unknown {
  const system: Record<string, string> = {
    SenderId: 'AIDASIMULATOR',
    SentTimestamp: String(message.sentMs),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedMs),
  }
  const Attributes = pick(system, systemNames)
  const MessageAttributes = pick(message.attributes, attributeNames)
  const digest = attributesDigest(MessageAttributes)
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: md5(message.body),
    ...(Object.keys(Attributes).length === 0 ? {} : { Attributes }),
    ...(digest === undefined ? {} : { MessageAttributes, MD5OfMessageAttributes: digest }),
  }
}

function pick<T>(all: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  const wanted = (name: string): boolean =>
    names.some((one) => one === 'All' || one === '.*' || one === name)
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted(name)))
}
