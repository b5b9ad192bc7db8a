/**
 * Carries one call over the network with node:http(s), on connections that stay open. No redirects,
 * no retries, no cookies.
 *
 * It does not use fetch, because fetch cannot tell whether a request left this machine, nor stop one
 * whose connection opened too late. Here the request is written only once the connection stands (TLS
 * included) and only before `sendBeforeMs`; until then every failure is surely "not sent".
 */
import { type ClientRequest, type IncomingMessage, Agent as PlainAgent, request } from 'node:http'
import { request as secureRequest, Agent as TlsAgent } from 'node:https'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { judgeHost } from '../../core/host-rule.ts'
import {
  type Monotonic,
  type OutsideAnswer,
  type OutsideCall,
  type Transport,
  TransportError,
} from '../../core/ports.ts'
import { readAnswer, saveAnswer } from './answer-body.ts'

export type NodeTransportParts = {
  readonly monotonic: Monotonic
  /** Bytes after decompression; above it the answer is refused. */
  readonly answerMaxBytes?: number
  /** The same for a body that goes into a file. */
  readonly savedMaxBytes?: number
  readonly connectionsPerHost?: number
}

/** An idle connection is given up before the host closes it under a request of ours. */
const idleMs = 15_000

export type NodeTransport = Transport & { close(): void }

/** Throws TransportError with `sent` told exactly: false until the request was written. */
export function createNodeTransport(parts: NodeTransportParts): NodeTransport {
  const limits = {
    heldBytes: parts.answerMaxBytes ?? 20_000_000,
    savedBytes: parts.savedMaxBytes ?? 4_000_000_000,
  }
  const pool = { keepAlive: true, maxSockets: parts.connectionsPerHost ?? 64, timeout: idleMs }
  const plainAgent = new PlainAgent(pool)
  const tlsAgent = new TlsAgent(pool)
  const transport = async (call: OutsideCall, signal: AbortSignal): Promise<OutsideAnswer> => {
    const verdict = judgeHost(call.url)
    if (!verdict.ok) throw new TransportError({ sent: false, code: verdict.code })
    if (signal.aborted) throw new TransportError({ sent: false, code: 'ABORTED' })
    const outgoing = open(verdict.url, call, signal)
    return exchange(outgoing, call, parts.monotonic, limits)
  }
  const open = (url: URL, call: OutsideCall, signal: AbortSignal): ClientRequest => {
    const options = { method: call.method, headers: headersOf(call), signal }
    try {
      return url.protocol === 'https:'
        ? secureRequest(url, { ...options, agent: tlsAgent })
        : request(url, { ...options, agent: plainAgent })
    } catch (error) {
      throw asTransportError(error, false)
    }
  }
  const close = () => {
    plainAgent.destroy()
    tlsAgent.destroy()
  }
  return Object.assign(transport, { close })
}

function headersOf(call: OutsideCall): Record<string, string> {
  const length = call.body === null ? {} : { 'content-length': `${Buffer.byteLength(call.body)}` }
  return { 'accept-encoding': 'gzip', ...call.headers, ...length }
}

function exchange(
  outgoing: ClientRequest,
  call: OutsideCall,
  monotonic: Monotonic,
  limits: { readonly heldBytes: number; readonly savedBytes: number },
): Promise<OutsideAnswer> {
  const read = (incoming: IncomingMessage) => {
    const status = incoming.statusCode ?? 0
    if (call.saveTo === undefined || status < 200 || status > 299) {
      return readAnswer(incoming, limits.heldBytes, call.asBytes)
    }
    return saveAnswer(incoming, limits.savedBytes, call.saveTo)
  }
  return new Promise((resolve, reject) => {
    let sent = false
    const fail = (error: unknown) => {
      outgoing.destroy()
      reject(asTransportError(error, sent))
    }
    outgoing.on('error', fail)
    outgoing.on('response', (incoming: IncomingMessage) => {
      read(incoming).then(resolve, fail)
    })
    outgoing.on('socket', (socket) => {
      whenConnected(socket, () => {
        if (outgoing.destroyed) return
        if (monotonic.nowMs() > call.deadlines.sendBeforeMs) {
          fail(new TransportError({ sent: false, code: 'SEND_DEADLINE_PASSED' }))
          return
        }
        sent = true
        outgoing.end(call.body ?? undefined)
      })
    })
  })
}

/** A reused connection stands already; a new one first connects and, for https, shakes hands. */
function whenConnected(socket: Socket, run: () => void): void {
  const tls = socket instanceof TLSSocket
  const shaken = !tls || !['unknown', null].includes(socket.getProtocol())
  if (!socket.connecting && shaken) run()
  else socket.once(tls ? 'secureConnect' : 'connect', run)
}

function asTransportError(error: unknown, sent: boolean): TransportError {
  if (error instanceof TransportError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'SOCKET_FAILED'
  return new TransportError({ sent, code }, isSystemError(error) ? { cause: error } : undefined)
}

/** Those name a host and a port at most; a parser's error carries the raw bytes of the answer. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}
