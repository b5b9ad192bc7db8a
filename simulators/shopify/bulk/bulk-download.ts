/**
 * The result of a bulk query behind its address, on the simulator's own port and without a token. Faults on
 * `shopify.bulkResult`: unavailable, answer-lost, half-page (the file ends in the middle of a line).
 */
import { gunzipSync } from 'node:zlib'
import type { FaultPlane } from '../../kit/fault-plane.ts'
import { lostAnswer, textAnswer, type WireAnswer, type WireRequest } from '../../kit/wire.ts'
import type { ShopWorld } from '../shop-world.ts'
import { isExpired } from './bulk-operation.ts'

const path = /^\/bulk-results\/(\d+)\/([0-9a-f]+)\.jsonl$/

/** Answers a request for a result, and nothing else. */
export function downloadBulk(
  world: ShopWorld,
  faults: FaultPlane,
  request: WireRequest,
): WireAnswer | undefined {
  const match = path.exec(request.path)
  if (match === null) return undefined
  const operation = world.bulk.find(`gid://shopify/BulkOperation/${match[1]}`)
  const isThere = operation !== undefined && operation.secret === match[2]
  if (!isThere || isExpired(operation, world.clock.nowMs())) {
    return textAnswer(404, '<Error><Code>NoSuchKey</Code></Error>', {
      'content-type': 'application/xml',
    })
  }
  const fault = faults.take('shopify.bulkResult', { id: operation.id }, [
    'unavailable',
    'answer-lost',
    'half-page',
  ])
  if (fault?.fault === 'unavailable') return textAnswer(503, 'Service Unavailable')
  if (fault?.fault === 'answer-lost') return lostAnswer
  const headers = { 'content-type': 'application/jsonl' }
  const { parts, fileSize } = operation
  const whole = (): string => parts.map((part) => gunzipSync(part).toString()).join('')
  if (fault?.fault === 'half-page') {
    const text = whole()
    return textAnswer(200, text.slice(0, Math.floor(text.length / 2)), headers)
  }
  if (fileSize <= largestWhole) return textAnswer(200, whole(), headers)
  return { ...textAnswer(200, '', headers), stream: () => unpacked(parts) }
}

/** What is larger goes out piece by piece, and cannot be had in memory. */
const largestWhole = 64 * 1024 * 1024

function* unpacked(parts: readonly Uint8Array[]): Iterable<Uint8Array> {
  for (const part of parts) yield gunzipSync(part)
}
