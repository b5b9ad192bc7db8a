/** One way to the server: JSON in, JSON out, a problem as an error with its own words. */
import { learnServerTime } from '../words/clock.ts'

type ProblemBody = {
  readonly title?: string
  readonly detail?: string
  readonly fix?: string
  readonly code?: string
  readonly issues?: readonly { readonly path: string; readonly code: string }[]
}

/** What the server refused or could not do, as it said it. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly fix: string
  /** What of a form was refused, by its field. */
  readonly issues: readonly { readonly path: string; readonly code: string }[]

  constructor(status: number, body: ProblemBody) {
    super(body.title ?? `${status}`)
    this.status = status
    this.code = body.code ?? 'UNKNOWN'
    this.title = body.title ?? `${status}`
    this.detail = body.detail ?? ''
    this.fix = body.fix ?? ''
    this.issues = body.issues ?? []
  }
}

export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return call<T>('GET', path, undefined, signal)
}

export function post<T>(path: string, body: unknown = {}): Promise<T> {
  return call<T>('POST', path, body)
}

export function put<T>(path: string, body: unknown): Promise<T> {
  return call<T>('PUT', path, body)
}

export function remove<T>(path: string): Promise<T> {
  return call<T>('DELETE', path)
}

/** The address with what is set of `asked`. */
export function withQuery(path: string, asked: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

const keptAccount = 'crossdock.account'

export function chosenAccount(): string | null {
  return sessionStorage.getItem(keptAccount)
}

export function chooseAccount(accountId: string): void {
  sessionStorage.setItem(keptAccount, accountId)
}

async function call<T>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const account = chosenAccount()
  const headers: Record<string, string> = { accept: 'application/json', 'x-crossdock': 'console' }
  if (body !== undefined) {
    headers['content-type'] = typeof body === 'string' ? 'text/csv' : 'application/json'
  }
  if (account !== null) headers['x-crossdock-account'] = account
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  })
  learnServerTime(response.headers.get('date'))
  const text = await response.text()
  const answer: unknown = text === '' ? undefined : parsed(text)
  if (!response.ok) throw new ApiProblem(response.status, (answer ?? {}) as ProblemBody)
  return answer as T
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
