/**
 * Carries calls of the product to the simulators in memory. Each call gives the turn away twice: before
 * it leaves, and before its answer is used, so that other processes, crashes and stops come between.
 */
import { writeFile } from 'node:fs/promises'
import type { Simulator, WireRequest } from '../../simulators/kit/wire.ts'
import { type OutsideCall, type Transport, TransportError } from '../../src/core/ports.ts'
import type { NotificationQueue } from '../../src/platforms/amazon/queue.ts'
import type { SoakShop } from './soak-shop.ts'

/** Who answers at a host name. */
export type InMemoryHosts = ReadonlyMap<string, Simulator>

export function hostsOf(shops: readonly SoakShop[]): InMemoryHosts {
  return new Map(
    shops.flatMap(({ amazonHost, amazon, shopify }): [string, Simulator][] => [
      [amazonHost, amazon],
      [shopify.shop, shopify],
    ]),
  )
}

export function createSoakTransport(parts: {
  readonly hosts: InMemoryHosts
  readonly nowMs: () => number
  readonly turn: (label: string) => Promise<void>
}): Transport {
  return async (call, signal) => {
    await parts.turn(`send ${call.operation}`)
    if (parts.nowMs() > call.deadlines.sendBeforeMs) {
      throw new TransportError({ sent: false, code: 'SEND_DEADLINE_PASSED' })
    }
    const host = parts.hosts.get(new URL(call.url).host)
    if (host === undefined) throw new TransportError({ sent: false, code: 'ENOTFOUND' })
    const answer = await host.handle(wireOf(call))
    await parts.turn(`answer ${call.operation}`)
    if (answer.kind === 'lost') throw new TransportError({ sent: true, code: 'ECONNRESET' })
    if (signal.aborted && answer.status >= 500) {
      throw new TransportError({ sent: true, code: 'ABORTED' })
    }
    const { status, headers, body, bytes, stream } = answer
    if (bytes !== undefined) return { status, headers, text: body, bytes }
    if (stream === undefined || call.saveTo === undefined) return { status, headers, text: body }
    // A document that is too large to be held goes where the caller wants it.
    await writeFile(call.saveTo, stream())
    return { status, headers, text: '', saved: true }
  }
}

function wireOf(call: OutsideCall): WireRequest {
  const url = new URL(call.url)
  const headers = Object.fromEntries(
    Object.entries(call.headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return {
    method: call.method,
    path: url.pathname,
    query: url.searchParams,
    headers: { host: url.host, 'x-forwarded-proto': url.protocol.slice(0, -1), ...headers },
    body: call.body ?? '',
  }
}

/** The simulated queue without HTTP; the SDK's own way is proved by the conformance tests. */
export function createSoakQueue(amazon: Simulator, queueUrl: string): NotificationQueue {
  const ask = async (operation: string, body: object): Promise<unknown> => {
    const answer = await amazon.handle({
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AmazonSQS.${operation}`,
      },
      body: JSON.stringify({ QueueUrl: queueUrl, ...body }),
    })
    return answer.kind === 'answer' && answer.body !== '' ? JSON.parse(answer.body) : {}
  }
  return {
    async receive(maxMessages) {
      const answer = await ask('ReceiveMessage', {
        MaxNumberOfMessages: maxMessages,
        WaitTimeSeconds: 0,
      })
      const { Messages = [] } = answer as { Messages?: SqsMessage[] }
      return Messages.map((message) => ({
        handle: message.ReceiptHandle,
        messageId: message.MessageId,
        body: message.Body,
        receiveCount: 1,
      }))
    },
    async remove(handles) {
      for (const handle of handles) await ask('DeleteMessage', { ReceiptHandle: handle })
      return []
    },
    close: () => undefined,
  }
}

type SqsMessage = {
  readonly MessageId: string
  readonly ReceiptHandle: string
  readonly Body: string
}
