/**
 * What passes between a simulator and its caller. A simulator works whole in memory through `handle`;
 * `serve-http.ts` only puts it behind a port. Nothing here knows a platform.
 */

export type WireRequest = {
  readonly method: string
  /** As it came on the wire, still percent-encoded, without the query. */
  readonly path: string
  readonly query: URLSearchParams
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Aborted when the caller goes away; a long poll ends early on it. */
  readonly signal?: AbortSignal
}

export type Answered = {
  readonly kind: 'answer'
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string
  /** Goes on the wire instead of the body: what is compressed is no text. */
  readonly bytes?: Uint8Array
  /** A body too large for one piece; goes on the wire instead of it, piece by piece. */
  readonly stream?: () => Iterable<Uint8Array>
}

/** `lost`: the connection dies and no answer reaches the caller. */
export type WireAnswer = Answered | { readonly kind: 'lost' }

export type Simulator = {
  readonly name: string
  handle(request: WireRequest): Promise<WireAnswer>
}

/** An answer with a JSON body. */
export function jsonAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answered {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  }
}

/** An answer without a body, or with a body that is text already. */
export function textAnswer(
  status: number,
  body = '',
  headers: Readonly<Record<string, string>> = {},
): Answered {
  return { kind: 'answer', status, headers: { ...headers }, body }
}

export const lostAnswer: WireAnswer = { kind: 'lost' }

/** Makes a request as the HTTP door would: used by callers in memory. */
export function wireRequest(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): WireRequest {
  const parsed = new URL(url, 'http://simulator.invalid')
  const lower: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) lower[name.toLowerCase()] = value
  return { method, path: parsed.pathname, query: parsed.searchParams, headers: lower, body }
}
