/** Puts a simulator behind a port with node:http. Knows no platform. Body limit 5 MB, of an upload (PUT) 64. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { jsonAnswer, type Simulator, type WireAnswer, type WireRequest } from './wire.ts'

export type Served = { readonly url: string; close(): Promise<void> }

const bodyLimitBytes = 5 * 1024 * 1024
const uploadLimitBytes = 64 * 1024 * 1024

/** Starts to listen; port 0 takes a free one. `close` ends open connections as well. */
export async function serve(
  simulator: Simulator,
  options: { readonly port: number; readonly host?: string },
): Promise<Served> {
  const host = options.host ?? '127.0.0.1'
  const server = createServer((incoming, outgoing) => {
    void answer(simulator, incoming, outgoing)
  })
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, host, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  simulator: Simulator,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  const body = await readBody(incoming)
  if (body === 'broken') return
  if (body === 'too-large') {
    incoming.resume()
    return write(outgoing, jsonAnswer(413, { error: 'request body over 5 MB' }))
  }
  let result: WireAnswer
  try {
    result = await simulator.handle(toWire(incoming, body.text, gone.signal))
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    result = jsonAnswer(500, { error: `defect in the ${simulator.name} simulator`, message })
  }
  if (result.kind === 'lost') {
    incoming.socket.destroy()
    return
  }
  write(outgoing, result)
}

function write(outgoing: ServerResponse, result: WireAnswer & { kind: 'answer' }): void {
  if (outgoing.destroyed) return
  if (result.stream !== undefined) {
    outgoing.writeHead(result.status, result.headers)
    Readable.from(result.stream()).pipe(outgoing)
    return
  }
  const content = result.bytes ?? result.body
  const length = String(Buffer.byteLength(content))
  outgoing.writeHead(result.status, { ...result.headers, 'content-length': length })
  outgoing.end(content)
}

function toWire(incoming: IncomingMessage, body: string, signal: AbortSignal): WireRequest {
  const [path = '/', query = ''] = (incoming.url ?? '/').split('?', 2)
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return {
    method: incoming.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers,
    body,
    signal,
  }
}

async function readBody(
  incoming: IncomingMessage,
): Promise<{ text: string } | 'too-large' | 'broken'> {
  const chunks: Buffer[] = []
  let bytes = 0
  const limitBytes = incoming.method === 'PUT' ? uploadLimitBytes : bodyLimitBytes
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > limitBytes) return 'too-large'
      chunks.push(chunk)
    }
  } catch {
    return 'broken' // the caller hung up in the middle of its request
  }
  return { text: Buffer.concat(chunks).toString('utf8') }
}
