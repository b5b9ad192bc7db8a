/**
 * Documents of feeds and reports behind presigned URLs on the simulator's own port: PUT to upload, GET to download, each
 * URL good for 5 minutes of world time. Answers of the storage behind Amazon's URLs (S3): XML, 403 when expired or when the
 * content type is not the signed one, 400 when an authorization comes along.
 */
import { gunzipSync, gzipSync } from 'node:zlib'
import type { SeededRandom } from '../kit/seeded-random.ts'
import { type Answered, textAnswer, type WireRequest } from '../kit/wire.ts'
import type { WorldClock } from '../kit/world-clock.ts'

export type StoredDocument = {
  readonly documentId: string
  readonly contentType: string
  readonly createdMs: number
  content?: string
  /** Compressed parts of a large text, instead of the content. */
  parts?: readonly Uint8Array[]
}

export type Documents = {
  create(contentType: string, content?: string): StoredDocument
  /** A large text in compressed parts. */
  createLarge(contentType: string, parts: readonly Uint8Array[]): StoredDocument
  find(documentId: string): StoredDocument | undefined
  /** A URL that lets its holder upload or download for 5 minutes. */
  link(documentId: string, method: 'PUT' | 'GET', request: WireRequest, gzip?: boolean): string
  /** Answers a request to such a URL, and nothing else. */
  handle(request: WireRequest): Answered | undefined
  clear(): void
}

const lifeMs = 300_000
const prefix = '/documents/'

type Link = {
  readonly documentId: string
  readonly method: string
  readonly untilMs: number
  /** How a download is compressed: not, as a file, or as a content encoding that clients undo by themselves. */
  readonly gzip: 'no' | 'file' | 'encoding'
}

export function createDocuments(clock: WorldClock, random: SeededRandom): Documents {
  const documents = new Map<string, StoredDocument>()
  const links = new Map<string, Link>()
  const keep = (contentType: string, held: Pick<StoredDocument, 'content' | 'parts'>) => {
    const documentId = `amzn1.tortuga.4.eu.${random.uuid()}.${random.hex(14).toUpperCase()}`
    const stored: StoredDocument = { documentId, contentType, createdMs: clock.nowMs(), ...held }
    documents.set(documentId, stored)
    return stored
  }
  return {
    create: (contentType, content) => keep(contentType, content === undefined ? {} : { content }),
    createLarge: (contentType, parts) => keep(contentType, { parts }),
    find: (documentId) => documents.get(documentId),
    link(documentId, method, request, gzip = false) {
      const nowMs = clock.nowMs()
      for (const [signature, { untilMs }] of links) {
        if (untilMs < nowMs - lifeMs) links.delete(signature)
      }
      const signature = random.hex(64)
      const asEncoding = request.query.get('enableContentEncodingUrlHeader') === 'true'
      links.set(signature, {
        documentId,
        method,
        untilMs: nowMs + lifeMs,
        gzip: gzip ? (asEncoding ? 'encoding' : 'file') : 'no',
      })
      const host = request.headers.host ?? 'simulator.invalid'
      const query = `X-Amz-Expires=300&X-Amz-Signature=${signature}`
      const scheme = request.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
      return `${scheme}://${host}${prefix}${documentId}?${query}`
    },
    handle(request) {
      if (!request.path.startsWith(prefix)) return undefined
      const link = links.get(request.query.get('X-Amz-Signature') ?? '')
      const stored = documents.get(decodeURIComponent(request.path.slice(prefix.length)))
      if (link === undefined || stored?.documentId !== link.documentId) {
        return storageError(403, 'AccessDenied', 'Access Denied')
      }
      if (link.untilMs <= clock.nowMs()) {
        return storageError(403, 'AccessDenied', 'Request has expired')
      }
      return answer(request, link, stored)
    },
    clear() {
      documents.clear()
      links.clear()
    },
  }
}

function answer(request: WireRequest, link: Link, stored: StoredDocument): Answered {
  if (request.headers.authorization !== undefined) {
    return storageError(400, 'InvalidArgument', 'Only one auth mechanism allowed')
  }
  if (request.method !== link.method) return storageError(403, 'SignatureDoesNotMatch', unsigned)
  if (request.method === 'GET') return download(link, stored)
  if (request.headers['content-type'] !== stored.contentType) {
    return storageError(403, 'SignatureDoesNotMatch', unsigned)
  }
  stored.content = request.body
  return textAnswer(200, '', { etag: `"${request.body.length}"` })
}

function download({ gzip }: Link, stored: StoredDocument): Answered {
  const { content = '', contentType, parts } = stored
  const headers = { 'content-type': contentType }
  const plain = textAnswer(200, parts === undefined ? content : '', headers)
  if (gzip === 'no') {
    if (parts === undefined) return plain
    if (parts.length <= mostWhole) {
      const bytes = Buffer.concat(parts.map((part) => gunzipSync(part)))
      const isLatin = contentType.includes('8859-1')
      return { ...plain, bytes, body: bytes.toString(isLatin ? 'latin1' : 'utf8') }
    }
    return { ...plain, stream: () => unpacked(parts) }
  }
  const encoding = gzip === 'encoding' ? { 'content-encoding': 'gzip' } : {}
  const bytes = parts === undefined ? gzipSync(content) : Buffer.concat(parts)
  return { ...plain, headers: { ...headers, ...encoding }, bytes }
}

/** More parts go out piece by piece, and cannot be had in memory. */
const mostWhole = 20

function* unpacked(parts: readonly Uint8Array[]): Iterable<Uint8Array> {
  for (const part of parts) yield gunzipSync(part)
}

const unsigned =
  'The request signature we calculated does not match the signature you provided. Check your key and signing method.'

function storageError(status: number, code: string, words: string): Answered {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${words}</Message></Error>`
  return textAnswer(status, xml, { 'content-type': 'application/xml' })
}
