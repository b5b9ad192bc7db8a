/**
 * Documents of feeds and reports lie at links of their own, on a host that Amazon names and that lives
 * for five minutes. Such a link is a key: it goes into no error and no log, and our token never goes
 * to it.
 * Source: Feeds and Reports API 2021-06-30 (model commit 34dc93fe, 2026-08-05).
 */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { judgeHost } from '../../core/host-rule.ts'
import { PlatformError, type PlatformErrorKind } from '../../core/platform-error.ts'
import type { Deadlines, Door, OutsideAnswer } from '../../core/ports.ts'
import { type Spool, spoolAnswer } from '../http/spool.ts'

export type Document = { readonly bytes: Uint8Array; readonly contentType: string }

export type Link = { readonly operation: string; readonly url: string }

export type Documents = {
  /** Changes nothing at Amazon by itself. */
  upload(
    link: Link,
    body: { readonly text: string; readonly contentType: string },
    deadlines: Deadlines,
  ): Promise<void>
  /** Unpacked, however it was packed. */
  download(link: Link, deadlines: Deadlines): Promise<Document>
  /** The same for one of any size, that is read line by line. */
  spool(link: Link, deadlines: Deadlines): Promise<Spool>
}

/** After unpacking. */
const unpackedMaxBytes = 50_000_000
const unpack = promisify(gunzip)

type Asked = { method: string; headers: Record<string, string>; body: string | null }

export function createDocuments(door: Door): Documents {
  const callOf = ({ operation, url }: Link, request: Asked, { answerByMs }: Deadlines) => {
    if (!judgeHost(url).ok) throw problem(operation, null, 'contract', 'DOCUMENT_HOST_NOT_ALLOWED')
    // Nothing is left in doubt, so it may leave for as long as an answer may come.
    const deadlines = { sendBeforeMs: answerByMs, answerByMs }
    return { platform: 'amazon', operation, writes: false, url, ...request, deadlines } as const
  }
  const refused = (operation: string, { status }: OutsideAnswer) =>
    problem(operation, status, kindOf(status), `HTTP_${status}`)
  const send = async (link: Link, request: Asked, deadlines: Deadlines) => {
    const answer = await door.send({ ...callOf(link, request, deadlines), asBytes: true })
    if (answer.status >= 200 && answer.status <= 299) return answer
    throw refused(link.operation, answer)
  }
  return {
    async upload(link, { text, contentType }, deadlines) {
      const headers = { 'content-type': contentType }
      await send(link, { method: 'PUT', headers, body: text }, deadlines)
    },
    async download(link, deadlines) {
      const answer = await send(link, { method: 'GET', headers: {}, body: null }, deadlines)
      const bytes = await unpacked(link.operation, answer)
      return { bytes, contentType: answer.headers['content-type'] ?? '' }
    },
    async spool(link, deadlines) {
      const request = { method: 'GET', headers: {}, body: null }
      const spooled = await spoolAnswer(door, callOf(link, request, deadlines))
      if (spooled.is === 'refused') throw refused(link.operation, spooled.answer)
      return spooled.spool
    },
  }
}

/** A link that ended is a 403: the next attempt asks for a new one. */
function kindOf(status: number): PlatformErrorKind {
  if (status === 429) return 'throttled'
  if (status === 403 || status === 408 || status >= 500) return 'unavailable'
  return status >= 400 ? 'rejected' : 'contract'
}

/** By its first bytes: the transport may have unpacked already what Amazon calls GZIP. */
async function unpacked(operation: string, answer: OutsideAnswer): Promise<Uint8Array> {
  const bytes = answer.bytes ?? Buffer.from(answer.text, 'utf8')
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return await unpack(bytes, { maxOutputLength: unpackedMaxBytes })
  } catch (error) {
    const large = error instanceof RangeError
    const code = large ? 'DOCUMENT_TOO_LARGE' : 'DOCUMENT_NOT_UNPACKED'
    throw problem(operation, answer.status, 'contract', code)
  }
}

function problem(
  operation: string,
  status: number | null,
  kind: PlatformErrorKind,
  code: string,
): PlatformError {
  const facts = { platform: 'amazon', requestId: null, retryAfterMs: null } as const
  return new PlatformError({ ...facts, kind, operation, code, status })
}
