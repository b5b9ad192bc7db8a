/**
 * Lets the generated `@sp-api-sdk` classes speak through our own call, by an axios adapter. Only 2xx
 * answers come back, as text; an error passes unwrapped, so that no AxiosError (it carries the token)
 * ever exists.
 */
import axios, {
  type AxiosAdapter,
  type AxiosInstance,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios'
import type { OutsideAnswer } from '../../core/ports.ts'
import type { AmazonCall, CallFacts } from './call.ts'

/** For the constructors of the generated classes; useless without `throughCall` in each call. */
export function createSdkAxios(): AxiosInstance {
  return axios.create({ transformResponse: (text: unknown) => text })
}

/** Options for one call of a generated class. */
export function throughCall(call: AmazonCall, facts: CallFacts): { adapter: AxiosAdapter } {
  return {
    adapter: async (config: InternalAxiosRequestConfig): Promise<AxiosResponse> => {
      const answer = await call(facts, {
        method: (config.method ?? 'get').toUpperCase(),
        url: axios.getUri(config),
        headers: headersOf(config),
        body: config.data === undefined ? null : String(config.data),
      })
      return { data: answer, status: answer.status, statusText: '', headers: {}, config }
    },
  }
}

/** What `throughCall` brought back: the generated classes declare their own type, but hold our answer. */
export async function answerOf(response: Promise<{ data: unknown }>): Promise<OutsideAnswer> {
  return (await response).data as OutsideAnswer
}

function headersOf(config: InternalAxiosRequestConfig): Record<string, string> {
  const sent = Object.entries(config.headers.toJSON()).filter(([, value]) => value != null)
  return Object.fromEntries(sent.map(([name, value]) => [name.toLowerCase(), String(value)]))
}
