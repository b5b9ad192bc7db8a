/** Opens the API on a port. Closing waits for the requests under way, but not for ever. */
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createHttp } from './create-http.ts'
import type { HttpParts } from './parts.ts'

export type ServedHttp = { readonly url: string; close(): Promise<void> }

const headersTimeoutMs = 10_000
const requestTimeoutMs = 60_000
const closeWithinMs = 5_000

/** `port` 0 takes a free one. Rejects when the port cannot be had. */
export async function serveHttp(
  parts: HttpParts,
  at: { readonly host: string; readonly port: number },
): Promise<ServedHttp> {
  const http = createHttp(parts)
  const server = createAdaptorServer({
    fetch: http.app.fetch,
    serverOptions: { headersTimeout: headersTimeoutMs, requestTimeout: requestTimeoutMs },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at.port, at.host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const { port } = server.address() as AddressInfo
  const host = at.host.includes(':') ? `[${at.host}]` : at.host
  return {
    url: `http://${host}:${port}`,
    async close() {
      await http.endStreams()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      const forced = setTimeout(() => {
        if ('closeAllConnections' in server) server.closeAllConnections()
      }, closeWithinMs)
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      await closed
      clearTimeout(forced)
      await http.close()
    },
  }
}
