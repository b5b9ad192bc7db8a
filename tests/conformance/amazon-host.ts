/** The simulated Amazon behind a real port, with clients that we did not write. */
import { SQSClient } from '@aws-sdk/client-sqs'
import { NotificationsApi } from '@sp-api-sdk/notifications-api-v1'
import { OrdersApi } from '@sp-api-sdk/orders-api-2026-01-01'
import axios, { type AxiosInstance } from 'axios'
import {
  type AmazonOptions,
  type AmazonSimulator,
  createAmazonSimulator,
} from '../../simulators/amazon/simulator.ts'
import { serve } from '../../simulators/kit/serve-http.ts'
import { createSteppedClock, type WorldClock } from '../../simulators/kit/world-clock.ts'

export type AmazonHost = {
  readonly simulator: AmazonSimulator
  readonly url: string
  readonly clock: WorldClock
  /** The generated client, with a fresh seller token; every status is an answer. */
  orders(): Promise<OrdersApi>
  notifications(kind: 'seller' | 'grantless'): Promise<NotificationsApi>
  sqs(): SQSClient
  /** An access token by the form that Amazon documents. */
  token(kind: 'seller' | 'grantless'): Promise<string>
  login(fields: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }>
  /** A plain GET with a seller token. */
  get(path: string): Promise<Answer>
  /** Any call with a seller token; a body goes as JSON. */
  send(method: string, path: string, body?: unknown): Promise<Answer>
  /** A control verb over the wire. */
  verb(path: string, input?: unknown): Promise<Record<string, unknown>>
  close(): Promise<void>
}

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

export const worldStartMs = Date.parse('2026-11-22T10:00:00.000Z')
export const everyBlock =
  'BUYER,RECIPIENT,PROCEEDS,EXPENSE,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX,PAYMENT,FULFILLMENT_ORDERS'

export async function openAmazon(options: Partial<AmazonOptions> = {}): Promise<AmazonHost> {
  const clock = options.clock ?? createSteppedClock({ nowMs: worldStartMs })
  const simulator = createAmazonSimulator({ seed: 7, ...options, clock })
  const served = await serve(simulator, { port: 0 })
  const { url } = served
  const login: AmazonHost['login'] = async (fields) => {
    const answer = await fetch(`${url}/auth/o2/token`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const token: AmazonHost['token'] = async (kind) => {
    const { body } = await login(tokenFields(simulator, kind))
    return String(body.access_token)
  }
  return {
    simulator,
    url,
    clock,
    login,
    token,
    orders: async () => new OrdersApi(undefined, url, withToken(await token('seller'))),
    notifications: async (kind) =>
      new NotificationsApi(undefined, url, withToken(await token(kind))),
    sqs: () =>
      new SQSClient({
        region: 'eu-west-1',
        endpoint: url,
        credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
        maxAttempts: 1,
      }),
    async send(method, path, body) {
      const headers = {
        'x-amz-access-token': await token('seller'),
        'content-type': 'application/json',
      }
      const init = {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }
      return readAnswer(await fetch(url + path, init))
    },
    async verb(path, input = {}) {
      const init = { method: 'POST', body: JSON.stringify(input) }
      const { status, body } = await readAnswer(await fetch(`${url}/_control/${path}`, init))
      if (status !== 200) throw new Error(`${path}: ${status} ${String(body.error)}`)
      return body
    },
    async get(path) {
      const headers = { 'x-amz-access-token': await token('seller') }
      return readAnswer(await fetch(url + path, { headers }))
    },
    async close() {
      clock.stop()
      await served.close()
    },
  }
}

export function tokenFields(
  { credentials }: AmazonSimulator,
  kind: 'seller' | 'grantless',
): Record<string, string> {
  const { clientId, clientSecret, refreshToken } = credentials
  const grant =
    kind === 'seller'
      ? { grant_type: 'refresh_token', refresh_token: refreshToken }
      : { grant_type: 'client_credentials', scope: 'sellingpartnerapi::notifications' }
  return { ...grant, client_id: clientId, client_secret: clientSecret }
}

export async function readAnswer(answer: Response): Promise<Answer> {
  const text = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  }
}

/** The first error of a body, as Amazon shapes it. */
export function firstError(body: unknown): { code: string; message: string; details?: string } {
  const { errors } = body as { errors: { code: string; message: string; details?: string }[] }
  const [error] = errors
  if (error === undefined) throw new Error('the body has no error')
  return error
}

function withToken(token: string): AxiosInstance {
  return axios.create({
    headers: { 'x-amz-access-token': token },
    validateStatus: () => true,
  })
}
