/**
 * A document of any size, kept in a file of its own while it is read line by line: a catalogue of a million
 * SKUs never stands in memory, and a slow reader does not hold the host. The file is gone after `drop`.
 *
 * It must not hold personal data: it lies on the disk as it came.
 */
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Door, OutsideAnswer, OutsideCall } from '../../core/ports.ts'

export type Spool = {
  /** From the first on, each time that it is called; without their ends. Throws on a line too long. */
  lines(): AsyncGenerator<string>
  drop(): Promise<void>
}

export type Spooled =
  | { readonly is: 'spool'; readonly spool: Spool }
  /** Not a 2xx answer. */
  | { readonly is: 'refused'; readonly answer: OutsideAnswer }

/** The file holds something that is no line of a table. */
export class SpoolError extends Error {
  override readonly name = 'SpoolError'
}

const lineMaxChars = 1_000_000

/** Throws PlatformError as the door does; what it had written is gone then. */
export async function spoolAnswer(door: Door, call: OutsideCall): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), 'crossdock-'))
  const file = join(folder, 'document')
  const drop = () => rm(folder, { recursive: true, force: true })
  try {
    const answer = await door.send({ ...call, saveTo: file, asBytes: true })
    if (answer.status < 200 || answer.status > 299) {
      await drop()
      return { is: 'refused', answer }
    }
    if (answer.saved !== true) await writeFile(file, answer.bytes ?? answer.text, { mode: 0o600 })
    const charset = await charsetOf(file, answer.headers['content-type'] ?? '')
    return { is: 'spool', spool: { lines: () => linesOf(file, charset), drop } }
  } catch (error) {
    await drop()
    throw error
  }
}

async function* linesOf(file: string, charset: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(charset)
  let rest = ''
  for await (const part of await partsOf(file)) {
    const lines = (rest + decoder.decode(part, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > lineMaxChars) throw new SpoolError('a line of the document is too long')
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line
  }
  rest += decoder.decode()
  if (rest !== '') yield rest
}

/** Unpacked, by the first bytes: the host does not always say that it packed. */
async function partsOf(file: string): Promise<AsyncIterable<Uint8Array>> {
  const handle = await open(file)
  const start = Buffer.alloc(2)
  await handle.read(start, 0, 2, 0)
  await handle.close()
  const stream = createReadStream(file)
  if (start[0] !== 0x1f || start[1] !== 0x8b) return stream
  return pipeline(stream, createGunzip(), () => undefined)
}

/**
 * What the content type names where the bytes are that, else UTF-8 where they are that, else Western
 * European: Amazon's flat files for Europe and Japan may not be UTF-8.
 */
async function charsetOf(file: string, contentType: string): Promise<string> {
  const named = /charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType)?.[1]
  for (const charset of [named, 'utf-8']) {
    if (charset !== undefined && (await isIn(file, charset))) return charset
  }
  return 'cp1252'
}

async function isIn(file: string, charset: string): Promise<boolean> {
  try {
    const decoder = new TextDecoder(charset, { fatal: true })
    for await (const part of await partsOf(file)) decoder.decode(part, { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}
