/** Asks the API of a running Crossdock, as the owner of the shop. */
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { id } from '../../src/core/ids.ts'
import type { orderPageShape } from '../../src/http/shapes/order-page-shapes.ts'
import { createApiKey } from '../../src/operations/keys/create-api-key.ts'
import type { Database } from '../../src/store/pool.ts'

export type OrderPage = z.output<typeof orderPageShape>

export type ApiAnswer<T> = { readonly status: number; readonly text: string; readonly json: T }

export type Api = {
  readonly url: string
  /** Any request; never throws for a status. */
  ask<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<ApiAnswer<T>>
  /** As `ask`, but throws unless the answer is good. */
  get<T>(path: string): Promise<T>
  post<T>(path: string, body?: unknown): Promise<T>
  put<T>(path: string, body: unknown): Promise<T>
  order(orderId: string): Promise<OrderPage>
  /** How many orders are in the books. */
  knownOrders(): Promise<number>
  /** The same key at another address. */
  at(url: string): Api
}

/** Makes an owner's key as the command line would, then speaks HTTP alone. */
export async function openApi(db: Database, url: string): Promise<Api> {
  const { token } = await createApiKey(
    { db, newId: randomUUID },
    { kind: 'cli', user: 'test' },
    { accountId: id('AccountId', 'main'), name: 'test', role: 'owner' },
  )
  return apiAt(url, token)
}

function apiAt(url: string, token: string): Api {
  const ask: Api['ask'] = async <T>(method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, text, json: jsonOf(text) as T }
  }
  const sure = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const { status, text, json } = await ask<T>(method, path, body)
    if (status >= 400) throw new Error(`${method} ${path}: ${status} ${text}`)
    return json
  }
  return {
    url,
    ask,
    get: (path) => sure('GET', path),
    post: (path, body = {}) => sure('POST', path, body),
    put: (path, body) => sure('PUT', path, body),
    order: (orderId) => sure('GET', `/api/orders/${orderId}`),
    async knownOrders() {
      const { counts } = await sure<{ counts: { orders: number }[] }>('GET', '/api/holds')
      return counts.reduce((sum, { orders }) => sum + orders, 0)
    },
    at: (other) => apiAt(other, token),
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
