/** Reads the body of an answer within a limit, unpacked when the host packed it: into memory, or into a file. */
import { createWriteStream } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline, Transform } from 'node:stream'
import { pipeline as piped } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type OutsideAnswer, TransportError } from '../../core/ports.ts'

/** Throws TransportError (sent) when the body breaks off, is too large or cannot be unpacked. */
export async function readAnswer(
  incoming: IncomingMessage,
  maxBytes: number,
  asBytes = false,
): Promise<OutsideAnswer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of unpacked(incoming)) {
    const part: Buffer = chunk
    bytes += part.length
    if (bytes > maxBytes) throw new TransportError({ sent: true, code: 'ANSWER_TOO_LARGE' })
    chunks.push(part)
  }
  if (!incoming.complete) throw new TransportError({ sent: true, code: 'ANSWER_BROKEN_OFF' })
  const whole = Buffer.concat(chunks)
  return {
    status: incoming.statusCode ?? 0,
    headers: flatHeaders(incoming.headers),
    text: whole.toString('utf8'),
    ...(asBytes ? { bytes: whole } : {}),
  }
}

/** As `readAnswer`, with the body in a new file that nobody else may read. */
export async function saveAnswer(
  incoming: IncomingMessage,
  maxBytes: number,
  file: string,
): Promise<OutsideAnswer> {
  let bytes = 0
  const counted = new Transform({
    transform(part: Buffer, _encoding, next) {
      bytes += part.length
      const tooLarge = new TransportError({ sent: true, code: 'ANSWER_TOO_LARGE' })
      if (bytes > maxBytes) next(tooLarge)
      else next(null, part)
    },
  })
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 })
  await piped(unpacked(incoming), counted, out)
  if (!incoming.complete) throw new TransportError({ sent: true, code: 'ANSWER_BROKEN_OFF' })
  const headers = flatHeaders(incoming.headers)
  return { status: incoming.statusCode ?? 0, headers, text: '', saved: true }
}

function unpacked(incoming: IncomingMessage): Readable {
  if (incoming.headers['content-encoding'] !== 'gzip') return incoming
  return pipeline(incoming, createGunzip(), () => undefined)
}

function flatHeaders(headers: IncomingMessage['headers']): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return flat
}
